import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type {
  Prover,
  ProverVerdict,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import { markEvents } from '../rollups/marks';
import {
  canLockRows,
  type InvariantRow,
  type ProofJobRow,
  type SpecEntityRow,
  toDate,
  type VerdictRow,
} from '../database';
import { LeaseLostError } from '../engine/LeaseLostError';
import { lockSpec } from '../specs/lockSpecs';
import { held, type ProofJobClaim } from './ProofJobQueue';
import { invariantsFor } from './proofJobs';
import { settleVerdict } from './settleSpecs';

/** Has a prover settle the invariants of a proof job, and writes each verdict down as it comes. */
export class ProofRunner {
  readonly #knex: Knex;
  readonly #provers: ReadonlyMap<string, Prover>;
  readonly #notifier: ChangeNotifier;

  constructor(options: {
    knex: Knex;
    provers: readonly Prover[];
    notifier: ChangeNotifier;
  }) {
    this.#knex = options.knex;
    this.#provers = new Map(options.provers.map(p => [p.id, p]));
    this.#notifier = options.notifier;
  }

  /**
   * Runs a job to its end. Verdicts that an earlier attempt of the same run left are kept and not made again.
   *
   * @throws LeaseLostError when the job was superseded or taken over meanwhile
   * @throws what the prover throws when it is broken
   */
  async run(claim: ProofJobClaim, signal: AbortSignal): Promise<void> {
    const prover = this.#provers.get(claim.prover);
    if (!prover) {
      throw new Error(`The prover '${claim.prover}' is not installed`);
    }
    const invariants = await this.#unsettled(claim, prover);
    this.#notifier.changed([claim.specRef]);
    if (invariants.length > 0) {
      const expected = new Set(invariants.map(invariant => invariant.key));
      const verdicts = prover.prove(
        {
          proofJobId: claim.id,
          specRef: claim.specRef,
          contentHash: claim.contentHash,
          invariants,
        },
        signal,
      );
      for await (const verdict of verdicts) {
        if (!expected.delete(verdict.invariantKey)) {
          throw new Error(
            `The prover '${prover.id}' settled ${claim.specRef}#${verdict.invariantKey}, which it was not asked to, or twice`,
          );
        }
        await this.#record(claim, prover, verdict);
      }
      if (expected.size > 0) {
        throw new Error(
          `The prover '${prover.id}' left ${expected.size} of ${invariants.length} invariants of ${claim.specRef} unsettled`,
        );
      }
    }
    await this.#finish(claim);
  }

  async #unsettled(claim: ProofJobClaim, prover: Prover) {
    return this.#knex.transaction(async trx => {
      const spec = await lockSpec(trx, claim.specRef);
      await lockJob(trx, claim);
      if (spec?.content_hash !== claim.contentHash) {
        throw new LeaseLostError(
          `a proof of ${claim.specRef}, whose text has changed,`,
        );
      }
      const stated = await trx<InvariantRow>('invariants')
        .where('spec_ref', claim.specRef)
        .orderBy('position');
      const settled = new Set(
        await trx<VerdictRow>('verdicts')
          .where({ proof_job_id: claim.id, run: claim.run })
          .pluck('invariant_key'),
      );
      return invariantsFor(prover, stated).filter(
        invariant => !settled.has(invariant.key),
      );
    });
  }

  async #record(
    claim: ProofJobClaim,
    prover: Prover,
    verdict: ProverVerdict,
  ): Promise<void> {
    const now = new Date();
    const entityRefs = await this.#knex.transaction(async trx => {
      const spec = await lockSpec(trx, claim.specRef);
      await lockJob(trx, claim);
      const inserted = await trx<VerdictRow>('verdicts')
        .insert({
          id: randomUUID(),
          spec_ref: claim.specRef,
          invariant_key: verdict.invariantKey,
          content_hash: claim.contentHash,
          proof_job_id: claim.id,
          run: claim.run,
          prover: prover.id,
          prover_version: prover.version,
          outcome: verdict.outcome,
          duration_ms: Math.round(verdict.durationMs),
          settled_at: now,
          message: verdict.message ?? null,
          counterexample: verdict.counterexample
            ? JSON.stringify(verdict.counterexample)
            : null,
        })
        .onConflict(['proof_job_id', 'run', 'invariant_key'])
        .ignore()
        .returning('id');
      await held(trx, claim).increment('settled', inserted.length);
      return spec ? settleVerdict(trx, spec, verdict.invariantKey, now) : [];
    });
    this.#notifier.changed([claim.specRef, ...entityRefs]);
  }

  async #finish(claim: ProofJobClaim): Promise<void> {
    const now = new Date();
    await this.#knex.transaction(async trx => {
      const [job] = await held(trx, claim)
        .update({
          state: 'succeeded',
          finished_at: now,
          lease_token: null,
          lease_expires_at: null,
          error: null,
        })
        .returning(['run', 'created_at']);
      if (!job) {
        throw new LeaseLostError(`a proof of ${claim.specRef}`);
      }
      // A proof that somebody asked to be made again says nothing about how soon a change is proven.
      if (job.run === 1) {
        await markEvents(
          trx,
          [
            {
              source: parseSpecRef(claim.specRef).source,
              entityRefs: await trx<SpecEntityRow>('spec_entities')
                .where('spec_ref', claim.specRef)
                .distinct()
                .pluck('entity_ref'),
              proofLatencyMs: now.getTime() - toDate(job.created_at).getTime(),
            },
          ],
          now,
        );
      }
    });
    this.#notifier.changed([claim.specRef]);
  }
}

/** Keeps others from taking the job over or superseding it until the transaction ends. */
async function lockJob(
  trx: Knex.Transaction,
  claim: ProofJobClaim,
): Promise<void> {
  const query = held(trx, claim);
  if (canLockRows(trx)) {
    query.forUpdate();
  }
  const job: Pick<ProofJobRow, 'id'> | undefined = await query.first('id');
  if (!job) {
    throw new LeaseLostError(`a proof of ${claim.specRef}`);
  }
}
