export { canonicalizeRichText } from './canonicalizeRichText';
export { encodeRichText } from './encodeRichText';
export type { RichTextDocument, RichTextFormat } from './encodeRichText';
