export { ConfluenceServer } from './ConfluenceServer';
