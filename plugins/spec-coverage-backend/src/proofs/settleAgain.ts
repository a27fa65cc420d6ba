import type { Knex } from 'knex';
import type { SpecEntityRow, SpecRow } from '../database';
import { readInvariants } from '../specs/stateInvariants';
import { settleSpecs } from './settleSpecs';

/**
 * Decides anew what is proven of a spec whose document did not change. The caller holds the lock on it.
 *
 * @returns the entities that it belongs to
 */
export async function settleAgain(
  trx: Knex.Transaction,
  spec: SpecRow,
  now: Date,
): Promise<string[]> {
  const { spec_ref: specRef } = spec;
  const invariants = (await readInvariants(trx, [specRef])).get(specRef)!;
  const entityRefs: string[] = await trx<SpecEntityRow>('spec_entities')
    .where('spec_ref', specRef)
    .distinct()
    .pluck('entity_ref');
  await settleSpecs(
    trx,
    [{ before: spec, spec, stored: invariants, invariants, entityRefs }],
    now,
  );
  return entityRefs;
}
