import type { Verdict } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import {
  invariantId,
  type InvariantRow,
  type SpecRow,
  toDate,
  type VerdictRow,
} from '../database';

/** A verdict, as far as it decides the state of its invariant. */
export interface SettledVerdict {
  id: string;
  contentHash: string;
  prover: string;
  outcome: Verdict['outcome'];
  settledAt: Date;
}

const COLUMNS = [
  'id',
  'spec_ref',
  'invariant_key',
  'content_hash',
  'prover',
  'outcome',
  'settled_at',
] as const satisfies readonly (keyof VerdictRow)[];

type SettledRow = Pick<VerdictRow, (typeof COLUMNS)[number]>;

/**
 * The verdicts at the current hashes of specs, and for each invariant the one that decided its state until now.
 *
 * @param keys - only verdicts on these invariants; all without it
 */
export async function relevantVerdicts(
  trx: Knex.Transaction,
  specs: ReadonlyArray<{ spec: SpecRow; invariants: readonly InvariantRow[] }>,
  keys?: readonly string[],
): Promise<Map<InvariantRow, SettledVerdict[]>> {
  const rows = new Map<string, SettledRow>();
  const versions = specs.flatMap(({ spec }) =>
    spec.content_hash === null ? [] : [[spec.spec_ref, spec.content_hash]],
  );
  for (const part of chunk(versions, 500)) {
    const current: SettledRow[] = await trx<VerdictRow>('verdicts')
      .whereIn(['spec_ref', 'content_hash'], part)
      .modify(query => {
        if (keys) {
          query.whereIn('invariant_key', keys);
        }
      })
      .select(...COLUMNS);
    current.forEach(row => rows.set(row.id, row));
  }
  const previous = specs
    .flatMap(({ invariants }) => invariants)
    .map(invariant => invariant.verdict_id)
    .filter((id): id is string => id !== null && !rows.has(id));
  for (const ids of chunk(previous, 500)) {
    const found: SettledRow[] = await trx<VerdictRow>('verdicts')
      .whereIn('id', ids)
      .select(...COLUMNS);
    found.forEach(row => rows.set(row.id, row));
  }
  const byClaim = new Map<string, SettledVerdict[]>();
  for (const row of rows.values()) {
    const id = invariantId(row);
    const verdicts = byClaim.get(id) ?? [];
    verdicts.push({
      id: row.id,
      contentHash: row.content_hash,
      prover: row.prover,
      outcome: row.outcome,
      settledAt: toDate(row.settled_at),
    });
    byClaim.set(id, verdicts);
  }
  return new Map(
    specs
      .flatMap(({ invariants }) => invariants)
      .map(invariant => [invariant, byClaim.get(invariantId(invariant)) ?? []]),
  );
}
