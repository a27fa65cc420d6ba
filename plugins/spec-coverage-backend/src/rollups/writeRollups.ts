import type { Knex } from 'knex';
import { chunk, groupBy, mapValues, uniq } from 'lodash';
import type { CoverageTotalsRow } from '../database';
import {
  LATENCY_COLUMNS,
  latencyColumns,
  readDayLatencies,
} from './dayLatencies';
import { COUNT_COLUMNS, toCounts } from './counts';
import { kindOfScope, nameOfScope, PORTAL } from './scopes';
import { specsWithDrifts, totalColumns, toTotals } from './totals';

/** That a roll-up is to be counted again, and what happened. */
export interface RollupMark {
  id: string | number;
  entity_ref: string;
  day: string;
  new_activity: number;
  proven_activity: number;
  drifted_activity: number;
  proof_latency_ms: number | null;
}

const ACTIVITIES = [
  'new_activity',
  'proven_activity',
  'drifted_activity',
] as const;

/** Counts the marked entities once, and writes their totals and their day. */
export async function writeRollups(
  trx: Knex.Transaction,
  marks: readonly RollupMark[],
  day: string,
): Promise<void> {
  const byScope = groupBy(marks, mark => mark.entity_ref);
  const totals = await countScopes(trx, Object.keys(byScope));
  const added = mapValues(byScope, marksOfScope =>
    marksOfScope.flatMap(mark => mark.proof_latency_ms ?? []),
  );
  const latencies = await readDayLatencies(trx, added, day);
  for (const part of chunk(totals, 50)) {
    await trx('coverage_totals').insert(part).onConflict('entity_ref').merge();
    await trx('coverage_days')
      .insert(
        part.map(total => ({
          entity_ref: total.entity_ref,
          day,
          ...toCounts(total),
          specs: total.specs,
          proven_specs: total.proven_specs,
          ...Object.fromEntries(
            ACTIVITIES.map(activity => [
              activity,
              sum(byScope[total.entity_ref].map(mark => mark[activity])),
            ]),
          ),
          proofs: added[total.entity_ref].length,
          proof_latency_total_ms: sum(added[total.entity_ref]),
          ...latencyColumns(latencies.get(total.entity_ref)),
        })),
      )
      .onConflict(['entity_ref', 'day'])
      .merge({
        ...Object.fromEntries(
          [...COUNT_COLUMNS, 'specs', 'proven_specs'].map(column => [
            column,
            trx.raw('excluded.??', [column]),
          ]),
        ),
        ...Object.fromEntries(
          [...ACTIVITIES, 'proofs', 'proof_latency_total_ms'].map(activity => [
            activity,
            trx.raw('coverage_days.?? + excluded.??', [activity, activity]),
          ]),
        ),
        ...Object.fromEntries(
          LATENCY_COLUMNS.map(column => [
            column,
            trx.raw('coalesce(excluded.??, coverage_days.??)', [
              column,
              column,
            ]),
          ]),
        ),
      });
  }
}

/** Counts what each scope holds now; each spec once, by however many ways it belongs to it. */
async function countScopes(
  trx: Knex.Transaction,
  scopes: readonly string[],
): Promise<CoverageTotalsRow[]> {
  const rows = new Map<string, object>();
  if (scopes.includes(PORTAL)) {
    const [row] = await specsWithDrifts(trx).select(totalColumns(trx));
    rows.set(PORTAL, row);
  }
  const ofKind = groupBy(
    scopes.filter(scope => scope !== PORTAL),
    scope => (kindOfScope(scope) === 'source' ? 'sources' : 'entities'),
  );
  const sources: Array<{ source: string }> = await specsWithDrifts(trx)
    .whereIn('specs.source', (ofKind.sources ?? []).map(nameOfScope))
    .groupBy('specs.source')
    .select('specs.source', ...totalColumns(trx));
  sources.forEach(row => rows.set(`source=${row.source}`, row));
  for (const refs of chunk(ofKind.entities ?? [], 500)) {
    const belonging = trx('spec_entities')
      .distinct('entity_ref', 'spec_ref')
      .whereIn('entity_ref', refs)
      .as('belonging');
    const counted: Array<{ entity_ref: string }> = await specsWithDrifts(trx)
      .join(belonging, 'belonging.spec_ref', 'specs.spec_ref')
      .groupBy('belonging.entity_ref')
      .select('belonging.entity_ref', ...totalColumns(trx));
    counted.forEach(row => rows.set(row.entity_ref, row));
  }
  // What lost all its specs has no row.
  return uniq(scopes).map(scope => toTotals(scope, rows.get(scope) ?? {}));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
