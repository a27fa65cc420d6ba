import type { Knex } from 'knex';
import { canLockRows, type SpecRow } from '../database';

/**
 * Reads a spec and keeps others from changing it until the transaction ends. Every transaction that changes what belongs
 * to a spec takes this lock first, so that two of them never wait for each other.
 */
export async function lockSpec(
  trx: Knex.Transaction,
  specRef: string,
): Promise<SpecRow | undefined> {
  const query = trx<SpecRow>('specs').where('spec_ref', specRef);
  if (canLockRows(trx)) {
    query.forUpdate();
  }
  return query.first();
}
