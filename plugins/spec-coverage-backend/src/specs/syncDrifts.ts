import {
  isDrifting,
  type SpecStateInput,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { partition } from 'lodash';
import { randomUUID } from 'node:crypto';
import type { DriftRow } from '../database';

/** What decides whether a spec drifts. */
export interface DriftInput extends SpecStateInput {
  specRef: string;
  /** The last proven hash moved to the current version in this transaction. */
  provenNow: boolean;
}

/**
 * Opens the drifts of specs, keeps them up to date, or closes them. The caller holds the lock on the specs, and a unique index
 * keeps a spec from having two open drifts.
 */
export async function syncDrifts(
  trx: Knex.Transaction,
  specs: readonly DriftInput[],
  now: Date,
): Promise<void> {
  const [drifting, still] = partition(specs, isDrifting);
  if (drifting.length > 0) {
    await trx<DriftRow>('drifts')
      .insert(
        drifting.map(({ specRef, provenHash, contentHash }) => ({
          id: randomUUID(),
          spec_ref: specRef,
          opened_at: now,
          proven_hash: provenHash ?? null,
          content_hash: contentHash ?? null,
        })),
      )
      .onConflict(trx.raw('(spec_ref) where closed_at is null') as never)
      .merge(['proven_hash', 'content_hash']);
  }
  if (still.length === 0) {
    return;
  }
  const open = new Set(
    await trx<DriftRow>('drifts')
      .whereIn(
        'spec_ref',
        still.map(({ specRef }) => specRef),
      )
      .whereNull('closed_at')
      .pluck('spec_ref'),
  );
  for (const spec of still.filter(({ specRef }) => open.has(specRef))) {
    await trx<DriftRow>('drifts')
      .where('spec_ref', spec.specRef)
      .whereNull('closed_at')
      .update({
        closed_at: now,
        closed_by: closedBy(spec),
        content_hash: spec.contentHash ?? null,
      });
  }
}

function closedBy({
  contentHash,
  provenHash,
  provenNow,
}: DriftInput): DriftRow['closed_by'] {
  if (contentHash === undefined || contentHash !== provenHash) {
    return 'removed';
  }
  return provenNow ? 'proven' : 'reverted';
}
