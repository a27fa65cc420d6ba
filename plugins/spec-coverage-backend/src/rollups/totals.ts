import type { Knex } from 'knex';
import type { CoverageTotalsRow, DbMoment } from '../database';
import { COUNT_COLUMNS, toCounts } from './counts';
import { kindOfScope } from './scopes';

/** Specs, each with the drift that is open. */
export function specsWithDrifts(knex: Knex): Knex.QueryBuilder {
  return knex('specs').leftJoin('drifts', join =>
    join.on('drifts.spec_ref', 'specs.spec_ref').andOnNull('drifts.closed_at'),
  );
}

/** The totals over rows of {@link specsWithDrifts}. */
export function totalColumns(knex: Knex): Knex.Raw[] {
  return [
    ...sumColumns(knex),
    knex.raw('count(drifts.id) as open_drifts'),
    knex.raw('min(drifts.opened_at) as oldest_drift_opened_at'),
    knex.raw('max(specs.proven_at) as last_proven_at'),
  ];
}

/** Reads a row made of {@link totalColumns}. */
export function toTotals(scope: string, row: object): CoverageTotalsRow {
  const columns = row as Record<string, unknown>;
  return {
    entity_ref: scope,
    kind: kindOfScope(scope),
    ...toCounts(row),
    specs: Number(columns.specs ?? 0),
    proven_specs: Number(columns.proven_specs ?? 0),
    open_drifts: Number(columns.open_drifts ?? 0),
    oldest_drift_opened_at: (columns.oldest_drift_opened_at ??
      null) as DbMoment | null,
    last_proven_at: (columns.last_proven_at ?? null) as DbMoment | null,
  };
}

/** `sum(expected) as expected, …` over rows of `specs`, and how many of them there are and are proven. */
function sumColumns(knex: Knex): Knex.Raw[] {
  return [
    ...COUNT_COLUMNS.map(column =>
      knex.raw('coalesce(sum(??), 0) as ??', [`specs.${column}`, column]),
    ),
    knex.raw('count(specs.spec_ref) as specs'),
    knex.raw(
      "coalesce(sum(case when specs.state = 'proven' then 1 else 0 end), 0) as proven_specs",
    ),
  ];
}
