import type { Knex } from 'knex';
import { sortBy } from 'lodash';
import { dayOf, toDate, type UsageKind, type UsageRow } from '../database';

/** What is summed up by day. */
const SUMS = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_input_tokens',
  'long_cache_write_input_tokens',
  'output_tokens',
  'unsettled_tokens',
  'unpriced_tokens',
  'cost_micro_usd',
] as const;

const REQUESTS: Record<UsageKind, number> = {
  settled: 1,
  expired: 1,
  reversed: -1,
};

/** Adds rows of the ledger to the sums of their days, in the transaction that writes them. */
export async function addToDays(tx: Knex, rows: UsageRow[]): Promise<void> {
  // Always in one order: two transactions that wait for each other's sums would wait forever.
  for (const row of sortBy(rows, [
    'tenant',
    'used_at',
    'model',
    'entity_ref',
  ])) {
    const tokens =
      Number(row.input_tokens) +
      Number(row.output_tokens) +
      Number(row.unsettled_tokens);
    await tx('usage_days')
      .insert({
        day: dayOf(toDate(row.used_at)),
        tenant: row.tenant,
        model: row.model ?? '',
        entity_ref: row.entity_ref ?? '',
        requests: REQUESTS[row.kind],
        input_tokens: row.input_tokens,
        cached_input_tokens: row.cached_input_tokens,
        cache_write_input_tokens: row.cache_write_input_tokens,
        long_cache_write_input_tokens: row.long_cache_write_input_tokens,
        output_tokens: row.output_tokens,
        unsettled_tokens: row.unsettled_tokens,
        unpriced_tokens: row.cost_micro_usd === null ? tokens : 0,
        cost_micro_usd: row.cost_micro_usd ?? 0,
      })
      .onConflict(['tenant', 'day', 'model', 'entity_ref'])
      .merge(
        Object.fromEntries(
          SUMS.map(name => [
            name,
            tx.raw('usage_days.?? + excluded.??', [name, name]),
          ]),
        ),
      );
  }
}
