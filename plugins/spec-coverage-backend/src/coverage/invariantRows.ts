import {
  type Acceptance,
  formatInvariantRef,
  type Invariant,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type AcceptanceRow,
  type InvariantRow,
  toDate,
  type VerdictRow,
} from '../database';
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

/** An invariant with the verdict that decided its state, and with the risk that somebody took, under prefixed names. */
export type DetailedInvariantRow = InvariantRow & Record<string, unknown>;

/** Invariants, each with its verdict and acceptance, in one query. */
export function invariantsWithVerdicts(
  knex: Knex,
): Knex.QueryBuilder<InvariantRow, DetailedInvariantRow[]> {
  return knex('invariants')
    .leftJoin('verdicts', 'verdicts.id', 'invariants.verdict_id')
    .leftJoin('invariant_acceptances', join =>
      join
        .on('invariant_acceptances.spec_ref', 'invariants.spec_ref')
        .andOn(
          'invariant_acceptances.invariant_key',
          'invariants.invariant_key',
        ),
    )
    .select(
      'invariants.*',
      ...VERDICT_COLUMNS.map(
        column => `verdicts.${column} as verdict_${column}`,
      ),
      ...ACCEPTANCE_COLUMNS.map(
        column => `invariant_acceptances.${column} as acceptance_${column}`,
      ),
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
  const acceptance = unprefixed<AcceptanceRow>(
    row,
    'acceptance_',
    ACCEPTANCE_COLUMNS,
  );
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
      acceptance.content_hash && acceptance.content_hash === contentHash
        ? toAcceptance(acceptance)
        : undefined,
  };
}

/** An acceptance as the API gives it. */
export function toAcceptance(
  row: Pick<
    AcceptanceRow,
    'accepted_by' | 'reason' | 'accepted_at' | 'accepted_until'
  >,
): Acceptance {
  return {
    acceptedBy: row.accepted_by,
    reason: row.reason,
    acceptedAt: toDate(row.accepted_at).toISOString(),
    until: toDate(row.accepted_until).toISOString(),
  };
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
