import { ServiceUnavailableError } from '@backstage/errors';
import { SolverSession, SolverStopped } from '../settle/session';
import { Z3Worker } from './Z3Worker';

/** How long a worker is kept that has nothing to do, in ms. Each holds about 100 MB. */
const IDLE_MS = 60_000;
const SHUTTING_DOWN = 'Z3 is shutting down';

/**
 * How to run claims.
 *
 * @internal
 */
export interface Z3PoolOptions {
  /** How many claims may run at the same time. */
  workers: number;
  /** Wall-clock time of one claim, in ms. */
  timeoutMs: number;
  /** Memory of one claim, in MB. */
  memoryLimitMb: number;
  /** How long a worker is kept that has nothing to do, in ms; a minute unless it is given. */
  idleMs?: number;
  /** Called when a worker was started, with the version that Z3 reports. */
  onStart?(z3Version: string): void;
}

/**
 * Workers that run claims, each a claim at a time. They are started when they are needed, end when they were idle for a
 * while, and are replaced when a claim brings them down or takes too long.
 *
 * @internal
 */
export class Z3Pool {
  readonly #options: Z3PoolOptions;
  readonly #idle = new Map<Z3Worker, NodeJS.Timeout>();
  readonly #busy = new Set<Z3Worker>();
  readonly #waiting: Array<() => void> = [];
  #free: number;
  #closed = false;

  constructor(options: Z3PoolOptions) {
    this.#options = options;
    this.#free = options.workers;
  }

  /**
   * Runs a claim as soon as a worker is free; who comes first is served first. The claim's time begins when the worker
   * is ready.
   *
   * @throws ServiceUnavailableError when Z3 cannot be started, or the pool was closed
   * @throws the signal's reason when it is aborted
   * @throws what the task throws; `SolverStopped` when its worker was stopped
   */
  async use<T>(
    task: (session: SolverSession) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    await this.#take(signal);
    try {
      const worker = await this.#worker();
      this.#busy.add(worker);
      try {
        signal.throwIfAborted();
        return await this.#run(worker, task, signal);
      } finally {
        await this.#rest(worker);
        this.#busy.delete(worker);
      }
    } finally {
      this.#give();
    }
  }

  /** Ends all workers. What they were doing is rejected with `SolverStopped`. */
  async close(): Promise<void> {
    this.#closed = true;
    const workers = [...this.#idle.keys(), ...this.#busy];
    this.#idle.forEach(timer => clearTimeout(timer));
    this.#idle.clear();
    await Promise.all(
      workers.map(worker =>
        worker.stop(new SolverStopped('aborted', SHUTTING_DOWN)),
      ),
    );
  }

  async #run<T>(
    worker: Z3Worker,
    task: (session: SolverSession) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { timeoutMs } = this.#options;
    const timer = setTimeout(
      () =>
        worker.stop(
          new SolverStopped(
            'time',
            `Z3 was stopped after ${timeoutMs / 1000} seconds`,
          ),
        ),
      timeoutMs,
    );
    const onAbort = () =>
      worker.stop(new SolverStopped('aborted', 'The proof was aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await task(worker);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #worker(): Promise<Z3Worker> {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      if (worker.isAlive) {
        worker.keepsProcessAlive(true);
        return worker;
      }
    }
    this.#refuseWhenClosed();
    const worker = await Z3Worker.start(this.#options);
    if (this.#closed) {
      await worker.stop(new SolverStopped('aborted', 'Z3 is not needed'));
      this.#refuseWhenClosed();
    }
    this.#options.onStart?.(worker.z3Version);
    return worker;
  }

  async #rest(worker: Z3Worker): Promise<void> {
    if (this.#closed || !worker.isAlive) {
      // The next worker does not start before this one has given back its memory.
      await worker.stop(new SolverStopped('aborted', 'Z3 is not needed'));
      return;
    }
    worker.keepsProcessAlive(false);
    const timer = setTimeout(() => {
      this.#idle.delete(worker);
      return worker.stop(new SolverStopped('aborted', 'Z3 was idle'));
    }, this.#options.idleMs ?? IDLE_MS);
    timer.unref();
    this.#idle.set(worker, timer);
  }

  async #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#refuseWhenClosed();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => {
          const place = this.#waiting.indexOf(resolve);
          if (place >= 0) {
            this.#waiting.splice(place, 1);
            reject(signal.reason);
          }
        };
        signal.addEventListener('abort', onAbort, { once: true });
        this.#waiting.push(resolve);
      });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  #give() {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free += 1;
    }
  }

  #refuseWhenClosed() {
    if (this.#closed) {
      throw new ServiceUnavailableError(SHUTTING_DOWN);
    }
  }
}
