import { Batcher } from '@proofline/backstage-batcher';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type {
  Prover,
  SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import type { CheckClaim, CheckQueue } from '../intake/CheckQueue';
import { type ReadDocument, readDocument } from './readDocument';
import { recordDocuments } from './recordDocuments';

/**
 * How many checks are written down in one transaction at most. A larger one would hold its locks for longer, and hardly cost less for
 * each check.
 */
const MAX_CHECKS = 25;

/** A finished check that is to be written down. */
interface FinishedCheck {
  claim: CheckClaim;
  read: ReadDocument;
}

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

  /** Which specs an entity names. */
  readonly #named = new Batcher<string, boolean>({
    run: specRefs => this.#areNamed(specRefs),
    maxItems: 500,
  });

  /** Two at a time: while the database stores one, the next is made ready. */
  readonly #recorded = new Batcher<FinishedCheck, readonly string[]>({
    run: checks => this.#record(checks),
    maxItems: MAX_CHECKS,
    maxBatches: 2,
  });

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
    const { fetchTimeoutMs, notifier, sources } = this.#options;
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
    const entityRefs = await this.#recorded.add({ claim, read });
    notifier.changed([claim.specRef, ...entityRefs]);
  }

  /** Of a source of named documents only those are read that an entity names: a document does not name itself. */
  async #isWanted(specRef: string): Promise<boolean> {
    const source = this.#options.sources.get(parseSpecRef(specRef).source);
    return source?.documents !== 'named' || this.#named.add(specRef);
  }

  async #areNamed(specRefs: readonly string[]): Promise<boolean[]> {
    const { knex } = this.#options;
    const named = new Set<string>(
      await knex('spec_entities')
        .whereIn('spec_ref', specRefs)
        .where('via_ref', '<>', knex.ref('spec_ref'))
        .distinct()
        .pluck('spec_ref'),
    );
    return specRefs.map(specRef => named.has(specRef));
  }

  async #record(
    checks: readonly FinishedCheck[],
  ): Promise<readonly string[][]> {
    const { knex, onProofJobs, provers, queue } = this.#options;
    const { entityRefs, proofJobs } = await knex.transaction(async trx => {
      const recorded = await recordDocuments(
        trx,
        checks.map(({ claim, read }) => ({
          specRef: claim.specRef,
          read,
          byPerson: claim.byPerson,
        })),
        { provers, now: new Date() },
      );
      await queue.complete(
        trx,
        checks.map(({ claim }) => claim),
      );
      return recorded;
    });
    if (proofJobs > 0) {
      onProofJobs();
    }
    return entityRefs;
  }
}
