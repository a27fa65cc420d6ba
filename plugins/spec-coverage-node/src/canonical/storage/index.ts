import type { CanonicalDocument } from '../types';
export function canonicalizeConfluenceStorage(_: { title: string; body: string }): CanonicalDocument { throw new Error('not yet'); }
