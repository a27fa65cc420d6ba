import { NotFoundError } from '@backstage/errors';
import {
  coveragePercentage,
  type Spec,
  type SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type DbMoment,
  type ProofJobRow,
  shortHash,
  type SpecRow,
  toDate,
  toIso,
} from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { invariantsWithVerdicts, toInvariant } from './invariantRows';
import { COUNT_COLUMNS, toCounts } from '../rollups/counts';
import { selectSpecs, type SpecSelection } from './specFilter';

type SummaryRow = Pick<SpecRow, (typeof SPEC_COLUMNS)[number]> & {
  drift_id: string | null;
  drift_opened_at: DbMoment | null;
  check_id: string | null;
  check_error: string | null;
  job_id: string | null;
  job_state: 'queued' | 'running';
  job_prover: string;
  job_expected: number;
  job_settled: number;
  job_error: string | null;
};

const SPEC_COLUMNS = [
  ...COUNT_COLUMNS,
  'spec_ref',
  'source',
  'title',
  'url',
  'state',
  'document_state',
  'document_error',
  'content_hash',
  'proven_hash',
  'proven_at',
  'checked_at',
] as const satisfies readonly (keyof SpecRow)[];

/** Reads specs, with what is going on about them. */
export class SpecReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Specs in the order of their references, `limit` + 1 of them, so that it can be seen whether there are more. */
  async list(
    selection: SpecSelection,
    options: { afterSpecRef?: string; limit: number },
  ): Promise<SpecSummary[]> {
    const { afterSpecRef, limit } = options;
    const query = this.#summaries()
      .orderBy('specs.spec_ref')
      .limit(limit + 1);
    selectSpecs(this.#knex, query, selection);
    if (afterSpecRef) {
      query.where('specs.spec_ref', '>', afterSpecRef);
    }
    return (await query).map(toSummary);
  }

  /**
   * One spec with its invariants.
   *
   * @throws NotFoundError when there is none that the caller may see
   */
  async get(scope: SpecScope, specRef: string): Promise<Spec> {
    const query = this.#summaries().where('specs.spec_ref', specRef);
    scope.narrow(query);
    const [row] = await query;
    if (!row) {
      throw new NotFoundError(`No spec '${specRef}' is known to this portal`);
    }
    const [invariants, entityRefs] = await Promise.all([
      invariantsWithVerdicts(this.#knex)
        .where('invariants.spec_ref', specRef)
        .orderBy('invariants.position'),
      this.#knex('spec_entities')
        .where('spec_ref', specRef)
        .whereLike('entity_ref', '%/%')
        .whereNot('entity_ref', 'like', 'repository=%')
        .distinct()
        .orderBy('entity_ref')
        .pluck('entity_ref'),
    ]);
    return {
      ...toSummary(row),
      entityRefs,
      invariants: invariants.map(invariant =>
        toInvariant(invariant, row.content_hash),
      ),
    };
  }

  #summaries(): Knex.QueryBuilder<SummaryRow, SummaryRow[]> {
    const newestJob = this.#knex<ProofJobRow>('proof_jobs as active')
      .select('active.id')
      .where('active.spec_ref', this.#knex.ref('specs.spec_ref'))
      .whereIn('active.state', ['queued', 'running'])
      .orderBy('active.created_at', 'desc')
      .limit(1);
    return this.#knex('specs')
      .leftJoin('drifts', join =>
        join
          .on('drifts.spec_ref', 'specs.spec_ref')
          .andOnNull('drifts.closed_at'),
      )
      .leftJoin('spec_checks', 'spec_checks.spec_ref', 'specs.spec_ref')
      .leftJoin('proof_jobs', join =>
        join.on('proof_jobs.id', '=', this.#knex.raw('(?)', [newestJob])),
      )
      .select(
        ...SPEC_COLUMNS.map(column => `specs.${column}`),
        'drifts.id as drift_id',
        'drifts.opened_at as drift_opened_at',
        'spec_checks.id as check_id',
        'spec_checks.error as check_error',
        'proof_jobs.id as job_id',
        'proof_jobs.state as job_state',
        'proof_jobs.prover as job_prover',
        'proof_jobs.expected as job_expected',
        'proof_jobs.settled as job_settled',
        'proof_jobs.error as job_error',
      );
  }
}

function toSummary(row: SummaryRow): SpecSummary {
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
    proofJob:
      row.job_id === null
        ? undefined
        : {
            id: row.job_id,
            state: row.job_state,
            prover: row.job_prover,
            expected: row.job_expected,
            settled: row.job_settled,
            error: row.job_error ?? undefined,
          },
  };
}
