import { createHash } from 'node:crypto';
import type { CanonicalDocument } from './types';

/**
 * The content hash: sha256 over the canonicaliser's version and the canonical text, in hexadecimal. The two are joined
 * as JSON, so that no text can pass for another with a different version.
 *
 * @public
 */
export function contentHash(
  document: Pick<CanonicalDocument, 'canonicalizer' | 'text'>,
): string {
  return sha256([document.canonicalizer, document.text]);
}

/**
 * The id of a proof job: sha256 of (SpecRef, content hash, prover, prover version), in hexadecimal. The same attempt
 * always has the same id, so that asking twice is one job.
 *
 * @public
 */
export function proofJobId(job: {
  specRef: string;
  contentHash: string;
  prover: string;
  proverVersion: string;
}): string {
  return sha256([job.specRef, job.contentHash, job.prover, job.proverVersion]);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
