import type { CanonicalDocument } from '../types';
export function canonicalizeJiraWiki(_: { title: string; body: string | null }): CanonicalDocument { throw new Error('not yet'); }
