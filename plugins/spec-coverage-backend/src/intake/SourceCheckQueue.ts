import type { Knex } from 'knex';
import type { SourceCheckRow } from '../database';
import { CheckLeases, type Lease } from './CheckLeases';

/** A check of a source that this process has taken on until its lease ends. */
export interface SourceCheckClaim extends Lease {
  source: string;
}

/**
 * The sources of which more may have changed than was named, and which are therefore asked for a list. Many requests for one
 * source are one list.
 */
export class SourceCheckQueue {
  readonly #knex: Knex;
  readonly #leases: CheckLeases<SourceCheckRow>;
  readonly #listeners = new Set<() => void>();

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#leases = new CheckLeases(knex, 'source_checks', 'source');
  }

  /** Calls a listener after each request in this process. */
  onRequested(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Tells the listeners that lists were asked for, after the transaction of {@link SourceCheckQueue.requestIn}. */
  wake(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Has each source asked what changed. Resolves when the requests are stored. */
  async request(sources: readonly string[]): Promise<void> {
    await this.#knex.transaction(trx => this.requestIn(trx, sources));
    this.wake();
  }

  /** Has each source asked what changed, in a transaction of the caller, who calls {@link SourceCheckQueue.wake} after it. */
  async requestIn(
    trx: Knex.Transaction,
    sources: readonly string[],
  ): Promise<void> {
    if (sources.length === 0) {
      return;
    }
    const now = new Date();
    await trx('source_checks')
      .insert(
        [...new Set(sources)].sort().map(source => ({
          source,
          generation: 1,
          requested_at: now,
          available_at: now,
        })),
      )
      .onConflict('source')
      .merge({ generation: trx.raw('source_checks.generation + 1') });
  }

  /** Takes on the requests of some of the sources, as far as they are due, and not more than `limit`. */
  async claim(
    leaseMs: number,
    sources: readonly string[],
    limit: number,
  ): Promise<SourceCheckClaim[]> {
    const rows = await this.#leases.claim(leaseMs, {
      limit,
      narrow: query => query.whereIn('source', sources),
    });
    return rows.map(row => ({
      source: row.source,
      leaseToken: row.lease_token!,
      generation: row.generation,
      attempts: row.attempts,
    }));
  }

  /** Keeps a claim for some more time; false when it is no longer ours. */
  async renew(claim: SourceCheckClaim, leaseMs: number): Promise<boolean> {
    return this.#leases.renew(claim.source, claim, leaseMs);
  }

  /**
   * Ends a request after everything that the source listed is stored. Requests that came meanwhile stay.
   *
   * @throws LeaseLostError when the claim is no longer ours
   */
  async complete(claim: SourceCheckClaim): Promise<void> {
    await this.#knex.transaction(trx =>
      this.#leases.complete(trx, new Map([[claim.source, claim]])),
    );
  }

  /**
   * Lets a request that failed be tried again, later with each attempt.
   *
   * @param notBeforeMs - how long the source asked to be left alone, in ms
   */
  async retryLater(
    claim: SourceCheckClaim,
    error: string,
    notBeforeMs?: number,
  ): Promise<void> {
    await this.#leases.retryLater(claim.source, claim, error, notBeforeMs);
  }

  /** Gives a request back unchanged, for example because this process stops. */
  async release(claim: SourceCheckClaim): Promise<void> {
    await this.#leases.release(claim.source, claim);
  }
}
