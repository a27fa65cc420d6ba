import type { ProofLatency, TrendPoint } from '../client/types';
import {
  type CoverageCounts,
  coveragePercentage,
  type LatencyCount,
  latencyPercentiles,
} from './coverage';

/**
 * What is kept of one UTC day on which something happened.
 *
 * @public
 */
export interface CoverageDayRecord {
  /** `YYYY-MM-DD`. */
  date: string;
  /** At the end of the day. */
  counts: CoverageCounts;
  /** Number of specs at the end of the day, and how many of them were proven in full. */
  specs: number;
  provenSpecs: number;
  /** What happened to specs on the day. */
  activity: { new: number; proven: number; drifted: number };
  /** How long the proofs took that ended on the day. */
  proofLatencies: readonly LatencyCount[];
  /** Percentiles of these where they are known already: where a point is one day, they are taken as they are. */
  proofLatency?: ProofLatency;
  /** The same of all proofs of its week until the end of the day, where known: taken for weeks that the range holds from their Monday. */
  weekProofLatency?: ProofLatency;
}

/**
 * From when to when, in UTC days, both included, and what a point stands for. A week begins on Monday (ISO 8601).
 *
 * @public
 */
export interface TrendRange {
  from: string;
  to: string;
  interval: 'day' | 'week';
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Makes the points of a trend. A day on which nothing happened carries what the day before ended with. Intervals that ended before
 * anything is known are left out: nothing is made up.
 *
 * @param records - ascending by date, at most one a day; may begin with the last one before `from`, where the trend starts
 * @public
 */
export function coverageTrend(
  records: readonly CoverageDayRecord[],
  range: TrendRange,
): TrendPoint[] {
  const points: TrendPoint[] = [];
  let next = 0;
  let last: CoverageDayRecord | undefined;
  const takeUntil = (date: string): CoverageDayRecord[] => {
    const taken: CoverageDayRecord[] = [];
    while (next < records.length && records[next].date <= date) {
      last = records[next];
      taken.push(last);
      next += 1;
    }
    return taken;
  };
  takeUntil(addDays(range.from, -1));
  for (let start = range.from; start <= range.to; ) {
    const begin = range.interval === 'week' ? mondayOf(start) : start;
    const end = range.interval === 'week' ? addDays(begin, 6) : start;
    const happened = takeUntil(end < range.to ? end : range.to);
    if (last) {
      points.push(
        toPoint(begin, last, {
          happened,
          proofLatency:
            range.interval === 'week' && begin >= range.from
              ? weekLatencyOf(happened)
              : latencyOf(happened),
        }),
      );
    }
    start = addDays(end, 1);
  }
  return points;
}

function toPoint(
  date: string,
  { counts, specs, provenSpecs }: CoverageDayRecord,
  {
    happened,
    proofLatency,
  }: { happened: readonly CoverageDayRecord[]; proofLatency?: ProofLatency },
): TrendPoint {
  const total = (activity: keyof CoverageDayRecord['activity']) =>
    happened.reduce((sum, record) => sum + record.activity[activity], 0);
  return {
    date,
    counts,
    percentage: coveragePercentage(counts),
    specs,
    provenSpecs,
    activity: {
      new: total('new'),
      proven: total('proven'),
      drifted: total('drifted'),
    },
    ...(proofLatency && { proofLatency }),
  };
}

function latencyOf(
  happened: readonly CoverageDayRecord[],
): ProofLatency | undefined {
  return happened.length === 1 && happened[0].proofLatency
    ? happened[0].proofLatency
    : latencyPercentiles(happened.flatMap(record => record.proofLatencies));
}

/** Each day knows its week so far, so that the last one on which something was proven knows all. */
function weekLatencyOf(
  happened: readonly CoverageDayRecord[],
): ProofLatency | undefined {
  const last = [...happened].reverse().find(record => record.weekProofLatency);
  return last?.weekProofLatency ?? latencyOf(happened);
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The Monday with which the ISO 8601 week of a day begins.
 *
 * @param date - a UTC day, `YYYY-MM-DD`
 * @public
 */
export function mondayOf(date: string): string {
  const weekday = new Date(date).getUTCDay();
  return addDays(date, weekday === 0 ? -6 : 1 - weekday);
}
