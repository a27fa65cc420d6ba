export { canonicalizeConfluenceStorage } from './canonicalizeConfluenceStorage';
