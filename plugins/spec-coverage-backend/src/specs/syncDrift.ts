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
  const open = await trx<DriftRow>('drifts')
    .where('spec_ref', specRef)
    .whereNull('closed_at')
    .first();
  if (isDrifting(options)) {
    const hashes = {
      proven_hash: provenHash ?? null,
      content_hash: contentHash ?? null,
    };
    if (!open) {
      await trx<DriftRow>('drifts').insert({
        id: randomUUID(),
        spec_ref: specRef,
        opened_at: now,
        ...hashes,
      });
    } else if (
      open.content_hash !== hashes.content_hash ||
      open.proven_hash !== hashes.proven_hash
    ) {
      await trx<DriftRow>('drifts').where('id', open.id).update(hashes);
    }
    return;
  }
  if (open) {
    const backAtProven =
      contentHash !== undefined && contentHash === provenHash;
    let closedBy: DriftRow['closed_by'] = 'removed';
    if (backAtProven) {
      closedBy = provenNow ? 'proven' : 'reverted';
    }
    await trx<DriftRow>('drifts')
      .where('id', open.id)
      .update({
        closed_at: now,
        closed_by: closedBy,
        content_hash: contentHash ?? null,
      });
  }
}
