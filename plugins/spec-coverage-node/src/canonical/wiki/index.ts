export { canonicalizeJiraWiki } from './canonicalizeJiraWiki';
