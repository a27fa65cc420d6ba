export { canonicalizeMarkdown } from './canonicalizeMarkdown';
export type { MarkdownLimits } from './limits';
