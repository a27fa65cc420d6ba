import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { LeaseLostError } from './LeaseLostError';

/** Options of a {@link WorkLoop}. */
export interface WorkLoopOptions<TClaim> {
  /** For logs: `spec checks`. */
  name: string;
  /** How many pieces of work this process does at once. */
  concurrency: number;
  /** How often to look for work that other processes or lapsed leases left, in ms. */
  pollMs: number;
  /** How long a claim holds without being renewed, in ms. It is renewed three times in this time. */
  leaseMs: number;
  logger: LoggerService;
  /** Takes on some pieces of work, at most `limit`; none when none is due. */
  claim(leaseMs: number, limit: number): Promise<readonly TClaim[]>;
  renew(claim: TClaim, leaseMs: number): Promise<boolean>;
  /** Does the work and writes its result. The signal is aborted when the lease is lost or the process stops. */
  work(claim: TClaim, signal: AbortSignal): Promise<void>;
  /** The work threw: see to it that it is tried again. */
  failed(claim: TClaim, error: Error): Promise<void>;
  /** How long to take on nothing after a failure, in ms; absent where others may do better. */
  pauseMs?(error: Error): number | undefined;
  /** The process stops: give the work back. */
  release(claim: TClaim): Promise<void>;
}

/**
 * Takes on leased work and does it, a few pieces at a time, until it is stopped. A process that dies leaves its leases to
 * lapse, and another one goes on.
 */
export class WorkLoop<TClaim> {
  readonly #options: WorkLoopOptions<TClaim>;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #claiming: Promise<void> | undefined;
  #wokenWhileClaiming = false;
  #pausedUntil = 0;

  constructor(options: WorkLoopOptions<TClaim>) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.#options.pollMs);
    this.wake();
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    if (this.#claiming) {
      this.#wokenWhileClaiming = true;
      return;
    }
    this.#claiming = this.#claimAll().finally(() => {
      this.#claiming = undefined;
      if (this.#wokenWhileClaiming) {
        this.#wokenWhileClaiming = false;
        this.wake();
      }
    });
  }

  /** Ends what is running, gives it back, and resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort(new Error('The backend is shutting down'));
    await this.#claiming;
    await Promise.all(this.#running);
  }

  async #claimAll(): Promise<void> {
    const { claim, concurrency, leaseMs, logger, name } = this.#options;
    try {
      while (
        this.#running.size < concurrency &&
        !this.#stopping.signal.aborted &&
        Date.now() >= this.#pausedUntil
      ) {
        const claims = await claim(leaseMs, concurrency - this.#running.size);
        for (const claimed of claims) {
          const run: Promise<void> = this.#run(claimed).finally(() => {
            this.#running.delete(run);
            this.wake();
          });
          this.#running.add(run);
        }
        if (claims.length === 0) {
          return;
        }
      }
    } catch (error) {
      // The database is away. The next poll tries again; nothing was taken on.
      logger.error(`Could not look for ${name}: ${stringifyError(error)}`);
    }
  }

  async #run(claim: TClaim): Promise<void> {
    const { failed, leaseMs, logger, name, release, renew, work } =
      this.#options;
    const lease = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, lease.signal]);
    const heartbeat = setInterval(() => {
      renew(claim, leaseMs).then(
        held => held || lease.abort(new LeaseLostError(name)),
        error =>
          logger.warn(
            `Could not renew a lease on ${name}: ${stringifyError(error)}`,
          ),
      );
    }, leaseMs / 3);
    try {
      await work(claim, signal);
    } catch (error) {
      await this.#handle(claim, error, signal, { failed, release });
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #handle(
    claim: TClaim,
    error: unknown,
    signal: AbortSignal,
    options: Pick<WorkLoopOptions<TClaim>, 'failed' | 'release'>,
  ): Promise<void> {
    const { logger, name } = this.#options;
    try {
      if (
        (error as Error)?.name === 'LeaseLostError' ||
        signal.reason?.name === 'LeaseLostError'
      ) {
        logger.info(`${name}: ${stringifyError(error)}`);
      } else if (this.#stopping.signal.aborted) {
        await options.release(claim);
      } else {
        logger.warn(`One of the ${name} failed: ${stringifyError(error)}`);
        const failure =
          error instanceof Error ? error : new Error(stringifyError(error));
        this.#pausedUntil = Math.max(
          this.#pausedUntil,
          Date.now() + (this.#options.pauseMs?.(failure) ?? 0),
        );
        await options.failed(claim, failure);
      }
    } catch (second) {
      // The lease lapses, and the work is then taken on again.
      logger.error(
        `Could not write down that one of the ${name} failed: ${stringifyError(
          second,
        )}`,
      );
    }
  }
}
