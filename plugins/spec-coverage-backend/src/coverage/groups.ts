import {
  type CoverageGroup,
  type CoverageGrouping,
  coveragePercentage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { CoverageTotalsRow } from '../database';
import { belongingTo } from './belongingTo';
import { narrowLinks, ownedBy } from './groupLinks';
import { isUpToDate, type KeptTotalsRow, waitingSince } from './keptTotals';
import { toCounts } from '../rollups/counts';
import { nameOfScope } from '../rollups/scopes';
import { isNarrowed, selectSpecs, type SpecSelection } from './specFilter';
import { specsWithDrifts, totalColumns, toTotals } from '../rollups/totals';

/** Which of those with totals are meant. */
interface GroupQuery {
  by: CoverageGrouping;
  after?: [expected: number, ref: string];
  limit: number;
}

/**
 * Reads coverage of systems, owners, repositories…, those with most invariants first; one more than the limit, to see whether
 * there are more. What is kept is shown to those who may see all of it; for others, and where it is out of date, it is counted.
 */
export async function readGroups(
  knex: Knex,
  selection: SpecSelection,
  query: GroupQuery,
): Promise<CoverageGroup[]> {
  const kept = isNarrowed(selection) ? undefined : await readKept(knex, query);
  const rows =
    kept && isUpToDate(kept[0], new Date())
      ? kept
      : await countGroups(knex, selection, query);
  return rows.map(row => {
    const counts = toCounts(row);
    return {
      ref: nameOfScope(row.entity_ref),
      counts,
      percentage: coveragePercentage(counts),
      specs: row.specs,
      provenSpecs: row.proven_specs,
      openDrifts: row.open_drifts,
    };
  });
}

async function readKept(
  knex: Knex,
  { by, after, limit }: GroupQuery,
): Promise<KeptTotalsRow[]> {
  const rows = knex('coverage_totals')
    .whereIn('kind', by === 'owner' ? ['group', 'user'] : [by])
    .where('specs', '>', 0)
    .orderBy([
      { column: 'expected', order: 'desc' },
      { column: 'entity_ref', order: 'desc' },
    ])
    .limit(limit + 1)
    .select('*', waitingSince(knex));
  if (by === 'owner') {
    rows.whereExists(ownedBy(knex, 'coverage_totals.entity_ref'));
  }
  if (after) {
    const [expected, ref] = after;
    rows.whereRaw('(expected, entity_ref) < (?, ?)', [
      expected,
      scopeOf(by, ref),
    ]);
  }
  return rows;
}

async function countGroups(
  knex: Knex,
  selection: SpecSelection,
  { by, after, limit }: GroupQuery,
): Promise<CoverageTotalsRow[]> {
  const counted: Array<{ entity_ref: string }> =
    by === 'source'
      ? await bySource(knex, selection)
      : await belongingTo(knex, selection, links =>
          narrowLinks(knex, links, { by, scope: selection.scope }),
        );
  return counted
    .map(row => toTotals(scopeOf(by, row.entity_ref), row))
    .sort(
      (a, b) =>
        b.expected - a.expected || (a.entity_ref < b.entity_ref ? 1 : -1),
    )
    .filter(
      row =>
        !after ||
        row.expected < after[0] ||
        (row.expected === after[0] && row.entity_ref < scopeOf(by, after[1])),
    )
    .slice(0, limit + 1);
}

function bySource(
  knex: Knex,
  selection: SpecSelection,
): Knex.QueryBuilder<object, Array<{ entity_ref: string }>> {
  const query = specsWithDrifts(knex);
  selectSpecs(knex, query, selection);
  return query
    .groupBy('specs.source')
    .select('specs.source as entity_ref', ...totalColumns(knex));
}

function scopeOf(by: CoverageGrouping, ref: string): string {
  const prefix = `${by}=`;
  return (by === 'source' || by === 'repository') && !ref.startsWith(prefix)
    ? `${prefix}${ref}`
    : ref;
}
