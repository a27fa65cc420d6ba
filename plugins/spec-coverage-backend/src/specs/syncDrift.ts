import {
  isDrifting,
  type SpecStateInput,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DriftRow } from '../database';

/**
 * Opens the drift of a spec, keeps it up to date, or closes it. The caller holds the lock on the spec, and a unique index
 * keeps a spec from having two open drifts.
 */
export async function syncDrift(
  trx: Knex.Transaction,
  specRef: string,
  options: SpecStateInput & {
    /** The last proven hash moved to the current version in this transaction. */
    provenNow: boolean;
    now: Date;
  },
): Promise<void> {
  const { contentHash, provenHash, provenNow, now } = options;
  if (isDrifting(options)) {
    await trx<DriftRow>('drifts')
      .insert({
        id: randomUUID(),
        spec_ref: specRef,
        opened_at: now,
        proven_hash: provenHash ?? null,
        content_hash: contentHash ?? null,
      })
      .onConflict(trx.raw('(spec_ref) where closed_at is null') as never)
      .merge(['proven_hash', 'content_hash']);
    return;
  }
  const isProvenVersion =
    contentHash !== undefined && contentHash === provenHash;
  let closedBy: DriftRow['closed_by'] = 'removed';
  if (isProvenVersion) {
    closedBy = provenNow ? 'proven' : 'reverted';
  }
  await trx<DriftRow>('drifts')
    .where('spec_ref', specRef)
    .whereNull('closed_at')
    .update({
      closed_at: now,
      closed_by: closedBy,
      content_hash: contentHash ?? null,
    });
}
