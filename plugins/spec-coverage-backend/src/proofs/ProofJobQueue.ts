import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { canLockRows, type ProofJobRow } from '../database';
import { backOffMs } from '../engine/backOff';

/** How often a job is tried before it is `failed`. It is tried again when its spec is checked the next time. */
export const MAX_ATTEMPTS = 5;

/** A proof job that this process has taken on until its lease ends. */
export interface ProofJobClaim {
  id: string;
  specRef: string;
  contentHash: string;
  prover: string;
  run: number;
  attempts: number;
  leaseToken: string;
}

/** The proof jobs that wait or run. */
export class ProofJobQueue {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes on the job that has waited longest, or one whose holder has died; `undefined` when none is due.
   *
   * @param provers - the provers that this process has
   */
  async claim(
    leaseMs: number,
    provers: readonly string[],
  ): Promise<ProofJobClaim | undefined> {
    const now = new Date();
    await this.#giveUpLapsed(now);
    const leaseToken = randomUUID();
    const due = this.#knex<ProofJobRow>('proof_jobs')
      .select('id')
      .whereIn('prover', provers)
      .andWhere(free =>
        free
          .where(queued =>
            queued.where('state', 'queued').where('available_at', '<=', now),
          )
          .orWhere(lapsed =>
            lapsed
              .where('state', 'running')
              .where('lease_expires_at', '<', now),
          ),
      )
      .orderBy('available_at')
      .limit(1);
    if (canLockRows(this.#knex)) {
      due.forUpdate().skipLocked();
    }
    const [row] = await this.#knex<ProofJobRow>('proof_jobs')
      .where('id', '=', due)
      .update({
        state: 'running',
        lease_token: leaseToken,
        lease_expires_at: new Date(now.getTime() + leaseMs),
        started_at: this.#knex.raw('coalesce(started_at, ?)', [now]),
        attempts: this.#knex.raw('attempts + 1'),
      })
      .returning([
        'id',
        'spec_ref',
        'content_hash',
        'prover',
        'run',
        'attempts',
      ]);
    return (
      row && {
        id: row.id,
        specRef: row.spec_ref,
        contentHash: row.content_hash,
        prover: row.prover,
        run: row.run,
        attempts: row.attempts,
        leaseToken,
      }
    );
  }

  /** A job that was running each time its process died is not tried for ever. */
  async #giveUpLapsed(now: Date): Promise<void> {
    await this.#knex<ProofJobRow>('proof_jobs')
      .where('state', 'running')
      .where('lease_expires_at', '<', now)
      .where('attempts', '>=', MAX_ATTEMPTS)
      .update({
        state: 'failed',
        finished_at: now,
        lease_token: null,
        lease_expires_at: null,
        error: `The process that ran it ended before the proof did, ${MAX_ATTEMPTS} times in a row`,
      });
  }

  /** Keeps a claim for some more time; false when the job was superseded or is somebody else's. */
  async renew(claim: ProofJobClaim, leaseMs: number): Promise<boolean> {
    const renewed = await held(this.#knex, claim).update({
      lease_expires_at: new Date(Date.now() + leaseMs),
    });
    return renewed > 0;
  }

  /** The prover broke: the job is tried again later, or is failed when it was tried often enough. */
  async failed(claim: ProofJobClaim, error: string): Promise<void> {
    const isLast = claim.attempts >= MAX_ATTEMPTS;
    await held(this.#knex, claim).update({
      state: isLast ? 'failed' : 'queued',
      finished_at: isLast ? new Date() : null,
      available_at: new Date(Date.now() + backOffMs(claim.attempts)),
      lease_token: null,
      lease_expires_at: null,
      error,
    });
  }

  /** Gives a job back, because this process stops. What was settled stays settled. */
  async release(claim: ProofJobClaim): Promise<void> {
    await held(this.#knex, claim).update({
      state: 'queued',
      attempts: claim.attempts - 1,
      available_at: new Date(),
      lease_token: null,
      lease_expires_at: null,
    });
  }
}

/** The row of a claim, as long as it is held. */
export function held(knex: Knex, claim: ProofJobClaim) {
  return knex<ProofJobRow>('proof_jobs').where({
    id: claim.id,
    state: 'running',
    lease_token: claim.leaseToken,
  });
}
