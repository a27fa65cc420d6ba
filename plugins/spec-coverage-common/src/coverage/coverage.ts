import { INVARIANT_STATES, InvariantState } from './invariantState';

/**
 * How many invariants are in each state, and how many are expected in all.
 *
 * @public
 */
export type CoverageCounts = Record<InvariantState, number> & {
  expected: number;
};

/**
 * The counts of nothing.
 *
 * @public
 */
export function emptyCounts(): CoverageCounts {
  return {
    expected: 0,
    proven: 0,
    accepted: 0,
    stale: 0,
    failed: 0,
    vacuous: 0,
    unknown: 0,
    unproven: 0,
  };
}

/**
 * Counts states. Each state given counts as one expected invariant.
 *
 * @public
 */
export function countStates(states: Iterable<InvariantState>): CoverageCounts {
  const counts = emptyCounts();
  for (const state of states) {
    counts[state] += 1;
    counts.expected += 1;
  }
  return counts;
}

/**
 * Adds up counts. The caller sees to it that no invariant is in two of them.
 *
 * @public
 */
export function sumCounts(parts: Iterable<CoverageCounts>): CoverageCounts {
  const total = emptyCounts();
  for (const part of parts) {
    total.expected += part.expected;
    for (const state of INVARIANT_STATES) {
      total[state] += part[state];
    }
  }
  return total;
}

/**
 * Coverage in percent: proven ÷ expected, with one decimal place, rounded down so that 100 means all.
 * `undefined` where nothing is expected: "nothing to prove" is not 100 %.
 *
 * @public
 */
export function coveragePercentage(counts: CoverageCounts): number | undefined {
  if (counts.expected === 0) {
    return undefined;
  }
  return Math.floor((counts.proven * 1000) / counts.expected) / 10;
}

/**
 * Percentile of durations by the nearest-rank method: the smallest value that at least `percent` of all values do not
 * exceed. `undefined` for no values.
 *
 * @param values - durations, in any order and unit
 * @param percent - above 0, up to 100
 * @public
 */
export function percentile(
  values: readonly number[],
  percent: number,
): number | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const sorted = [...values].sort((a, b) => a - b);
  // Multiplied first: (7 / 100) * 100 is more than 7 in floating point, and would be rounded up to 8.
  const rank = Math.ceil((percent * sorted.length) / 100);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1];
}

/**
 * How many durations are as long as one, in ms.
 *
 * @public
 */
export type LatencyCount = [ms: number, count: number];

/**
 * Median and 95th percentile of durations of which equal ones are counted, by the nearest-rank method as {@link percentile};
 * `undefined` for none.
 *
 * @public
 */
export function latencyPercentiles(
  latencies: readonly LatencyCount[],
): { p50Ms: number; p95Ms: number } | undefined {
  const sorted = [...latencies].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) {
    return undefined;
  }
  const at = (percent: number) => {
    const rank = Math.ceil((percent * total) / 100);
    let seen = 0;
    for (const [ms, count] of sorted) {
      seen += count;
      if (seen >= rank) {
        return ms;
      }
    }
    return sorted[sorted.length - 1][0];
  };
  return { p50Ms: at(50), p95Ms: at(95) };
}
