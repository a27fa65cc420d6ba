import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { canLockRows, type CheckRow } from '../database';
import { backOffMs } from '../engine/backOff';
import { LeaseLostError } from '../engine/LeaseLostError';

/** A check that this process has taken on until its lease ends. */
export interface Lease {
  leaseToken: string;
  /** Hints up to this generation are answered by the check. */
  generation: number;
  attempts: number;
}

/**
 * Leases on the rows of a table of checks. A row stays until a check that began after its last hint has been written down,
 * whoever dies in between.
 */
export class CheckLeases<TRow extends CheckRow> {
  readonly #knex: Knex;
  readonly #table: string;
  readonly #key: keyof TRow & string;

  /** @param key - the column that names what is to be checked */
  constructor(knex: Knex, table: string, key: keyof TRow & string) {
    this.#knex = knex;
    this.#table = table;
    this.#key = key;
  }

  /**
   * Takes on the check that has waited longest; `undefined` when none is due.
   *
   * @param narrow - leaves out checks that are not for the caller
   */
  async claim(
    leaseMs: number,
    narrow: (query: Knex.QueryBuilder) => void,
  ): Promise<TRow | undefined> {
    const now = new Date();
    const due = this.#knex(this.#table)
      .select(this.#key)
      .where('available_at', '<=', now)
      .andWhere(free =>
        free.whereNull('lease_token').orWhere('lease_expires_at', '<', now),
      )
      .orderBy('available_at')
      .limit(1);
    narrow(due);
    if (canLockRows(this.#knex)) {
      due.forUpdate().skipLocked();
    }
    const [row]: TRow[] = await this.#knex(this.#table)
      .where(this.#key, '=', due)
      .update({
        lease_token: randomUUID(),
        lease_expires_at: new Date(now.getTime() + leaseMs),
      })
      .returning('*');
    return row;
  }

  /** Keeps a claim for some more time; false when it is no longer ours. */
  async renew(id: string, lease: Lease, leaseMs: number): Promise<boolean> {
    const renewed = await this.#held(this.#knex, id, lease).update({
      lease_expires_at: new Date(Date.now() + leaseMs),
    });
    return renewed > 0;
  }

  /**
   * Ends a check, in the transaction that writes its result. Hints that came while it ran stay, as a check to be made.
   *
   * @param again - further columns of a check that is to be made
   * @throws LeaseLostError when the claim is no longer ours; the transaction must then be rolled back
   */
  async complete(
    trx: Knex,
    id: string,
    lease: Lease,
    again: Partial<TRow> = {},
  ): Promise<void> {
    const answered = await this.#held(trx, id, lease)
      .where('generation', lease.generation)
      .delete();
    if (answered > 0) {
      return;
    }
    const now = new Date();
    const newer = await this.#held(trx, id, lease).update({
      lease_token: null,
      lease_expires_at: null,
      attempts: 0,
      error: null,
      available_at: now,
      requested_at: now,
      ...again,
    });
    if (newer === 0) {
      throw new LeaseLostError(`the check of ${id}`);
    }
  }

  /**
   * Lets a check that failed be made again, later with each attempt.
   *
   * @param notBeforeMs - how long to wait at least, in ms
   */
  async retryLater(
    id: string,
    lease: Lease,
    error: string,
    notBeforeMs = 0,
  ): Promise<void> {
    const attempts = lease.attempts + 1;
    await this.#held(this.#knex, id, lease).update({
      attempts,
      error,
      available_at: new Date(
        Date.now() + Math.max(backOffMs(attempts), notBeforeMs),
      ),
      lease_token: null,
      lease_expires_at: null,
    });
  }

  /** Gives a check back unchanged, for example because this process stops. */
  async release(id: string, lease: Lease): Promise<void> {
    await this.#held(this.#knex, id, lease).update({
      lease_token: null,
      lease_expires_at: null,
    });
  }

  #held(knex: Knex, id: string, lease: Lease): Knex.QueryBuilder {
    return knex(this.#table).where({
      [this.#key]: id,
      lease_token: lease.leaseToken,
    });
  }
}
