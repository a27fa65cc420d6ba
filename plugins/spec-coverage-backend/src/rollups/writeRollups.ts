import {
  type LatencyCount,
  latencyPercentiles,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk, groupBy, mapValues, uniq } from 'lodash';
import type { CoverageDayRow, CoverageTotalsRow } from '../database';
import { addLatencies, parseLatencies } from './proofLatencies';
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

const LATENCY_COLUMNS = [
  'proof_latencies',
  'proof_latency_p50_ms',
  'proof_latency_p95_ms',
] as const;

/** Counts the marked entities once, and writes their totals and their day. */
export async function writeRollups(
  trx: Knex.Transaction,
  marks: readonly RollupMark[],
  day: string,
): Promise<void> {
  const byScope = groupBy(marks, mark => mark.entity_ref);
  const totals = await countScopes(trx, Object.keys(byScope));
  const latencies = await latenciesOfDay(trx, byScope, day);
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
          ...proofsOf(byScope[total.entity_ref]),
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

/** How many proofs there were, and how long they took in all. */
function proofsOf(marks: readonly RollupMark[]) {
  const latencies = marks.flatMap(mark => mark.proof_latency_ms ?? []);
  return {
    proofs: latencies.length,
    proof_latency_total_ms: sum(latencies),
  };
}

/** What is stored of the latencies of a day; nulls leave what is there. */
function latencyColumns(
  latencies: readonly LatencyCount[] = [],
): Record<(typeof LATENCY_COLUMNS)[number], string | number | null> {
  const percentiles = latencyPercentiles(latencies);
  return {
    proof_latencies: latencies.length > 0 ? JSON.stringify(latencies) : null,
    proof_latency_p50_ms: percentiles?.p50Ms ?? null,
    proof_latency_p95_ms: percentiles?.p95Ms ?? null,
  };
}

/** Where something was proven: what is kept of all latencies of the day. */
async function latenciesOfDay(
  trx: Knex.Transaction,
  byScope: Record<string, RollupMark[]>,
  day: string,
): Promise<Map<string, LatencyCount[]>> {
  const added = mapValues(byScope, marks =>
    marks.flatMap(mark => mark.proof_latency_ms ?? []),
  );
  const scopes = Object.keys(added).filter(scope => added[scope].length > 0);
  const kept = new Map<string, LatencyCount[]>();
  for (const part of chunk(scopes, 500)) {
    const rows: CoverageDayRow[] = await trx('coverage_days')
      .where('day', day)
      .whereIn('entity_ref', part)
      .select('entity_ref', 'proof_latencies');
    rows.forEach(row =>
      kept.set(row.entity_ref, parseLatencies(row.proof_latencies)),
    );
  }
  return new Map(
    scopes.map(scope => [
      scope,
      addLatencies(kept.get(scope) ?? [], added[scope]),
    ]),
  );
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
