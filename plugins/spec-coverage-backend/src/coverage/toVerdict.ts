import type { Verdict } from '@proofline/backstage-plugin-spec-coverage-common';
import { toDate, type VerdictRow } from '../database';

/**
 * A verdict as the API gives it.
 *
 * @param contentHash - the current content hash of its spec
 */
export function toVerdict(
  row: VerdictRow,
  contentHash: string | null,
): Verdict {
  return {
    id: row.id,
    invariantKey: row.invariant_key,
    outcome: row.outcome,
    current: row.content_hash === contentHash,
    contentHash: row.content_hash.slice(0, 8),
    prover: row.prover,
    proverVersion: row.prover_version,
    proofJobId: row.proof_job_id,
    durationMs: row.duration_ms,
    settledAt: toDate(row.settled_at).toISOString(),
    message: row.message ?? undefined,
    counterexample: row.counterexample
      ? JSON.parse(row.counterexample)
      : undefined,
  };
}
