import {
  coverageTrend,
  mondayOf,
  type TrendPoint,
  type TrendRange,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { CoverageDayRow } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { dayOf } from '../rollups/dayOf';
import { daysFrom, keptPercentiles, latenciesOf } from './recent';
import { visibleBuilds } from './repositories';
import { COUNT_COLUMNS, toCounts } from '../rollups/counts';

const DAY_COLUMNS = [
  ...COUNT_COLUMNS,
  'day',
  'specs',
  'proven_specs',
  'new_activity',
  'proven_activity',
  'drifted_activity',
  'proof_latency_p50_ms',
  'proof_latency_p95_ms',
  'week_proof_latency_p50_ms',
  'week_proof_latency_p95_ms',
] as const satisfies readonly (keyof CoverageDayRow)[];

/** Reads how coverage went. */
export class TrendReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The points of a scope, from what is kept of its days. Only for callers who may see all of it. */
  async points(scope: string, range: TrendRange): Promise<TrendPoint[]> {
    const rows: CoverageDayRow[] = await daysFrom(this.#knex, scope, range.from)
      .where('coverage_days.day', '<=', range.to)
      .select([
        ...DAY_COLUMNS.map(column => `coverage_days.${column}`),
        // Percentiles of days and of whole weeks are kept. Those of a week that the range begins within are made of its proofs.
        this.#knex.raw(
          'case when coverage_days.day < ? then coverage_days.proof_latencies end as proof_latencies',
          [range.interval === 'week' ? firstWholeWeek(range.from) : ''],
        ),
      ]);
    return coverageTrend(
      rows.map(row => ({
        date: row.day,
        counts: toCounts(row),
        specs: row.specs,
        provenSpecs: row.proven_specs,
        activity: {
          new: row.new_activity,
          proven: row.proven_activity,
          drifted: row.drifted_activity,
        },
        ...keptPercentiles(row),
        proofLatencies: latenciesOf(row),
      })),
      range,
    );
  }

  /** Whether something is built from a repository that a caller may see. */
  async hasRepository(scope: SpecScope, repository: string): Promise<boolean> {
    const found = await visibleBuilds(this.#knex, scope)
      .where(
        'catalog_entities.repository',
        repository.toLocaleLowerCase('en-US'),
      )
      .first('catalog_entities.entity_ref');
    return found !== undefined;
  }
}

/** The first Monday of a range that begins on a day. */
function firstWholeWeek(from: string): string {
  const monday = mondayOf(from);
  return monday === from ? from : dayOf(new Date(monday), 7);
}
