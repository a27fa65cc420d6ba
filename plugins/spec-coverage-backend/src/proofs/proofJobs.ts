import {
  type InvariantToProve,
  proofJobId,
  type Prover,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { InvariantRow, ProofJobRow, SpecRow } from '../database';

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

/**
 * Sees to it that a proof job exists for the spec's current version and each prover that has something to settle in it.
 * The job's id says what it is about, so asking twice is one job. A job that was superseded or that failed is queued again;
 * one that succeeded only when a person asks.
 *
 * @returns how many jobs are waiting because of this call
 */
export async function ensureProofJobs(
  trx: Knex.Transaction,
  spec: SpecRow,
  options: {
    provers: readonly Prover[];
    /** The claims of the current version. */
    invariants: readonly InvariantRow[];
    byPerson: boolean;
    now: Date;
  },
): Promise<number> {
  const { content_hash: contentHash, spec_ref: specRef } = spec;
  if (contentHash === null) {
    return 0;
  }
  const { provers, invariants, byPerson, now } = options;
  const wanted = provers
    .map(prover => ({
      id: proofJobId({
        specRef,
        contentHash,
        prover: prover.id,
        proverVersion: prover.version,
      }),
      prover,
      expected: invariantsFor(prover, invariants).length,
    }))
    .filter(job => job.expected > 0);

  await supersedeProofJobs(trx, specRef, {
    keep: wanted.map(job => job.id),
    now,
  });

  let waiting = 0;
  for (const job of wanted) {
    const inserted = await trx<ProofJobRow>('proof_jobs')
      .insert({
        id: job.id,
        spec_ref: specRef,
        content_hash: contentHash,
        prover: job.prover.id,
        prover_version: job.prover.version,
        state: 'queued',
        expected: job.expected,
        created_at: now,
        available_at: now,
      })
      .onConflict('id')
      .ignore()
      .returning('id');
    if (inserted.length > 0) {
      waiting += 1;
      continue;
    }
    const again = {
      state: 'queued' as const,
      attempts: 0,
      available_at: now,
      finished_at: null,
      error: null,
    };
    waiting += await trx<ProofJobRow>('proof_jobs')
      .where('id', job.id)
      .whereIn('state', ['superseded', 'failed'])
      .update(again);
    if (byPerson) {
      waiting += await trx<ProofJobRow>('proof_jobs')
        .where({ id: job.id, state: 'succeeded' })
        .update({ ...again, run: trx.raw('run + 1'), settled: 0 });
    }
  }
  return waiting;
}

/** Ends the unfinished jobs of a spec, but for those that are still wanted. Whoever runs one loses its lease. */
export async function supersedeProofJobs(
  trx: Knex.Transaction,
  specRef: string,
  options: { keep: string[]; now: Date },
): Promise<void> {
  await trx<ProofJobRow>('proof_jobs')
    .where('spec_ref', specRef)
    .whereIn('state', ['queued', 'running'])
    .whereNotIn('id', options.keep)
    .update({
      state: 'superseded',
      finished_at: options.now,
      lease_token: null,
      lease_expires_at: null,
    });
}
