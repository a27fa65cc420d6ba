import {
  type CoverageCounts,
  emptyCounts,
  INVARIANT_STATES,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** The columns of `specs`, `coverage_days` and `coverage_totals` that hold counts. */
export const COUNT_COLUMNS: readonly (keyof CoverageCounts)[] = [
  'expected',
  ...INVARIANT_STATES,
];

/** Reads the counts of a row; PostgreSQL gives sums as text. */
export function toCounts(row: object): CoverageCounts {
  const columns = row as Record<string, unknown>;
  return Object.fromEntries(
    COUNT_COLUMNS.map(column => [column, Number(columns[column] ?? 0)]),
  ) as CoverageCounts;
}

/** How many invariants are in a state; PostgreSQL gives counts as text. */
export interface StateCountRow {
  state: InvariantState;
  count: string | number;
}

/** Adds up rows of `group by state`. */
export function toStateCounts(rows: readonly StateCountRow[]): CoverageCounts {
  const counts = emptyCounts();
  for (const { state, count } of rows) {
    counts[state] += Number(count);
    counts.expected += Number(count);
  }
  return counts;
}
