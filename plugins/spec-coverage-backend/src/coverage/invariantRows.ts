import {
  formatInvariantRef,
  type Invariant,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type AcceptanceRow,
  canLockRows,
  type InvariantRow,
  type VerdictRow,
} from '../database';
import { toAcceptance } from '../proofs/toAcceptance';
import { toVerdict } from './toVerdict';

const VERDICT_COLUMNS = [
  'id',
  'spec_ref',
  'invariant_key',
  'content_hash',
  'proof_job_id',
  'run',
  'prover',
  'prover_version',
  'outcome',
  'duration_ms',
  'settled_at',
  'message',
  'counterexample',
] as const satisfies readonly (keyof VerdictRow)[];

const ACCEPTANCE_COLUMNS = [
  'content_hash',
  'accepted_by',
  'reason',
  'accepted_at',
  'accepted_until',
] as const satisfies readonly (keyof AcceptanceRow)[];

/** An invariant with the verdict that decided its state, under prefixed names, and with the risk that somebody took, as an object. */
export type DetailedInvariantRow = InvariantRow & Record<string, unknown>;

/** Invariants, each with its verdict and acceptance, in one query. */
export function invariantsWithVerdicts(
  knex: Knex,
): Knex.QueryBuilder<InvariantRow, DetailedInvariantRow[]> {
  return knex('invariants')
    .leftJoin('verdicts', 'verdicts.id', 'invariants.verdict_id')
    .select(
      'invariants.*',
      ...VERDICT_COLUMNS.map(
        column => `verdicts.${column} as verdict_${column}`,
      ),
      acceptanceAsJson(knex).wrap('(', ') as acceptance'),
    );
}

/**
 * The acceptance of an invariant as a JSON object. Not by a join: it is looked up by its key for the rows that are shown, and a join
 * would have all acceptances read.
 */
function acceptanceAsJson(knex: Knex): Knex.Raw {
  const toObject = canLockRows(knex) ? 'json_build_object' : 'json_object';
  return knex.raw(
    `select ${toObject}(${ACCEPTANCE_COLUMNS.map(
      column => `'${column}', invariant_acceptances.${column}`,
    ).join(', ')}) from invariant_acceptances
      where invariant_acceptances.spec_ref = invariants.spec_ref
      and invariant_acceptances.invariant_key = invariants.invariant_key`,
  );
}

/**
 * An invariant as the API gives it.
 *
 * @param contentHash - the current content hash of its spec
 */
export function toInvariant(
  row: DetailedInvariantRow,
  contentHash: string | null,
): Invariant {
  const verdict = unprefixed<VerdictRow>(row, 'verdict_', VERDICT_COLUMNS);
  const acceptance = readAcceptance(row);
  return {
    ref: formatInvariantRef(row.spec_ref, row.invariant_key),
    key: row.invariant_key,
    text: row.text,
    state: row.state,
    story: row.story_ref ?? undefined,
    line: row.line,
    language: row.language ?? undefined,
    body: row.body ?? undefined,
    problem: row.problem ?? undefined,
    verdict: verdict.content_hash ? toVerdict(verdict, contentHash) : undefined,
    acceptance:
      acceptance && acceptance.content_hash === contentHash
        ? toAcceptance(acceptance)
        : undefined,
  };
}

/** PostgreSQL's driver has parsed the object already; of SQLite it is text. */
function readAcceptance({
  acceptance,
}: DetailedInvariantRow):
  | Pick<AcceptanceRow, (typeof ACCEPTANCE_COLUMNS)[number]>
  | undefined {
  return typeof acceptance === 'string'
    ? JSON.parse(acceptance)
    : (acceptance as AcceptanceRow | null) ?? undefined;
}

function unprefixed<T>(
  row: Record<string, unknown>,
  prefix: string,
  columns: readonly string[],
): T {
  return Object.fromEntries(
    columns.map(column => [column, row[`${prefix}${column}`]]),
  ) as T;
}
