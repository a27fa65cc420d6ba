import type {
  CoverageCounts,
  DocumentState,
  InvariantState,
  ProofJobState,
  SpecState,
  VerdictOutcome,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** A moment as the drivers give it: PostgreSQL a Date, SQLite the number of ms that was bound. */
export type DbMoment = Date | number | string;

export type SpecRow = CoverageCounts & {
  spec_ref: string;
  source: string;
  title: string;
  url: string | null;
  state: SpecState;
  document_state: DocumentState | null;
  document_error: string | null;
  content_hash: string | null;
  proven_hash: string | null;
  proven_at: DbMoment | null;
  checked_at: DbMoment | null;
  created_at: DbMoment;
  document_hash: string | null;
};

export interface SpecEntityRow {
  spec_ref: string;
  entity_ref: string;
  via_ref: string;
}

/** What the rows of `spec_checks` and `source_checks` have in common. */
export interface CheckRow {
  generation: number;
  requested_at: DbMoment;
  available_at: DbMoment;
  attempts: number;
  lease_token: string | null;
  lease_expires_at: DbMoment | null;
  error: string | null;
}

export interface SpecCheckRow extends CheckRow {
  spec_ref: string;
  source: string;
  id: string;
  hints: number;
  by_person: boolean | number;
}

export interface SourceCheckRow extends CheckRow {
  source: string;
}

export interface SpecPatternRow {
  pattern_ref: string;
  entity_ref: string;
  via_ref: string;
  source: string;
  error: string | null;
}

export interface InvariantRow {
  spec_ref: string;
  invariant_key: string;
  position: number;
  line: number;
  text: string;
  story_ref: string | null;
  language: string | null;
  body: string | null;
  problem: string | null;
  state: InvariantState;
  verdict_id: string | null;
}

export interface ProofJobRow {
  id: string;
  spec_ref: string;
  content_hash: string;
  prover: string;
  prover_version: string;
  state: ProofJobState;
  run: number;
  expected: number;
  settled: number;
  attempts: number;
  created_at: DbMoment;
  available_at: DbMoment;
  started_at: DbMoment | null;
  finished_at: DbMoment | null;
  lease_token: string | null;
  lease_expires_at: DbMoment | null;
  error: string | null;
}

export interface VerdictRow {
  id: string;
  spec_ref: string;
  invariant_key: string;
  content_hash: string;
  proof_job_id: string;
  run: number;
  prover: string;
  prover_version: string;
  outcome: VerdictOutcome;
  duration_ms: number;
  settled_at: DbMoment;
  message: string | null;
  counterexample: string | null;
}

export interface DriftRow {
  id: string;
  spec_ref: string;
  proven_hash: string | null;
  content_hash: string | null;
  opened_at: DbMoment;
  closed_at: DbMoment | null;
  closed_by: 'proven' | 'reverted' | 'removed' | null;
}

export interface SpecVersionRow {
  spec_ref: string;
  content_hash: string;
  canonicalizer: string;
  canonical_text: string;
  invariants: number;
  seen_at: DbMoment;
  changed_by: string | null;
  changed_at: DbMoment | null;
  /** JSON: the {@link StatedInvariant} list of the version, without lines. */
  claims: string | null;
}

/** Coverage of an entity, repository or source as it is now. */
export type CoverageTotalsRow = CoverageCounts & {
  entity_ref: string;
  kind: string;
  specs: number;
  proven_specs: number;
  open_drifts: number;
  oldest_drift_opened_at: DbMoment | null;
  last_proven_at: DbMoment | null;
};

/** Coverage at the end of a day, and what happened on it. */
export type CoverageDayRow = CoverageCounts & {
  entity_ref: string;
  day: string;
  specs: number;
  proven_specs: number;
  new_activity: number;
  proven_activity: number;
  drifted_activity: number;
  /** JSON: `[[ms, count], …]`. */
  proof_latencies: string | null;
  /** Of these, in ms; null on a day without a proof. */
  proof_latency_p50_ms: number | null;
  proof_latency_p95_ms: number | null;
  /** The same of the proofs of its week, from Monday until the end of the day. */
  week_proof_latency_p50_ms: number | null;
  week_proof_latency_p95_ms: number | null;
};

export interface AcceptanceRow {
  spec_ref: string;
  invariant_key: string;
  content_hash: string;
  accepted_by: string;
  reason: string;
  accepted_at: DbMoment;
  accepted_until: DbMoment;
  expired: boolean | number;
}

/** Reads a moment that a driver gave. */
export function toDate(moment: DbMoment): Date {
  return moment instanceof Date ? moment : new Date(moment);
}

/** Reads a moment into ISO 8601, and null into undefined. */
export function toIso(moment: DbMoment | null): string | undefined {
  return moment === null ? undefined : toDate(moment).toISOString();
}

/** A hash as it leaves the backend: its first 8 characters. */
export function shortHash(hash: string | null): string | undefined {
  return hash?.slice(0, 8);
}
