/*
 * Started by benchmarks/llm-reservations/run.mjs. Reserves and settles over HTTP, so many callers at once, each of which waits for
 * the answer of the one before it asks for the next. This process makes the requests; the backend, PostgreSQL and Redis are others.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import {
  type Durability,
  freePort,
  RedisServer,
} from '../../../buckets/__testUtils__/RedisServer';

const CONCURRENCIES = [1, 10, 100];
const TENANTS = 20;
const TOKEN = 'a-token-of-the-benchmark';

interface Options {
  /** Connection string of a PostgreSQL. */
  postgres: string;
  calls: number;
  appendfsync: Durability;
}

function print(cells: string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** Starts the backend; resolves when it answers. */
async function startBackend(
  { postgres }: Options,
  redis: RedisServer,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = {
    backend_baseUrl: url,
    backend_listen: JSON.stringify({ port, host: '127.0.0.1' }),
    backend_database: JSON.stringify({ client: 'pg', connection: postgres }),
    backend_auth_externalAccess: JSON.stringify([
      { type: 'static', options: { token: TOKEN, subject: 'benchmark' } },
    ]),
    costGovernance_llm: JSON.stringify({
      redis: { url: redis.url },
      limits: { default: { capacity: 1e12, refillPerMinute: 0 } },
      prices: [{ model: 'gpt-4o', from: '2000-01-01', input: 2.5, output: 10 }],
    }),
  };
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      '--no-experimental-strip-types',
      require.resolve('./backend.ts'),
      // An empty file: everything comes from the environment.
      ...['--config', devNull],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        ...Object.fromEntries(
          Object.entries(config).map(([key, value]) => [
            `APP_CONFIG_${key}`,
            value,
          ]),
        ),
      },
    },
  );
  const ended = once(child, 'exit');
  for (;;) {
    const answer = await fetch(`${url}/api/cost-governance/llm/kill-switch`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    }).catch(() => undefined);
    if (answer?.ok) {
      break;
    }
    if (child.exitCode !== null) {
      throw new Error(`The backend ended with ${child.exitCode}`);
    }
    await wait(100);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Answers to one kind of request. */
class Times {
  readonly #ms: number[] = [];

  add(ms: number): void {
    this.#ms.push(ms);
  }

  percentile(percent: number): string {
    const sorted = this.#ms.sort((a, b) => a - b);
    const rank = Math.max(Math.ceil((percent * sorted.length) / 100), 1);
    return sorted[rank - 1].toFixed(1);
  }
}

async function load(url: string, calls: number, concurrency: number) {
  const pool = new Pool(url, { connections: concurrency });
  const reserving = new Times();
  const settling = new Times();
  const run = Math.random().toString(36).slice(2);

  async function post<T>(path: string, body: object, times: Times): Promise<T> {
    const begin = performance.now();
    const answer = await pool.request({
      method: 'POST',
      path: `/api/cost-governance${path}`,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) {
      throw new Error(`POST ${path}: ${answer.statusCode} ${text}`);
    }
    times.add(performance.now() - begin);
    return JSON.parse(text);
  }

  let next = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < calls) {
        next += 1;
        const call = next;
        const { id } = await post<{ id: string }>(
          '/llm/reservations',
          {
            tenant: `group:default/team-${call % TENANTS}`,
            tokens: 1_500,
            requestId: `${run}-${call}`,
            model: 'gpt-4o',
          },
          reserving,
        );
        await post(
          `/llm/reservations/${id}/settle`,
          { model: 'gpt-4o', inputTokens: 900, outputTokens: 200 },
          settling,
        );
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  await pool.close();
  return { callsPerSecond: calls / seconds, reserving, settling };
}

async function main(options: Options): Promise<void> {
  const redis = await RedisServer.start({ durability: options.appendfsync });
  const backend = await startBackend(options, redis);
  try {
    await load(backend.url, 500, 10);
    print([
      'at once',
      'calls/s',
      'reserve p50',
      'reserve p99',
      'settle p50',
      'settle p99',
    ]);
    print(['---:', '---:', '---:', '---:', '---:', '---:']);
    for (const concurrency of CONCURRENCIES) {
      const { callsPerSecond, reserving, settling } = await load(
        backend.url,
        options.calls,
        concurrency,
      );
      print([
        String(concurrency),
        callsPerSecond.toFixed(0),
        `${reserving.percentile(50)} ms`,
        `${reserving.percentile(99)} ms`,
        `${settling.percentile(50)} ms`,
        `${settling.percentile(99)} ms`,
      ]);
    }
  } finally {
    await backend.stop();
    await redis.remove();
  }
}

main(JSON.parse(process.env.BENCHMARK!)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
