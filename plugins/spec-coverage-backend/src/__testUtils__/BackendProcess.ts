import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { until } from './until';

const packageFolder = join(__dirname, '..', '..');

/** What a backend process is started with. */
export interface BackendProcessOptions {
  /** The script, from the folder of the package on. */
  script: string;
  /** What the environment has beside that of this process. */
  env: Record<string, string>;
  nodeOptions?: string[];
  /** Called with each line that the process writes to its standard output. */
  onLine?: (line: string) => void;
}

/** A backend in a process of its own, as an operator would run it. */
export class BackendProcess {
  readonly url: string;
  readonly #options: BackendProcessOptions;
  #process: ChildProcess | undefined;

  protected constructor(port: number, options: BackendProcessOptions) {
    this.url = `http://127.0.0.1:${port}`;
    this.#options = {
      ...options,
      env: {
        NODE_ENV: 'development',
        LOG_LEVEL: 'error',
        APP_CONFIG_backend_baseUrl: this.url,
        APP_CONFIG_backend_listen: JSON.stringify({ port, host: '127.0.0.1' }),
        ...options.env,
      },
    };
  }

  /** Chooses a port. The process is started by {@link BackendProcess.start}. */
  static async at(options: BackendProcessOptions): Promise<BackendProcess> {
    return new BackendProcess(await freePort(), options);
  }

  /** Id of the process. */
  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Starts the process, and resolves when it answers. */
  async start(): Promise<void> {
    const { env, nodeOptions = [], onLine, script } = this.#options;
    const started = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        '--no-experimental-strip-types',
        ...nodeOptions,
        script,
      ],
      // An empty config file: everything comes from the environment.
      {
        cwd: packageFolder,
        env: { ...process.env, ...env },
        stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'inherit'],
      },
    );
    this.#process = started;
    if (onLine) {
      passLines(started, onLine);
    }
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

function passLines(
  { stdout }: ChildProcess,
  onLine: (line: string) => void,
): void {
  let rest = '';
  stdout!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    lines.forEach(onLine);
  });
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
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
