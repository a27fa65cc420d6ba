import { isError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import {
  type DocumentState,
  parseSpecRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  type CanonicalDocument,
  contentHash,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** What a check finds where a spec should be. */
export type ReadDocument =
  | {
      type: 'present';
      document: CanonicalDocument;
      contentHash: string;
      /** sha256 of the bytes that the source gave: the same document, whatever a newer canonicaliser makes of it. */
      documentHash: string;
      url?: string;
      changedBy?: string;
      changedAt?: Date;
    }
  | { type: Exclude<DocumentState, 'present'>; reason: string };

/**
 * Fetches a spec from its source and makes it canonical.
 *
 * @throws what the source throws when it cannot be asked now
 */
export async function readDocument(
  specRef: string,
  sources: ReadonlyMap<string, SpecSource>,
  signal: AbortSignal,
): Promise<ReadDocument> {
  const { source: sourceId, document } = parseSpecRef(specRef);
  const source = sources.get(sourceId);
  if (!source) {
    const known = [...sources.keys()].sort().join(', ') || 'none';
    return {
      type: 'missing',
      reason: `No source '${sourceId}' is installed and configured in this portal (there is: ${known})`,
    };
  }
  const fetched = await source.fetch(document, signal);
  if (fetched.type !== 'found') {
    return fetched;
  }
  const { content, url, changedBy, changedAt } = fetched.document;
  try {
    const canonical = source.canonicalize(fetched.document);
    return {
      type: 'present',
      document: canonical,
      contentHash: contentHash(canonical),
      documentHash: createHash('sha256').update(content).digest('hex'),
      url,
      changedBy,
      changedAt,
    };
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return { type: 'refused', reason: error.message };
    }
    throw error;
  }
}
