import type {
  RefusalReport,
  Refusals,
} from '@proofline/backstage-plugin-cost-governance-common';
import type { Knex } from 'knex';
import type { DbCount, RefusalReason, RefusalRow } from '../database';

/** Reads how many reservations were refused. Days are UTC days, both included. */
export class RefusalReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Refusals by day and reason, and in all; of one tenant or of everybody. */
  async report(filter: {
    from: string;
    to: string;
    tenant?: string;
  }): Promise<RefusalReport> {
    const { from, tenant, to } = filter;
    const rows: Pick<RefusalRow, 'day' | 'reason' | 'requests'>[] =
      await this.#knex('refusals')
        .whereBetween('day', [from, to])
        .modify(query => {
          if (tenant !== undefined) {
            query.where({ tenant });
          }
        })
        .groupBy('day', 'reason')
        .orderBy('day')
        .select('day', 'reason')
        .sum({ requests: 'requests' });
    const days = new Map<string, Refusals>();
    const total = nothingRefused();
    for (const { day, reason, requests } of rows) {
      const ofDay = days.get(day) ?? nothingRefused();
      ofDay[reason] += Number(requests);
      total[reason] += Number(requests);
      days.set(day, ofDay);
    }
    return {
      from,
      to,
      items: [...days].map(([day, refusals]) => ({ day, ...refusals })),
      total,
    };
  }

  /** How many each of some tenants was refused from a day to another; nothing of those that were refused nothing. */
  async ofTenants(
    tenants: readonly string[],
    from: string,
    to: string,
  ): Promise<Map<string, number>> {
    const rows: { tenant: string; requests: DbCount }[] = await this.#knex(
      'refusals',
    )
      .whereIn('tenant', tenants)
      .whereBetween('day', [from, to])
      .groupBy('tenant')
      .select('tenant')
      .sum({ requests: 'requests' });
    return new Map(
      rows.map(({ requests, tenant }) => [tenant, Number(requests)]),
    );
  }
}

function nothingRefused(): Record<RefusalReason, number> {
  return {
    exhausted: 0,
    tooLarge: 0,
    stopped: 0,
    withoutLimit: 0,
    unavailable: 0,
  };
}
