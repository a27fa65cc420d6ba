import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type {
  Prover,
  SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import limitConcurrency from 'p-limit';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import type { CheckClaim, CheckQueue } from '../intake/CheckQueue';
import { readDocument } from './readDocument';
import { recordDocument } from './recordDocument';

/**
 * How many checks of a process are written down at once. More would not be faster, and take all connections to the database from
 * those who wait for an answer: vendors, and people.
 */
const WRITES_AT_ONCE = 4;

/** Checks whether a spec is still what it was: fetch, make canonical, hash, compare, and write down what follows. */
export class SpecChecker {
  readonly #options: {
    knex: Knex;
    queue: CheckQueue;
    sources: ReadonlyMap<string, SpecSource>;
    provers: readonly Prover[];
    notifier: ChangeNotifier;
    /** Longest time for one fetch, in ms. */
    fetchTimeoutMs: number;
    onProofJobs(): void;
  };

  readonly #write = limitConcurrency(WRITES_AT_ONCE);

  constructor(options: {
    knex: Knex;
    queue: CheckQueue;
    sources: ReadonlyMap<string, SpecSource>;
    provers: readonly Prover[];
    notifier: ChangeNotifier;
    fetchTimeoutMs: number;
    onProofJobs(): void;
  }) {
    this.#options = options;
  }

  /**
   * Makes the check. Its result and the end of the claim are one transaction: a process that dies leaves either both or
   * neither.
   *
   * @throws what the source throws when it cannot be asked now
   */
  async check(claim: CheckClaim, signal: AbortSignal): Promise<void> {
    const { knex, queue, sources, provers, fetchTimeoutMs } = this.#options;
    const read = (await this.#isWanted(claim.specRef))
      ? await readDocument(
          claim.specRef,
          sources,
          AbortSignal.any([signal, AbortSignal.timeout(fetchTimeoutMs)]),
        )
      : {
          type: 'missing' as const,
          reason: 'No entity of the catalog names it',
        };
    const { entityRefs, proofJobs } = await this.#write(() =>
      knex.transaction(async trx => {
        const recorded = await recordDocument(trx, {
          specRef: claim.specRef,
          read,
          provers,
          byPerson: claim.byPerson,
          now: new Date(),
        });
        await queue.complete(trx, claim);
        return recorded;
      }),
    );
    if (proofJobs > 0) {
      this.#options.onProofJobs();
    }
    this.#options.notifier.changed([claim.specRef, ...entityRefs]);
  }

  /** Of a source of named documents only those are read that an entity names: a document does not name itself. */
  async #isWanted(specRef: string): Promise<boolean> {
    const { knex, sources } = this.#options;
    const source = sources.get(parseSpecRef(specRef).source);
    if (source?.documents !== 'named') {
      return true;
    }
    const named = await knex('spec_entities')
      .where('spec_ref', specRef)
      .whereNot('via_ref', specRef)
      .first('spec_ref');
    return named !== undefined;
  }
}
