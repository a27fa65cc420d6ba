import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import { randomUUID } from 'node:crypto';
import { type SpecCheckRow, toDate } from '../database';
import { LeaseLostError } from '../engine/LeaseLostError';
import { CheckLeases, type Lease } from './CheckLeases';

/** A check of a spec that this process has taken on until its lease ends. */
export interface CheckClaim extends Lease {
  specRef: string;
  /** A person asked for it: a finished proof is then made again. */
  byPerson: boolean;
}

/** A check that hints became part of. */
export interface RequestedCheck {
  specRef: string;
  id: string;
  hints: number;
  requestedAt: Date;
}

/** Which checks a worker takes on: those of one source, or those of sources that no other worker is there for. */
export type CheckScope = { source: string } | { exceptSources: string[] };

/**
 * The specs that may have changed. Whatever door a hint comes through, it ends here: as a row that stays until a check
 * that began after the hint has been written down.
 */
export class CheckQueue {
  readonly #knex: Knex;
  readonly #leases: CheckLeases<SpecCheckRow>;
  readonly #listeners = new Set<(sources: ReadonlySet<string>) => void>();

  constructor(knex: Knex) {
    this.#knex = knex;
    this.#leases = new CheckLeases(knex, 'spec_checks', 'spec_ref');
  }

  /** Calls a listener after each request in this process, with the sources of the specs. */
  onRequested(listener: (sources: ReadonlySet<string>) => void): void {
    this.#listeners.add(listener);
  }

  /** Tells the listeners that checks were asked for, after the transaction of {@link CheckQueue.requestIn}. */
  wake(sources: ReadonlySet<string>): void {
    this.#listeners.forEach(listener => listener(sources));
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
    specRefs.forEach(parseSpecRef);
    const requested: RequestedCheck[] = [];
    for (const part of chunk([...new Set(specRefs)].sort(), 500)) {
      requested.push(
        ...(await this.#knex.transaction(trx =>
          this.requestIn(trx, part, options),
        )),
      );
    }
    this.wake(sourcesOf(specRefs));
    return requested;
  }

  /**
   * Asks for a check of each spec, in a transaction of the caller, who calls {@link CheckQueue.wake} after it.
   *
   * @throws InputError when a reference cannot be parsed
   */
  async requestIn(
    trx: Knex.Transaction,
    specRefs: readonly string[],
    options: {
      byPerson: boolean;
      /** The specs are known to be there. */
      areKnown?: boolean;
    },
  ): Promise<RequestedCheck[]> {
    if (specRefs.length === 0) {
      return [];
    }
    const now = new Date();
    // Sorted, so that two writers take row locks in the same order.
    const specs = [...new Set(specRefs)].sort().map(ref => ({
      spec_ref: ref,
      source: parseSpecRef(ref).source,
    }));
    const requested: RequestedCheck[] = [];
    for (const part of chunk(specs, 100)) {
      if (!options.areKnown) {
        await trx('specs')
          .insert(part.map(spec => ({ ...spec, created_at: now })))
          .onConflict('spec_ref')
          .ignore();
      }
      const rows: SpecCheckRow[] = await trx('spec_checks')
        .insert(
          part.map(spec => ({
            ...spec,
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
          ...(options.byPerson ? { by_person: true, available_at: now } : {}),
        })
        .returning(['spec_ref', 'id', 'hints', 'requested_at']);
      requested.push(
        ...rows.map(row => ({
          specRef: row.spec_ref,
          id: row.id,
          hints: row.hints,
          requestedAt: toDate(row.requested_at),
        })),
      );
    }
    return requested;
  }

  /** Takes on the checks that have waited longest, as far as some are due, and not more than `limit`. */
  async claim(
    leaseMs: number,
    scope: CheckScope,
    limit: number,
  ): Promise<CheckClaim[]> {
    const rows = await this.#leases.claim(leaseMs, {
      limit,
      narrow: query => {
        if ('source' in scope) {
          query.where('source', scope.source);
        } else {
          query.whereNotIn('source', scope.exceptSources);
        }
      },
    });
    return rows.map(row => ({
      specRef: row.spec_ref,
      leaseToken: row.lease_token!,
      generation: row.generation,
      byPerson: Boolean(row.by_person),
      attempts: row.attempts,
    }));
  }

  /** Keeps a claim for some more time; false when it is no longer ours. */
  async renew(claim: CheckClaim, leaseMs: number): Promise<boolean> {
    return this.#leases.renew(claim.specRef, claim, leaseMs);
  }

  /**
   * Ends checks of different specs, in the transaction that writes their results. Hints that came while one ran stay, as a check to be
   * made.
   *
   * @throws LeaseLostError when one of the claims is no longer ours; the transaction must then be rolled back
   */
  async complete(
    trx: Knex.Transaction,
    claims: readonly CheckClaim[],
  ): Promise<void> {
    const bySpec = new Map(claims.map(claim => [claim.specRef, claim]));
    if (bySpec.size < claims.length) {
      // A lease that lapsed while its holder was away, and the one that was taken after it.
      throw new LeaseLostError('one of two checks of the same spec');
    }
    await this.#leases.complete(trx, bySpec, () => ({ id: randomUUID() }));
  }

  /**
   * Lets a check that failed be made again, later with each attempt.
   *
   * @param notBeforeMs - how long its source asked to be left alone, in ms
   */
  async retryLater(
    claim: CheckClaim,
    error: string,
    notBeforeMs?: number,
  ): Promise<void> {
    await this.#leases.retryLater(claim.specRef, claim, error, notBeforeMs);
  }

  /** Gives a check back unchanged, for example because this process stops. */
  async release(claim: CheckClaim): Promise<void> {
    await this.#leases.release(claim.specRef, claim);
  }
}

/** The ids of the sources that hold some specs. */
export function sourcesOf(specRefs: readonly string[]): Set<string> {
  return new Set(specRefs.map(ref => parseSpecRef(ref).source));
}
