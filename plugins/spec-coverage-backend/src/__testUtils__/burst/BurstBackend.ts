import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { until } from '../until';

const packageFolder = resolve(__dirname, '../../..');

/** How a {@link BurstBackend} is configured. */
export interface BurstBackendOptions {
  database: Record<string, unknown>;
  /** Documents of each vendor. */
  documents: number;
  sources: Record<string, unknown>;
  /** What stands beside `specCoverage`. */
  rootConfig: Record<string, unknown>;
  /** What stands below `specCoverage`, beside the sources. */
  config?: Record<string, unknown>;
  /** Whether the prover settles claims at once, or never. */
  prover?: 'settles' | 'waits';
  nodeOptions?: string[];
}

/** A backend process that can be killed and started again. */
export class BurstBackend {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #nodeOptions: string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, options: BurstBackendOptions) {
    this.url = `http://127.0.0.1:${port}`;
    this.#nodeOptions = options.nodeOptions ?? [];
    const rootConfig = Object.entries(options.rootConfig).map(
      ([key, value]) => [`APP_CONFIG_${key}`, JSON.stringify(value)],
    );
    this.#env = {
      ...process.env,
      NODE_ENV: 'development',
      LOG_LEVEL: 'error',
      BURST_DOCUMENTS: String(options.documents),
      BURST_PROVER: options.prover ?? 'settles',
      APP_CONFIG_backend_baseUrl: this.url,
      APP_CONFIG_backend_listen: JSON.stringify({ port, host: '127.0.0.1' }),
      APP_CONFIG_backend_database: JSON.stringify(options.database),
      APP_CONFIG_specCoverage: JSON.stringify({
        lease: '2s',
        sources: options.sources,
        ...options.config,
      }),
      ...Object.fromEntries(rootConfig),
    };
  }

  /** Chooses a port. The process is started by {@link BurstBackend.start}. */
  static async create(options: BurstBackendOptions): Promise<BurstBackend> {
    return new BurstBackend(await freePort(), options);
  }

  /** Id of the process. */
  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the process, and resolves when it answers. */
  async start(): Promise<void> {
    const started = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        '--no-experimental-strip-types',
        ...this.#nodeOptions,
        join('src', '__testUtils__', 'burst', 'backend.ts'),
      ],
      // An empty config file: everything comes from the environment.
      {
        cwd: packageFolder,
        env: this.#env,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    this.#process = started;
    await until(
      async () => {
        if (started.exitCode !== null) {
          throw new Error(`The backend ended with ${started.exitCode}`);
        }
        return this.get('/coverage');
      },
      answer => answer !== undefined,
    );
  }

  /** What a route answers; `undefined` when it does not. */
  async get<T>(path: string): Promise<T | undefined> {
    const response = await fetch(`${this.url}/api/spec-coverage${path}`).catch(
      () => undefined,
    );
    return response?.ok ? response.json() : undefined;
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks the process to end. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running && running.exitCode === null && running.signalCode === null) {
      running.kill(signal);
      await once(running, 'exit');
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}
