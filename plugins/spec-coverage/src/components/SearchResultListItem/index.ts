export { SearchResultListItem } from './SearchResultListItem';
