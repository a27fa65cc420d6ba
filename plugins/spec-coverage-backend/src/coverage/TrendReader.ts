import {
  coverageTrend,
  type TrendPoint,
  type TrendRange,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { CoverageDayRow } from '../database';
import { daysFrom, latenciesOf } from './recent';
import { toCounts } from './rollups';

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
      .select('coverage_days.*');
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
        proofLatencies: latenciesOf(row),
      })),
      range,
    );
  }
}
