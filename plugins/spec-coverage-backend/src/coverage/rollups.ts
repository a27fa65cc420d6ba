import {
  type CoverageCounts,
  emptyCounts,
  INVARIANT_STATES,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { canLockRows } from '../database';

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
 * Brings today's roll-up of some entities, and of the portal, up to date. Days on which nothing happens have no row, and
 * past days are never touched.
 */
export async function refreshRollups(
  trx: Knex.Transaction,
  entityRefs: readonly string[],
  now: Date,
): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  // Always in the same order, so that two transactions do not wait for each other.
  for (const entityRef of [...new Set(entityRefs)].sort()) {
    await refreshRollup(trx, entityRef, day, specs =>
      specs.whereIn('specs.spec_ref', specsOfEntity(trx, entityRef)),
    );
  }
  await refreshRollup(trx, PORTAL, day, specs => specs);
}

async function refreshRollup(
  trx: Knex.Transaction,
  entityRef: string,
  day: string,
  belonging: (specs: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  // The row is locked before the sum is read: of two writers the second then sees what the first has written.
  await trx('coverage_days')
    .insert({ entity_ref: entityRef, day })
    .onConflict(['entity_ref', 'day'])
    .ignore();
  if (canLockRows(trx)) {
    await trx('coverage_days')
      .where({ entity_ref: entityRef, day })
      .forUpdate()
      .first('day');
  }
  const [row] = await belonging(trx('specs')).select(sumColumns(trx));
  await trx('coverage_days')
    .where({ entity_ref: entityRef, day })
    .update(toCounts(row));
}
