import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ConnectRedisOptions } from '../redis/connectRedis';
import type { BucketCharge } from '../TokenBuckets';

/** What a process reserves. */
export interface ReservingOptions {
  address: ConnectRedisOptions['address'];
  tenant: string;
  charges: BucketCharge[];
  /** Begins the ids of its requests. */
  name: string;
  requests: number;
  /** How many of them are under way at once. */
  concurrency: number;
}

/** What came of it. */
export interface ReservingResult {
  granted: number;
  refused: number;
  /** Attempts that got no answer and were made again. */
  unanswered: number;
}

/** What it tells. The loader of TypeScript sends messages of its own on the same channel. */
export type ReservingMessage =
  | { reserving: 'ready' | 'answered' }
  | { reserving: 'done'; result: ReservingResult };

/** A process of its own that reserves tokens: `reserving.ts`. */
export class ReservingProcess {
  readonly #process: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #result: Promise<ReservingResult>;

  private constructor(child: ChildProcess, onAnswer: () => void) {
    this.#process = child;
    let setReady: () => void;
    this.#ready = new Promise(resolve => {
      setReady = resolve;
    });
    this.#result = new Promise((resolve, reject) => {
      child.on('message', (message: Partial<ReservingMessage>) => {
        if (message.reserving === 'ready') {
          setReady();
        } else if (message.reserving === 'answered') {
          onAnswer();
        } else if (message.reserving === 'done') {
          resolve((message as { result: ReservingResult }).result);
          child.disconnect();
        }
      });
      child.once('exit', code =>
        reject(new Error(`The process ended with ${code}`)),
      );
    });
    // Awaited by those who ask for it.
    this.#result.catch(() => {});
  }

  /** Starts it; resolves when it is connected. */
  static async start(
    options: ReservingOptions,
    onAnswer: () => void = () => {},
  ): Promise<ReservingProcess> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        '--no-experimental-strip-types',
        join(__dirname, 'reserving.ts'),
      ],
      {
        env: {
          ...process.env,
          NODE_ENV: 'development',
          RESERVING: JSON.stringify(options),
        },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const started = new ReservingProcess(child, onAnswer);
    await Promise.race([started.#ready, started.#result]);
    return started;
  }

  /** Lets it reserve; resolves when every request has been answered. */
  run(): Promise<ReservingResult> {
    this.#process.send('go');
    return this.#result;
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGKILL');
      await once(this.#process, 'exit');
    }
  }
}
