import { NotFoundError } from '@backstage/errors';
import {
  coveragePercentage,
  type Invariant,
  type Spec,
  type SpecState,
  type SpecSummary,
  formatInvariantRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type DbMoment,
  type InvariantRow,
  type ProofJobRow,
  shortHash,
  type SpecRow,
  toDate,
  toIso,
  type VerdictRow,
} from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { specsOfEntity, toCounts } from './rollups';
import { toVerdict } from './toVerdict';

type SummaryRow = SpecRow & {
  drift_id: string | null;
  drift_opened_at: DbMoment | null;
  check_id: string | null;
  check_error: string | null;
};

type ActiveJob = Pick<
  ProofJobRow,
  'id' | 'spec_ref' | 'prover' | 'expected' | 'settled' | 'error'
> & { state: 'queued' | 'running' };

/** Reads specs, with what is going on about them. */
export class SpecReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Specs in the order of their references, `limit` + 1 of them, so that it can be seen whether there are more. */
  async list(options: {
    scope: SpecScope;
    entityRef?: string;
    state?: SpecState;
    afterSpecRef?: string;
    limit: number;
  }): Promise<SpecSummary[]> {
    const { scope, entityRef, state, afterSpecRef, limit } = options;
    const query = this.#summaries()
      .orderBy('specs.spec_ref')
      .limit(limit + 1);
    scope(query);
    if (entityRef) {
      query.whereIn('specs.spec_ref', specsOfEntity(this.#knex, entityRef));
    }
    if (state) {
      query.where('specs.state', state);
    }
    if (afterSpecRef) {
      query.where('specs.spec_ref', '>', afterSpecRef);
    }
    return this.#toSummaries(await query);
  }

  /**
   * One spec with its invariants.
   *
   * @throws NotFoundError when there is none
   */
  async get(specRef: string): Promise<Spec> {
    const rows = await this.#summaries().where('specs.spec_ref', specRef);
    const [summary] = await this.#toSummaries(rows);
    if (!summary) {
      throw new NotFoundError(`No spec '${specRef}' is known to this portal`);
    }
    const { content_hash: contentHash } = rows[0];
    const invariants = await this.#knex<InvariantRow>('invariants')
      .where('spec_ref', specRef)
      .orderBy('position');
    const verdicts = await this.#knex<VerdictRow>('verdicts').whereIn(
      'id',
      this.#knex('invariants')
        .select('verdict_id')
        .where('spec_ref', specRef)
        .whereNotNull('verdict_id'),
    );
    const byId = new Map(verdicts.map(row => [row.id, row]));
    const entityRefs: string[] = await this.#knex('spec_entities')
      .where('spec_ref', specRef)
      .distinct()
      .orderBy('entity_ref')
      .pluck('entity_ref');
    return {
      ...summary,
      entityRefs,
      invariants: invariants.map(row =>
        toInvariant(row, byId.get(row.verdict_id ?? ''), contentHash),
      ),
    };
  }

  #summaries(): Knex.QueryBuilder<SpecRow, SummaryRow[]> {
    return this.#knex('specs')
      .leftJoin('drifts', join =>
        join
          .on('drifts.spec_ref', 'specs.spec_ref')
          .andOnNull('drifts.closed_at'),
      )
      .leftJoin('spec_checks', 'spec_checks.spec_ref', 'specs.spec_ref')
      .select(
        'specs.*',
        'drifts.id as drift_id',
        'drifts.opened_at as drift_opened_at',
        'spec_checks.id as check_id',
        'spec_checks.error as check_error',
      );
  }

  async #toSummaries(rows: SummaryRow[]): Promise<SpecSummary[]> {
    const jobs: ActiveJob[] = await this.#knex<ProofJobRow>('proof_jobs')
      .whereIn(
        'spec_ref',
        rows.map(row => row.spec_ref),
      )
      .whereIn('state', ['queued', 'running'])
      .select(
        'id',
        'spec_ref',
        'state',
        'prover',
        'expected',
        'settled',
        'error',
      );
    return rows.map(row =>
      toSummary(
        row,
        jobs.find(job => job.spec_ref === row.spec_ref),
      ),
    );
  }
}

function toSummary(row: SummaryRow, job: ActiveJob | undefined): SpecSummary {
  const counts = toCounts(row);
  return {
    ref: row.spec_ref,
    title: row.title || row.spec_ref,
    source: row.source,
    state: row.state,
    contentHash: shortHash(row.content_hash),
    provenHash: shortHash(row.proven_hash),
    provenAt: toIso(row.proven_at),
    checkedAt: toIso(row.checked_at),
    documentState: row.document_state ?? undefined,
    documentError: row.document_error ?? row.check_error ?? undefined,
    url: row.url ?? undefined,
    counts,
    percentage: coveragePercentage(counts),
    drift:
      row.drift_id !== null && row.drift_opened_at !== null
        ? {
            id: row.drift_id,
            openedAt: toDate(row.drift_opened_at).toISOString(),
          }
        : undefined,
    checking: row.check_id !== null,
    proofJob: job && {
      id: job.id,
      state: job.state,
      prover: job.prover,
      expected: job.expected,
      settled: job.settled,
      error: job.error ?? undefined,
    },
  };
}

function toInvariant(
  row: InvariantRow,
  verdict: VerdictRow | undefined,
  contentHash: string | null,
): Invariant {
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
    verdict: verdict && toVerdict(verdict, contentHash),
  };
}
