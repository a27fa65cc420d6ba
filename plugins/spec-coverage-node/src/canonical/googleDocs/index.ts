export { canonicalizeGoogleDocsMarkdown } from './canonicalizeGoogleDocsMarkdown';
export { encodeGoogleDoc } from './encodeGoogleDoc';
export type { GoogleDoc } from './encodeGoogleDoc';
