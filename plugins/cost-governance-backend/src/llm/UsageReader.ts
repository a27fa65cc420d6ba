import type {
  UsageItem,
  UsageReport,
  Use,
} from '@proofline/backstage-plugin-cost-governance-common';
import type { Knex } from 'knex';
import type { DbCount } from '../database';

/** Which use is read. Days are UTC days, both included. */
export interface UsageFilter {
  from: string;
  to: string;
  tenant?: string;
  entityRef?: string;
  model?: string;
}

type Sums = Record<keyof typeof COLUMNS, DbCount | null>;

/** The sums of a tenant, or of what `key` names. */
type SumsRow = Partial<Sums> & { key: string; tenant: string };

/** The column of each number. */
const COLUMNS = {
  requests: 'requests',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  cacheWriteInputTokens: 'cache_write_input_tokens',
  longCacheWriteInputTokens: 'long_cache_write_input_tokens',
  outputTokens: 'output_tokens',
  unsettledTokens: 'unsettled_tokens',
  unpricedTokens: 'unpriced_tokens',
  costMicroUsd: 'cost_micro_usd',
} as const;

const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

const KEYS = { day: 'day', model: 'model', entity: 'entity_ref' } as const;

/** Reads what was used, from the sums of days. */
export class UsageReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What was used, by day, model or entity, and in all. */
  async report(
    filter: UsageFilter,
    groupBy: keyof typeof KEYS,
    limit: number,
  ): Promise<UsageReport> {
    const key = KEYS[groupBy];
    const rows = await this.#sums(filter)
      .groupBy(key)
      .select({ key })
      .modify(query =>
        groupBy === 'day'
          ? query.orderBy('key')
          : query
              .orderByRaw(
                'sum(input_tokens + output_tokens + unsettled_tokens) desc',
              )
              .orderBy('key'),
      )
      .limit(limit);
    const [total] = await this.#sums(filter);
    return {
      from: filter.from,
      to: filter.to,
      items: rows.map(
        (row: SumsRow): UsageItem => ({
          key: row.key || null,
          ...toUse(row),
        }),
      ),
      total: toUse(total),
    };
  }

  /** What each of some tenants used from a day to another; nothing of those that used nothing. */
  async ofTenants(
    tenants: readonly string[],
    from: string,
    to: string,
  ): Promise<Map<string, Use>> {
    const rows = await this.#sums({ from, to })
      .whereIn('tenant', tenants)
      .groupBy('tenant')
      .select('tenant');
    return new Map(rows.map(row => [row.tenant, toUse(row)]));
  }

  /** Tenants that used tokens from a day to another. */
  async tenants(from: string, to: string): Promise<string[]> {
    return this.#knex('usage_days')
      .whereBetween('day', [from, to])
      .distinct('tenant')
      .pluck('tenant');
  }

  #sums(filter: UsageFilter): Knex.QueryBuilder<object, SumsRow[]> {
    const equal = {
      tenant: filter.tenant,
      entity_ref: filter.entityRef,
      model: filter.model,
    };
    return this.#knex('usage_days')
      .whereBetween('day', [filter.from, filter.to])
      .where(
        Object.fromEntries(
          Object.entries(equal).filter(([, value]) => value !== undefined),
        ),
      )
      .sum(COLUMNS);
  }
}

/** What is used where nothing was. */
export function nothingUsed(): Use {
  return toUse({});
}

function toUse(row: Partial<Sums>): Use {
  return Object.fromEntries(
    NAMES.map(name => [name, Number(row[name] ?? 0)]),
  ) as unknown as Use;
}
