import type { Knex } from 'knex';
import { groupBy, sortBy, sumBy } from 'lodash';
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

/** What is summed up apart from each other. */
const KEY = ['tenant', 'day', 'model', 'entity_ref'] as const;

type UsageDay = Record<(typeof KEY)[number], string> &
  Record<(typeof SUMS)[number], number>;

const REQUESTS: Record<UsageKind, number> = {
  settled: 1,
  expired: 1,
  reversed: -1,
};

/** Adds rows of the ledger to the sums of their days, in the transaction that writes them. */
export async function addToDays(tx: Knex, rows: UsageRow[]): Promise<void> {
  const days = Object.values(groupBy(rows.map(toDay), keyOf)).map(sum);
  // Always in one order: two transactions that wait for each other's sums would wait forever.
  await tx('usage_days')
    .insert(sortBy(days, KEY))
    .onConflict([...KEY])
    .merge(
      Object.fromEntries(
        SUMS.map(name => [
          name,
          tx.raw('usage_days.?? + excluded.??', [name, name]),
        ]),
      ),
    );
}

/** What a row adds to its day. */
function toDay(row: UsageRow): UsageDay {
  const tokens =
    Number(row.input_tokens) +
    Number(row.output_tokens) +
    Number(row.unsettled_tokens);
  return {
    tenant: row.tenant,
    day: dayOf(toDate(row.used_at)),
    model: row.model ?? '',
    entity_ref: row.entity_ref ?? '',
    requests: REQUESTS[row.kind],
    input_tokens: Number(row.input_tokens),
    cached_input_tokens: Number(row.cached_input_tokens),
    cache_write_input_tokens: Number(row.cache_write_input_tokens),
    long_cache_write_input_tokens: Number(row.long_cache_write_input_tokens),
    output_tokens: Number(row.output_tokens),
    unsettled_tokens: Number(row.unsettled_tokens),
    unpriced_tokens: row.cost_micro_usd === null ? tokens : 0,
    cost_micro_usd: Number(row.cost_micro_usd ?? 0),
  };
}

function keyOf(day: UsageDay): string {
  return JSON.stringify(KEY.map(name => day[name]));
}

function sum(days: UsageDay[]): UsageDay {
  return {
    ...days[0],
    ...Object.fromEntries(SUMS.map(name => [name, sumBy(days, name)])),
  };
}
