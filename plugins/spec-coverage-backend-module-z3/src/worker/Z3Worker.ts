import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { Worker } from 'node:worker_threads';
import { SolverSession, SolverStopped } from '../settle/session';
import { truncate } from '../text';
import type { WorkerMessage, WorkerRequest } from './protocol';

/** How long Z3 may take to start, in ms. It takes less than a second on an idle machine. */
const START_TIMEOUT_MS = 60_000;
/** For the JavaScript of the worker thread; Z3's own memory is not part of it. */
const JAVASCRIPT_HEAP_MB = 256;

/**
 * How to start a worker.
 *
 * @internal
 */
export interface Z3WorkerOptions {
  /** Memory that Z3 may use for one claim, in MB. */
  memoryLimitMb: number;
}

interface Pending {
  id: number;
  resolve(outputs: string[]): void;
  reject(error: Error): void;
}

/**
 * Z3 in a worker thread. One claim at a time.
 *
 * @internal
 */
export class Z3Worker implements SolverSession {
  /** Version that Z3 itself reports. */
  z3Version = '';

  readonly #thread: Worker;
  readonly #ended: Promise<void>;
  #stopped: SolverStopped | undefined;
  #pending: Pending | undefined;
  #reset = false;
  #lastId = 0;

  /**
   * Starts a worker, and waits until Z3 is ready.
   *
   * @throws ServiceUnavailableError when Z3 does not start
   */
  static async start(options: Z3WorkerOptions): Promise<Z3Worker> {
    const worker = new Z3Worker(options);
    await worker.#ready();
    return worker;
  }

  private constructor({ memoryLimitMb }: Z3WorkerOptions) {
    this.#thread = new Worker(
      resolvePackagePath(
        '@proofline/backstage-plugin-spec-coverage-backend-module-z3',
        'worker/z3Worker.cjs',
      ),
      {
        name: 'z3',
        workerData: { memoryLimitMb },
        // The thread needs no secrets of the backend, and no loaders that the backend was started with.
        env: {},
        execArgv: [],
        argv: [],
        // Kept from the backend's output, and not read: a stream that is read would keep the process alive.
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: JAVASCRIPT_HEAP_MB },
      },
    );
    this.#thread.on('message', (message: WorkerMessage) =>
      this.#onMessage(message),
    );
    this.#thread.on('error', error => this.#onError(error));
    this.#ended = new Promise(resolve => {
      this.#thread.once('exit', () => {
        this.#stop(new SolverStopped('crash', 'Z3 ended unexpectedly'));
        resolve();
      });
    });
  }

  /** Whether it can take another claim. */
  get isAlive(): boolean {
    return this.#stopped === undefined;
  }

  reset(): void {
    this.#reset = true;
  }

  run(scripts: readonly string[]): Promise<string[]> {
    if (this.#stopped) {
      return Promise.reject(this.#stopped);
    }
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending = { id: this.#lastId, resolve, reject };
      const request: WorkerRequest = {
        id: this.#lastId,
        reset: this.#reset,
        scripts,
      };
      this.#reset = false;
      this.#thread.postMessage(request);
    });
  }

  /** Lets the process end while the worker waits for something to do, or not. */
  keepsProcessAlive(keeps: boolean): void {
    if (keeps) {
      this.#thread.ref();
    } else {
      this.#thread.unref();
    }
  }

  /**
   * Ends the thread, whatever it is doing, with all threads that Z3 started. What it was asked is rejected with the
   * reason. Resolves when it is gone.
   */
  async stop(reason: SolverStopped): Promise<void> {
    this.#stop(reason);
    await this.#thread.terminate();
    await this.#ended;
  }

  async #ready(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      this.z3Version = await new Promise<string>((resolve, reject) => {
        timer = setTimeout(
          () => reject(new Error(`no answer in ${START_TIMEOUT_MS} ms`)),
          START_TIMEOUT_MS,
        );
        this.#thread.once('message', (message: WorkerMessage) =>
          message.type === 'ready'
            ? resolve(message.z3Version)
            : reject(new Error('an answer that was not asked for')),
        );
        this.#thread.once('error', reject);
        this.#thread.once('exit', code =>
          reject(new Error(`the thread ended with code ${code}`)),
        );
      });
    } catch (error) {
      await this.stop(new SolverStopped('crash', 'Z3 could not be started'));
      throw new ServiceUnavailableError('Z3 could not be started', error);
    } finally {
      clearTimeout(timer);
    }
  }

  #onMessage(message: WorkerMessage) {
    const pending = this.#pending;
    if (message.type === 'ready' || message.id !== pending?.id) {
      return;
    }
    if (message.type === 'answer') {
      this.#pending = undefined;
      pending.resolve(message.outputs);
    } else {
      this.#stop(stoppedBy(message.memory, message.message));
    }
  }

  #onError(error: Error) {
    const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#stop(stoppedBy(memory, error.message));
  }

  #stop(reason: SolverStopped) {
    this.#stopped ??= reason;
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(this.#stopped);
  }
}

function stoppedBy(memory: boolean, message: string): SolverStopped {
  return memory
    ? new SolverStopped('memory', 'Z3 ran out of memory')
    : new SolverStopped(
        'crash',
        `Z3 broke down (${truncate(message.split('\n')[0], 200)})`,
      );
}
