export * from './contentHash';
export * from './googleDocs';
export type { CanonicalLimits } from './limits';
export * from './markdown';
export * from './richText';
export * from './types';
