import type { Knex } from 'knex';
import { canLockRows, type SpecRow } from '../database';

/**
 * Reads specs and keeps others from changing them until the transaction ends. Every transaction that changes what belongs
 * to specs takes this lock first and once, so that two of them never wait for each other.
 *
 * @returns the specs that are there, by their references
 */
export async function lockSpecs(
  trx: Knex.Transaction,
  specRefs: readonly string[],
): Promise<Map<string, SpecRow>> {
  const query = trx<SpecRow>('specs')
    .whereIn('spec_ref', specRefs)
    // All lock in the same order.
    .orderBy('spec_ref');
  if (canLockRows(trx)) {
    query.forUpdate();
  }
  const rows: SpecRow[] = await query.select('*');
  return new Map(rows.map(row => [row.spec_ref, row]));
}

/** {@link lockSpecs} of one spec; `undefined` when it is not there. */
export async function lockSpec(
  trx: Knex.Transaction,
  specRef: string,
): Promise<SpecRow | undefined> {
  return (await lockSpecs(trx, [specRef])).get(specRef);
}
