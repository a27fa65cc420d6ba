import type { Knex } from 'knex';
import { replaceLinks } from '../catalog/links';
import { markEvents } from '../rollups/marks';
import type { SpecRow } from '../database';
import { supersedeProofJobs } from '../proofs/proofJobs';
import { settleSpecs } from '../proofs/settleSpecs';
import type { ReadDocument } from './readDocument';
import { readInvariants } from './stateInvariants';

/**
 * Writes down that a spec could not be read, and why. The caller holds the lock on the spec.
 *
 * @returns the entities that the spec belongs to
 */
export async function recordAbsent(
  trx: Knex.Transaction,
  spec: SpecRow,
  read: Exclude<ReadDocument, { type: 'present' }>,
  now: Date,
): Promise<string[]> {
  const specRef = spec.spec_ref;
  await replaceLinks(trx, { viaRef: specRef, links: [] });
  await supersedeProofJobs(trx, [specRef], { keep: [], now });
  const entityRefs: string[] = await trx('spec_entities')
    .where('spec_ref', specRef)
    .distinct()
    .pluck('entity_ref');
  if (read.type === 'missing' && entityRefs.length === 0) {
    await forget(trx, spec, now);
    return [];
  }
  const stored = (await readInvariants(trx, [specRef])).get(specRef)!;
  await settleSpecs(
    trx,
    [
      {
        before: spec,
        spec: {
          ...spec,
          document_state: read.type,
          document_error: read.reason,
          content_hash: null,
          document_hash: null,
          checked_at: now,
          title: spec.title || specRef,
        },
        stored,
        invariants: stored,
        entityRefs,
      },
    ],
    now,
  );
  return entityRefs;
}

/**
 * A document that is gone and that nobody names is no longer expected to be proven. What was said of it stays in the
 * history.
 */
async function forget(
  trx: Knex.Transaction,
  { spec_ref: specRef, source }: SpecRow,
  now: Date,
): Promise<void> {
  await trx('drifts')
    .where('spec_ref', specRef)
    .whereNull('closed_at')
    .update({ closed_at: now, closed_by: 'removed' });
  await trx('invariants').where('spec_ref', specRef).delete();
  await trx('invariant_acceptances').where('spec_ref', specRef).delete();
  await trx('specs').where('spec_ref', specRef).delete();
  await markEvents(trx, [{ source, entityRefs: [] }], now);
}
