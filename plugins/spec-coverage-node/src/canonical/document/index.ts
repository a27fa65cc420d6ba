export { Budget } from './Budget';
export { DocumentBuilder } from './DocumentBuilder';
export { isSameStyle, styleOf } from './normalizeInline';
export { PLAIN } from './parts';
export type { Argument, Container, Inline, Mark, Part, Style } from './parts';
export { readTitle, toCanonicalDocument } from './toCanonicalDocument';
