import { Redis } from 'ioredis';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How a test redis-server keeps what it is told: not at all, or as `appendfsync` says. */
export type Durability = 'none' | 'everysec' | 'always';

/** A redis-server of its own on a free port, with data that is removed in the end. */
export class RedisServer {
  readonly port: number;
  readonly url: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'proofline-redis-'));
  readonly #settings: string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, settings: string[]) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    this.#settings = settings;
  }

  /** Starts a server; resolves when it takes connections. */
  static async start({
    durability = 'none',
    isClusterNode = false,
  }: {
    durability?: Durability;
    isClusterNode?: boolean;
  } = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), [
      ...(durability === 'none'
        ? ['--appendonly', 'no']
        : ['--appendonly', 'yes', '--appendfsync', durability]),
      ...(isClusterNode
        ? [
            ...['--cluster-enabled', 'yes'],
            ...['--cluster-require-full-coverage', 'no'],
          ]
        : []),
    ]);
    await server.start();
    return server;
  }

  /** Starts it again, on the same port and with what it has kept. */
  async start(): Promise<void> {
    const started = spawn(
      'redis-server',
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1'],
        ...['--dir', this.#folder, '--save', '', '--daemonize', 'no'],
        ...this.#settings,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#process = started;
    let log = '';
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject);
      started.once('exit', code =>
        reject(new Error(`redis-server ended with ${code}:\n${log}`)),
      );
      started.stdout!.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('Ready to accept connections')) {
          resolve();
        }
      });
    });
  }

  /** Ends it as a power cut would, apart from what the operating system has still to write. */
  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running && running.exitCode === null && running.signalCode === null) {
      running.kill('SIGKILL');
      await once(running, 'exit');
    }
  }

  /** Lets it hang: connections stay, answers do not come. */
  hang(): void {
    this.#process!.kill('SIGSTOP');
  }

  /** Ends {@link RedisServer.hang}. */
  wake(): void {
    this.#process!.kill('SIGCONT');
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Makes a cluster of servers that were started as nodes of one; resolves when each of them knows that it is whole. */
export async function createCluster(nodes: RedisServer[]): Promise<void> {
  await promisify(execFile)('redis-cli', [
    ...['--cluster', 'create'],
    ...nodes.map(node => `127.0.0.1:${node.port}`),
    ...['--cluster-replicas', '0', '--cluster-yes'],
  ]);
  for (const { url } of nodes) {
    const redis = new Redis(url);
    while (!String(await redis.cluster('INFO')).includes('cluster_state:ok')) {
      // Asks again.
    }
    redis.disconnect();
  }
}

/** A port that nobody uses now, nor the one 10000 above it, which is the bus of a cluster node. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await listen(0);
    if (port <= 55_535 && (await listen(port + 10_000).catch(() => 0))) {
      return port;
    }
  }
}

async function listen(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address!.port : 0;
}
