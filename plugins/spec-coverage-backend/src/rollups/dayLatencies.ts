import {
  type LatencyCount,
  latencyPercentiles,
  mondayOf,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { CoverageDayRow } from '../database';
import { addLatencies, parseLatencies } from './proofLatencies';

/** The columns of `coverage_days` that are written only where something was proven. */
export const LATENCY_COLUMNS = [
  'proof_latencies',
  'proof_latency_p50_ms',
  'proof_latency_p95_ms',
  'week_proof_latency_p50_ms',
  'week_proof_latency_p95_ms',
] as const;

/** How long proofs took: of a day, and of its week before the day. */
export interface DayLatencies {
  ofDay: readonly LatencyCount[];
  ofWeekBefore: readonly LatencyCount[];
}

/** What is stored of the latencies of a day; nulls leave what is there. */
export function latencyColumns(
  latencies: DayLatencies | undefined,
): Record<(typeof LATENCY_COLUMNS)[number], string | number | null> {
  const { ofDay, ofWeekBefore } = latencies ?? { ofDay: [], ofWeekBefore: [] };
  const day = latencyPercentiles(ofDay);
  const week = latencyPercentiles([...ofWeekBefore, ...ofDay]);
  return {
    proof_latencies: day ? JSON.stringify(ofDay) : null,
    proof_latency_p50_ms: day?.p50Ms ?? null,
    proof_latency_p95_ms: day?.p95Ms ?? null,
    week_proof_latency_p50_ms: week?.p50Ms ?? null,
    week_proof_latency_p95_ms: week?.p95Ms ?? null,
  };
}

/**
 * All latencies of a day, and those of its week before it, of the scopes to which some are added.
 *
 * @param added - in ms, by scope
 */
export async function readDayLatencies(
  trx: Knex.Transaction,
  added: Record<string, number[]>,
  day: string,
): Promise<Map<string, DayLatencies>> {
  const scopes = Object.keys(added).filter(scope => added[scope].length > 0);
  const found = new Map<string, DayLatencies>();
  for (const part of chunk(scopes, 500)) {
    const rows: CoverageDayRow[] = await trx('coverage_days')
      .whereBetween('day', [mondayOf(day), day])
      .whereIn('entity_ref', part)
      .whereNotNull('proof_latencies')
      .select('entity_ref', 'day', 'proof_latencies');
    for (const scope of part) {
      const kept = rows.filter(row => row.entity_ref === scope);
      const of = (isWanted: (row: CoverageDayRow) => boolean) =>
        kept
          .filter(isWanted)
          .flatMap(row => parseLatencies(row.proof_latencies));
      found.set(scope, {
        ofDay: addLatencies(
          of(row => row.day === day),
          added[scope],
        ),
        ofWeekBefore: of(row => row.day !== day),
      });
    }
  }
  return found;
}
