import {
  type InvariantToProve,
  proofJobId,
  type Prover,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { InvariantRow, ProofJobRow } from '../database';

/** The claims that a prover can settle: those with a formal body in one of its languages and nothing amiss. */
export function invariantsFor(
  prover: Prover,
  invariants: readonly InvariantRow[],
): InvariantToProve[] {
  return invariants.flatMap(invariant =>
    invariant.problem === null &&
    invariant.body !== null &&
    invariant.language !== null &&
    prover.languages.includes(invariant.language)
      ? [
          {
            key: invariant.invariant_key,
            text: invariant.text,
            language: invariant.language,
            body: invariant.body,
            line: invariant.line,
          },
        ]
      : [],
  );
}

/** A version of a spec that is to be proven. */
export interface VersionToProve {
  specRef: string;
  contentHash: string;
  /** What it claims. */
  invariants: readonly InvariantRow[];
  /** A person asked: a proof that succeeded is made again. */
  byPerson: boolean;
}

/**
 * Sees to it that a proof job exists for each version and each prover that has something to settle in it, and ends jobs for other
 * versions of these specs. A job's id says what it is about, so asking twice is one job. A job that was superseded or that failed is
 * queued again; one that succeeded only when a person asks.
 *
 * @param versions - the current versions of different specs
 * @returns how many jobs are waiting because of this call
 */
export async function ensureProofJobs(
  trx: Knex.Transaction,
  versions: readonly VersionToProve[],
  options: { provers: readonly Prover[]; now: Date },
): Promise<number> {
  const { provers, now } = options;
  const wanted = versions.flatMap(version =>
    provers
      .map(prover => ({
        id: proofJobId({
          specRef: version.specRef,
          contentHash: version.contentHash,
          prover: prover.id,
          proverVersion: prover.version,
        }),
        version,
        prover,
        expected: invariantsFor(prover, version.invariants).length,
      }))
      .filter(job => job.expected > 0),
  );
  await supersedeProofJobs(
    trx,
    versions.map(({ specRef }) => specRef),
    { keep: wanted.map(job => job.id), now },
  );
  const inserted = new Set<string>();
  for (const part of chunk(wanted, 100)) {
    const rows: Array<Pick<ProofJobRow, 'id'>> = await trx('proof_jobs')
      .insert(
        part.map(({ id, version, prover, expected }) => ({
          id,
          spec_ref: version.specRef,
          content_hash: version.contentHash,
          prover: prover.id,
          prover_version: prover.version,
          state: 'queued',
          expected,
          created_at: now,
          available_at: now,
        })),
      )
      .onConflict('id')
      .ignore()
      .returning('id');
    rows.forEach(row => inserted.add(row.id));
  }
  const present = wanted.filter(job => !inserted.has(job.id));
  return (
    inserted.size +
    (await queueAgain(
      trx,
      {
        ids: present.map(job => job.id),
        asked: present.filter(job => job.version.byPerson).map(job => job.id),
      },
      now,
    ))
  );
}

/**
 * Queues jobs that are there already once more, where that makes sense.
 *
 * @param jobs - `asked`: those of `ids` that a person asked for
 */
async function queueAgain(
  trx: Knex.Transaction,
  jobs: { ids: readonly string[]; asked: readonly string[] },
  now: Date,
): Promise<number> {
  if (jobs.ids.length === 0) {
    return 0;
  }
  const again = {
    state: 'queued' as const,
    attempts: 0,
    available_at: now,
    finished_at: null,
    error: null,
  };
  let waiting = await trx<ProofJobRow>('proof_jobs')
    .whereIn('id', jobs.ids)
    .whereIn('state', ['superseded', 'failed'])
    .update(again);
  if (jobs.asked.length > 0) {
    waiting += await trx<ProofJobRow>('proof_jobs')
      .whereIn('id', jobs.asked)
      .where('state', 'succeeded')
      .update({ ...again, run: trx.raw('run + 1'), settled: 0 });
  }
  return waiting;
}

/** Ends the unfinished jobs of specs, but for those that are still wanted. Whoever runs one loses its lease. */
export async function supersedeProofJobs(
  trx: Knex.Transaction,
  specRefs: readonly string[],
  options: { keep: readonly string[]; now: Date },
): Promise<void> {
  await trx<ProofJobRow>('proof_jobs')
    .whereIn('spec_ref', specRefs)
    .whereIn('state', ['queued', 'running'])
    .whereNotIn('id', options.keep)
    .update({
      state: 'superseded',
      finished_at: options.now,
      lease_token: null,
      lease_expires_at: null,
    });
}
