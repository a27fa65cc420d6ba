import { NotFoundError } from '@backstage/errors';
import type {
  ProofJob,
  ProofJobState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { type Cursor, type ProofJobRow, toDate, toIso } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';

/** Reads proof jobs. */
export class ProofJobReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Proof jobs, the newest first; one more than the limit, to see whether there are more. */
  async list(options: {
    scope: SpecScope;
    specRef?: string;
    state?: ProofJobState;
    after?: Cursor;
    limit: number;
  }): Promise<ProofJobRow[]> {
    const { scope, specRef, state, after, limit } = options;
    const query = this.#jobs(scope)
      .orderBy([
        { column: 'proof_jobs.created_at', order: 'desc' },
        { column: 'proof_jobs.id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (specRef) {
      query.where('proof_jobs.spec_ref', specRef);
    }
    if (state) {
      query.where('proof_jobs.state', state);
    }
    if (after) {
      const [moment, id] = after;
      query.whereRaw('(proof_jobs.created_at, proof_jobs.id) < (?, ?)', [
        new Date(moment),
        id,
      ]);
    }
    return query;
  }

  /**
   * One proof job.
   *
   * @throws NotFoundError when there is none that the caller may see
   */
  async get(scope: SpecScope, id: string): Promise<ProofJobRow> {
    const row = await this.#jobs(scope).where('proof_jobs.id', id).first();
    if (!row) {
      throw new NotFoundError(`No proof job '${id}' is known to this portal`);
    }
    return row;
  }

  #jobs(scope: SpecScope) {
    const query = this.#knex('proof_jobs')
      .join('specs', 'specs.spec_ref', 'proof_jobs.spec_ref')
      .select('proof_jobs.*');
    scope.narrow(query);
    return query;
  }
}

/** A proof job as the API gives it. */
export function toProofJob(row: ProofJobRow): ProofJob {
  return {
    id: row.id,
    specRef: row.spec_ref,
    prover: row.prover,
    proverVersion: row.prover_version,
    contentHash: row.content_hash.slice(0, 8),
    state: row.state,
    run: row.run,
    expected: row.expected,
    settled: row.settled,
    createdAt: toDate(row.created_at).toISOString(),
    startedAt: toIso(row.started_at),
    finishedAt: toIso(row.finished_at),
    error: row.error ?? undefined,
  };
}
