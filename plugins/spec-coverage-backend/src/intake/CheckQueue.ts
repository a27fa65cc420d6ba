import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { randomUUID } from 'node:crypto';
import { canLockRows, type SpecCheckRow, toDate } from '../database';
import { LeaseLostError } from '../engine/LeaseLostError';
import { backOffMs } from '../engine/backOff';

/** A check that this process has taken on until its lease ends. */
export interface CheckClaim {
  specRef: string;
  leaseToken: string;
  /** Hints up to this generation are answered by the check. */
  generation: number;
  /** A person asked for it: a finished proof is then made again. */
  byPerson: boolean;
  attempts: number;
}

/** A check that hints became part of. */
export interface RequestedCheck {
  specRef: string;
  id: string;
  hints: number;
  requestedAt: Date;
}

/**
 * The specs that may have changed. Whatever door a hint comes through, it ends here: as a row that stays until a check
 * that began after the hint has been written down.
 */
export class CheckQueue {
  readonly #knex: Knex;
  readonly #listeners = new Set<() => void>();

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Calls a listener after each request in this process. */
  onRequested(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /**
   * Asks for a check of each spec. Resolves when the requests are stored. Many requests for one spec are one check.
   *
   * @throws InputError when a reference cannot be parsed; nothing is stored then
   */
  async request(
    specRefs: readonly string[],
    options: { byPerson: boolean },
  ): Promise<RequestedCheck[]> {
    // Sorted, so that two writers take row locks in the same order.
    const refs = [...new Set(specRefs)].sort();
    const sources = new Map(refs.map(ref => [ref, parseSpecRef(ref).source]));
    const requested: RequestedCheck[] = [];
    const now = new Date();
    for (const part of chunk(refs, 500)) {
      const rows = await this.#knex.transaction(
        async (trx): Promise<SpecCheckRow[]> => {
          await trx('specs')
            .insert(
              part.map(ref => ({
                spec_ref: ref,
                source: sources.get(ref),
                created_at: now,
              })),
            )
            .onConflict('spec_ref')
            .ignore();
          return trx('spec_checks')
            .insert(
              part.map(ref => ({
                spec_ref: ref,
                id: randomUUID(),
                generation: 1,
                hints: 1,
                by_person: options.byPerson,
                requested_at: now,
                available_at: now,
              })),
            )
            .onConflict('spec_ref')
            .merge({
              generation: trx.raw('spec_checks.generation + 1'),
              hints: trx.raw('spec_checks.hints + 1'),
              // A person does not wait for the next attempt; a storm of hints does not undo the back-off.
              ...(options.byPerson
                ? { by_person: true, available_at: now }
                : {}),
            })
            .returning(['spec_ref', 'id', 'hints', 'requested_at']);
        },
      );
      requested.push(
        ...rows.map(row => ({
          specRef: row.spec_ref,
          id: row.id,
          hints: row.hints,
          requestedAt: toDate(row.requested_at),
        })),
      );
    }
    for (const listener of this.#listeners) {
      listener();
    }
    return requested;
  }

  /** Takes on the check that has waited longest; `undefined` when none is due. */
  async claim(leaseMs: number): Promise<CheckClaim | undefined> {
    const now = new Date();
    const leaseToken = randomUUID();
    const due = this.#knex('spec_checks')
      .select('spec_ref')
      .where('available_at', '<=', now)
      .andWhere(free =>
        free.whereNull('lease_token').orWhere('lease_expires_at', '<', now),
      )
      .orderBy('available_at')
      .limit(1);
    if (canLockRows(this.#knex)) {
      due.forUpdate().skipLocked();
    }
    const [row] = await this.#knex<SpecCheckRow>('spec_checks')
      .where('spec_ref', '=', due)
      .update({
        lease_token: leaseToken,
        lease_expires_at: new Date(now.getTime() + leaseMs),
      })
      .returning(['spec_ref', 'generation', 'by_person', 'attempts']);
    return (
      row && {
        specRef: row.spec_ref,
        leaseToken,
        generation: row.generation,
        byPerson: Boolean(row.by_person),
        attempts: row.attempts,
      }
    );
  }

  /** Keeps a claim for some more time; false when it is no longer ours. */
  async renew(claim: CheckClaim, leaseMs: number): Promise<boolean> {
    const renewed = await this.#knex<SpecCheckRow>('spec_checks')
      .where({ spec_ref: claim.specRef, lease_token: claim.leaseToken })
      .update({ lease_expires_at: new Date(Date.now() + leaseMs) });
    return renewed > 0;
  }

  /**
   * Ends a check, in the transaction that writes its result. Hints that came while it ran stay, as a check to be made.
   *
   * @throws LeaseLostError when the claim is no longer ours; the transaction must then be rolled back
   */
  async complete(trx: Knex.Transaction, claim: CheckClaim): Promise<void> {
    const answered = await trx<SpecCheckRow>('spec_checks')
      .where({
        spec_ref: claim.specRef,
        lease_token: claim.leaseToken,
        generation: claim.generation,
      })
      .delete();
    if (answered > 0) {
      return;
    }
    const newer = await trx<SpecCheckRow>('spec_checks')
      .where({ spec_ref: claim.specRef, lease_token: claim.leaseToken })
      .update({
        id: randomUUID(),
        lease_token: null,
        lease_expires_at: null,
        attempts: 0,
        error: null,
        available_at: new Date(),
        requested_at: new Date(),
      });
    if (newer === 0) {
      throw new LeaseLostError(`the check of ${claim.specRef}`);
    }
  }

  /** Lets a check that failed be made again, later with each attempt. */
  async retryLater(claim: CheckClaim, error: string): Promise<void> {
    const attempts = claim.attempts + 1;
    await this.#giveBack(claim, {
      attempts,
      error,
      available_at: new Date(Date.now() + backOffMs(attempts)),
    });
  }

  /** Gives a check back unchanged, for example because this process stops. */
  async release(claim: CheckClaim): Promise<void> {
    await this.#giveBack(claim, {});
  }

  async #giveBack(
    claim: CheckClaim,
    change: Partial<SpecCheckRow>,
  ): Promise<void> {
    await this.#knex<SpecCheckRow>('spec_checks')
      .where({ spec_ref: claim.specRef, lease_token: claim.leaseToken })
      .update({ ...change, lease_token: null, lease_expires_at: null });
  }
}
