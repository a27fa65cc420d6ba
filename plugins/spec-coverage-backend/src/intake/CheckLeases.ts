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
   * Takes on the checks that have waited longest, as far as some are due.
   *
   * @param options - `limit`: how many at most. `narrow`: leaves out checks that are not for the caller
   */
  async claim(
    leaseMs: number,
    options: { limit: number; narrow(query: Knex.QueryBuilder): void },
  ): Promise<TRow[]> {
    const now = new Date();
    const due = this.#knex(this.#table)
      .select(this.#key)
      .where('available_at', '<=', now)
      .andWhere(free =>
        free.whereNull('lease_token').orWhere('lease_expires_at', '<', now),
      )
      .orderBy('available_at')
      .limit(options.limit);
    options.narrow(due);
    const claimed = this.#knex(this.#table);
    if (canLockRows(this.#knex)) {
      // As an array, PostgreSQL finds them once; a plain `in` may find, and lock, others for each row it compares.
      claimed.whereRaw('?? = any(array(?))', [
        this.#key,
        due.forUpdate().skipLocked(),
      ]);
    } else {
      claimed.whereIn(this.#key, due);
    }
    const rows: TRow[] = await claimed
      .update({
        lease_token: randomUUID(),
        lease_expires_at: new Date(now.getTime() + leaseMs),
      })
      .returning('*');
    return rows;
  }

  /** Keeps a claim for some more time; false when it is no longer ours. */
  async renew(id: string, lease: Lease, leaseMs: number): Promise<boolean> {
    const renewed = await this.#held(this.#knex, id, lease).update({
      lease_expires_at: new Date(Date.now() + leaseMs),
    });
    return renewed > 0;
  }

  /**
   * Ends checks, in the transaction that writes their results. Those that were hinted at while they ran stay, as checks to be made.
   *
   * @param again - further columns of a check that is to be made
   * @throws LeaseLostError when one of the claims is no longer ours; the transaction must then be rolled back
   */
  async complete(
    trx: Knex.Transaction,
    leases: ReadonlyMap<string, Lease>,
    again: () => Partial<TRow> = () => ({}),
  ): Promise<void> {
    // In the order in which those who hint take the locks.
    const query = trx(this.#table)
      .whereIn(this.#key, [...leases.keys()])
      .orderBy(this.#key)
      .select(this.#key, 'lease_token', 'generation');
    if (canLockRows(trx)) {
      query.forUpdate();
    }
    const rows = new Map<string, TRow>(
      (await query).map((row: TRow) => [String(row[this.#key]), row]),
    );
    const answered: string[] = [];
    const now = new Date();
    for (const [id, lease] of leases) {
      const row = rows.get(id);
      if (row?.lease_token !== lease.leaseToken) {
        throw new LeaseLostError(`the check of ${id}`);
      }
      if (row.generation === lease.generation) {
        answered.push(id);
      } else {
        await this.#held(trx, id, lease).update({
          lease_token: null,
          lease_expires_at: null,
          attempts: 0,
          error: null,
          available_at: now,
          requested_at: now,
          ...again(),
        });
      }
    }
    if (answered.length > 0) {
      await trx(this.#table).whereIn(this.#key, answered).delete();
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
