import {
  type CoverageCounts,
  emptyCounts,
  INVARIANT_STATES,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';

/** The roll-up that counts every spec of the portal once. */
export const PORTAL = '*';

/** The columns of `specs` and `coverage_days` that hold counts. */
export const COUNT_COLUMNS: readonly (keyof CoverageCounts)[] = [
  'expected',
  ...INVARIANT_STATES,
];

/** `sum(expected) as expected, …` over rows of `specs`. */
export function sumColumns(knex: Knex): Knex.Raw[] {
  return COUNT_COLUMNS.map(column =>
    knex.raw('coalesce(sum(??), 0) as ??', [`specs.${column}`, column]),
  );
}

/** Reads a row made of {@link sumColumns}; PostgreSQL gives sums as text. */
export function toCounts(row: Record<string, unknown>): CoverageCounts {
  return Object.fromEntries(
    COUNT_COLUMNS.map(column => [column, Number(row[column] ?? 0)]),
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

/** The references of the specs that belong to an entity. */
export function specsOfEntity(
  knex: Knex,
  entityRef: string,
): Knex.QueryBuilder {
  return knex('spec_entities')
    .select('spec_ref')
    .where('entity_ref', entityRef);
}

/**
 * Has the roll-ups of some entities, and of the portal, counted again soon, for the day of a moment. Rows are only added, so
 * that transactions on different specs never wait for each other here.
 */
export async function markRollups(
  trx: Knex,
  entityRefs: readonly string[],
  now: Date,
): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  await trx('rollup_marks').insert(
    [...new Set([...entityRefs, PORTAL])].map(entityRef => ({
      entity_ref: entityRef,
      day,
    })),
  );
}
