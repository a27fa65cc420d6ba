export { SpecList } from './SpecList';
