import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type SpecSource,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { CheckClaim, CheckQueue, CheckScope } from '../intake/CheckQueue';
import type { Reconciler } from '../intake/Reconciler';
import type {
  SourceCheckClaim,
  SourceCheckQueue,
} from '../intake/SourceCheckQueue';
import type { ProofJobClaim, ProofJobQueue } from '../proofs/ProofJobQueue';
import type { ProofRunner } from '../proofs/ProofRunner';
import type { SpecChecker } from '../specs/SpecChecker';
import { WorkLoop } from './WorkLoop';

/** How often each process looks for work that others left, in ms. Work of its own wakes it at once. */
const POLL_MS = 1_000;

/** What an {@link EmbeddedEngine} works with. */
export interface EmbeddedEngineOptions {
  logger: LoggerService;
  /** How long a claim holds without being renewed, in ms. */
  leaseMs: number;
  sources: ReadonlyMap<string, SpecSource>;
  checkQueue: CheckQueue;
  checker: SpecChecker;
  /** How many specs of one source are checked at once. */
  checkConcurrency: number;
  sourceCheckQueue: SourceCheckQueue;
  reconciler: Reconciler;
  /** Longest time for one list of a source, in ms. */
  listTimeoutMs: number;
  proofJobQueue: ProofJobQueue;
  proofRunner: ProofRunner;
  proofConcurrency: number;
  provers: readonly string[];
}

/**
 * Carries a hint through check and proof with nothing but the plugin's database: rows are claimed with leases, and what a
 * process leaves behind when it dies is taken on by another, or by itself after a restart. Each source has workers of its
 * own, so that one that hangs holds up none of the others.
 */
export class EmbeddedEngine {
  readonly #checks: ReadonlyMap<string | undefined, WorkLoop<CheckClaim>>;
  readonly #lists: WorkLoop<SourceCheckClaim>;
  readonly #proofs: WorkLoop<ProofJobClaim>;

  constructor(options: EmbeddedEngineOptions) {
    const ids = [...options.sources.keys()];
    this.#checks = new Map<string | undefined, WorkLoop<CheckClaim>>([
      ...ids.map(source => [source, checkLoop(options, { source })] as const),
      // Specs of sources that are not installed (any more).
      [undefined, checkLoop(options, { exceptSources: ids })],
    ]);
    this.#lists = listLoop(options);
    this.#proofs = proofLoop(options);
    options.checkQueue.onRequested(sources => {
      for (const source of sources) {
        (this.#checks.get(source) ?? this.#checks.get(undefined))?.wake();
      }
    });
    options.sourceCheckQueue.onRequested(() => this.#lists.wake());
  }

  start(): void {
    this.#checks.forEach(loop => loop.start());
    this.#lists.start();
    this.#proofs.start();
  }

  /** Looks for proof jobs now. */
  wakeProofs(): void {
    this.#proofs.wake();
  }

  /** Ends what is running, gives it back, and resolves when nothing runs any more. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.#checks.values(), this.#lists, this.#proofs].map(loop =>
        loop.stop(),
      ),
    );
  }
}

function checkLoop(
  {
    checkConcurrency,
    checker,
    checkQueue,
    leaseMs,
    logger,
  }: EmbeddedEngineOptions,
  scope: CheckScope,
): WorkLoop<CheckClaim> {
  return new WorkLoop({
    name:
      'source' in scope
        ? `checks of specs from '${scope.source}'`
        : 'checks of specs from sources that are not installed',
    concurrency: checkConcurrency,
    pollMs: POLL_MS,
    leaseMs,
    logger,
    claim: (ms, limit) => checkQueue.claim(ms, scope, limit),
    renew: (claim, ms) => checkQueue.renew(claim, ms),
    work: (claim, signal) => checker.check(claim, signal),
    failed: (claim, error) =>
      checkQueue.retryLater(claim, error.message, askedToWaitMs(error)),
    // A source that asks to be left alone is left alone with all its specs.
    pauseMs: askedToWaitMs,
    release: claim => checkQueue.release(claim),
  });
}

function listLoop(options: EmbeddedEngineOptions): WorkLoop<SourceCheckClaim> {
  const {
    leaseMs,
    listTimeoutMs,
    logger,
    reconciler,
    sourceCheckQueue,
    sources,
  } = options;
  const ids = [...sources.keys()];
  return new WorkLoop({
    name: 'lists of what changed in a source',
    concurrency: Math.max(ids.length, 1),
    pollMs: POLL_MS,
    leaseMs,
    logger,
    claim: (ms, limit) => sourceCheckQueue.claim(ms, ids, limit),
    renew: (claim, ms) => sourceCheckQueue.renew(claim, ms),
    work: async (claim, signal) => {
      const source = sources.get(claim.source);
      if (source) {
        await reconciler.reconcile(
          source,
          AbortSignal.any([signal, AbortSignal.timeout(listTimeoutMs)]),
        );
      }
      await sourceCheckQueue.complete(claim);
    },
    failed: (claim, error) =>
      sourceCheckQueue.retryLater(claim, error.message, askedToWaitMs(error)),
    release: claim => sourceCheckQueue.release(claim),
  });
}

function proofLoop({
  leaseMs,
  logger,
  proofConcurrency,
  proofJobQueue,
  proofRunner,
  provers,
}: EmbeddedEngineOptions): WorkLoop<ProofJobClaim> {
  return new WorkLoop({
    name: 'proof jobs',
    concurrency: proofConcurrency,
    pollMs: POLL_MS,
    leaseMs,
    logger,
    // One at a time: a proof takes long, and another process may have a worker that is free.
    claim: async ms => {
      const claim = await proofJobQueue.claim(ms, provers);
      return claim ? [claim] : [];
    },
    renew: (claim, ms) => proofJobQueue.renew(claim, ms),
    work: (claim, signal) => proofRunner.run(claim, signal),
    failed: (claim, error) => proofJobQueue.failed(claim, error.message),
    release: claim => proofJobQueue.release(claim),
  });
}

function askedToWaitMs(error: Error): number | undefined {
  // By its name: a module may come with another copy of the class.
  return error.name === 'TryLaterError'
    ? (error as TryLaterError).retryAfterMs
    : undefined;
}
