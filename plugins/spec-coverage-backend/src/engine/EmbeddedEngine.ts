import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CheckClaim, CheckQueue } from '../intake/CheckQueue';
import type { ProofJobClaim, ProofJobQueue } from '../proofs/ProofJobQueue';
import type { ProofRunner } from '../proofs/ProofRunner';
import type { SpecChecker } from '../specs/SpecChecker';
import { WorkLoop } from './WorkLoop';

/** How often each process looks for work that others left, in ms. Work of its own wakes it at once. */
const POLL_MS = 1_000;

/**
 * Carries a hint through check and proof with nothing but the plugin's database: rows are claimed with leases, and what a
 * process leaves behind when it dies is taken on by another, or by itself after a restart.
 */
export class EmbeddedEngine {
  readonly #checks: WorkLoop<CheckClaim>;
  readonly #proofs: WorkLoop<ProofJobClaim>;

  constructor(options: {
    logger: LoggerService;
    leaseMs: number;
    checkQueue: CheckQueue;
    checker: SpecChecker;
    checkConcurrency: number;
    proofJobQueue: ProofJobQueue;
    proofRunner: ProofRunner;
    proofConcurrency: number;
    provers: readonly string[];
  }) {
    const { checkQueue, checker, leaseMs, logger, proofJobQueue, proofRunner } =
      options;
    this.#checks = new WorkLoop({
      name: 'spec checks',
      concurrency: options.checkConcurrency,
      pollMs: POLL_MS,
      leaseMs,
      logger,
      claim: ms => checkQueue.claim(ms),
      renew: (claim, ms) => checkQueue.renew(claim, ms),
      work: (claim, signal) => checker.check(claim, signal),
      failed: (claim, error) => checkQueue.retryLater(claim, error.message),
      release: claim => checkQueue.release(claim),
    });
    this.#proofs = new WorkLoop({
      name: 'proof jobs',
      concurrency: options.proofConcurrency,
      pollMs: POLL_MS,
      leaseMs,
      logger,
      claim: ms => proofJobQueue.claim(ms, options.provers),
      renew: (claim, ms) => proofJobQueue.renew(claim, ms),
      work: (claim, signal) => proofRunner.run(claim, signal),
      failed: (claim, error) => proofJobQueue.failed(claim, error.message),
      release: claim => proofJobQueue.release(claim),
    });
    checkQueue.onRequested(() => this.#checks.wake());
  }

  start(): void {
    this.#checks.start();
    this.#proofs.start();
  }

  /** Looks for proof jobs now. */
  wakeProofs(): void {
    this.#proofs.wake();
  }

  /** Ends what is running, gives it back, and resolves when nothing runs any more. */
  async stop(): Promise<void> {
    await Promise.all([this.#checks.stop(), this.#proofs.stop()]);
  }
}
