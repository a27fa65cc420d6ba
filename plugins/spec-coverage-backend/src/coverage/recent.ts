import {
  type CoverageDay,
  type CoverageDayRecord,
  coveragePercentage,
  type LatencyCount,
  type ProofLatency,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { CoverageDayRow, CoverageTotalsRow, DbMoment } from '../database';
import { isUpToDate, waitingSince } from './keptTotals';
import { parseLatencies } from '../rollups/proofLatencies';
import { COUNT_COLUMNS, toCounts } from '../rollups/counts';
import { dayOf } from '../rollups/dayOf';
import { toTotals } from '../rollups/totals';

/** How many days a card shows, and the proof latency of a summary is made of. */
const RECENT_DAYS = 30;

const TOTAL_COLUMNS = [
  ...COUNT_COLUMNS,
  'specs',
  'proven_specs',
  'open_drifts',
  'oldest_drift_opened_at',
  'last_proven_at',
] as const;

type RecentRow = Record<`total_${(typeof TOTAL_COLUMNS)[number]}`, unknown> &
  CoverageDayRow & { waiting_since: DbMoment | null };

/** The rows of a scope from a day on, with the last one before it, from which it begins. */
export function daysFrom(
  knex: Knex,
  scope: string,
  from: string,
): Knex.QueryBuilder {
  return knex('coverage_days')
    .where('coverage_days.entity_ref', scope)
    .where(
      'coverage_days.day',
      '>=',
      knex.raw(
        'coalesce((select max(earlier.day) from coverage_days as earlier where earlier.entity_ref = ? and earlier.day <= ?), ?)',
        [scope, from, from],
      ),
    )
    .orderBy('coverage_days.day');
}

/** Reads the totals of a scope and what happened in its last 30 days, in one query. */
export async function readRecent(
  knex: Knex,
  scope: string,
  now: Date,
): Promise<{
  /** Absent where changes wait for too long to be counted. */
  totals?: CoverageTotalsRow;
  /** Days of the last 30 on which something happened. */
  days: CoverageDayRow[];
  /** One entry for each day since the first that is known. */
  trend: CoverageDay[];
}> {
  const from = dayOf(now, 1 - RECENT_DAYS);
  const rows: RecentRow[] = await daysFrom(knex, scope, from)
    .leftJoin(
      'coverage_totals',
      'coverage_totals.entity_ref',
      'coverage_days.entity_ref',
    )
    .select('coverage_days.*')
    .select(
      ...TOTAL_COLUMNS.map(
        column => `coverage_totals.${column} as total_${column}`,
      ),
      waitingSince(knex),
    );
  const last = rows.at(-1);
  return {
    totals: isUpToDate(last, now)
      ? toTotals(
          scope,
          Object.fromEntries(
            TOTAL_COLUMNS.map(column => [column, last?.[`total_${column}`]]),
          ),
        )
      : undefined,
    days: rows.filter(row => row.day >= from),
    trend: toTrend(rows, from, now),
  };
}

function toTrend(
  rows: readonly CoverageDayRow[],
  from: string,
  now: Date,
): CoverageDay[] {
  const trend: CoverageDay[] = [];
  let next = 0;
  let current: CoverageDayRow | undefined;
  for (let offset = 1 - RECENT_DAYS; offset <= 0; offset += 1) {
    const date = dayOf(now, offset);
    while (next < rows.length && rows[next].day <= date) {
      current = rows[next];
      next += 1;
    }
    if (current && date >= from) {
      const counts = toCounts(current);
      trend.push({ date, counts, percentage: coveragePercentage(counts) });
    }
  }
  return trend;
}

/** The latencies that are kept of a day; none where they were not read. */
export function latenciesOf({
  proof_latencies: stored = null,
}: Partial<CoverageDayRow>): LatencyCount[] {
  return parseLatencies(stored);
}

/** The percentiles that are kept of the latencies of a day, and of its week until the day. */
export function keptPercentiles(
  row: CoverageDayRow,
): Pick<CoverageDayRecord, 'proofLatency' | 'weekProofLatency'> {
  return {
    proofLatency: toProofLatency(
      row.proof_latency_p50_ms,
      row.proof_latency_p95_ms,
    ),
    weekProofLatency: toProofLatency(
      row.week_proof_latency_p50_ms,
      row.week_proof_latency_p95_ms,
    ),
  };
}

function toProofLatency(
  p50Ms: number | null,
  p95Ms: number | null,
): ProofLatency | undefined {
  return p50Ms === null || p95Ms === null ? undefined : { p50Ms, p95Ms };
}
