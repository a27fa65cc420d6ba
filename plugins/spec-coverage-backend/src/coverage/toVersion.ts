import type { SpecVersion } from '@proofline/backstage-plugin-spec-coverage-common';
import { type SpecVersionRow, toDate, toIso } from '../database';

/** A version as the API gives it. */
export function toVersion(
  row: Pick<
    SpecVersionRow,
    'content_hash' | 'seen_at' | 'invariants' | 'changed_by' | 'changed_at'
  >,
): SpecVersion {
  return {
    contentHash: row.content_hash.slice(0, 8),
    seenAt: toDate(row.seen_at).toISOString(),
    invariants: row.invariants,
    changedBy: row.changed_by ?? undefined,
    changedAt: toIso(row.changed_at),
  };
}
