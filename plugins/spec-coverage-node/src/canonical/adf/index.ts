export { canonicalizeAdf } from './canonicalizeAdf';
