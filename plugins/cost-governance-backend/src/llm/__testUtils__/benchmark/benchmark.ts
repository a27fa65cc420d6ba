/*
 * Started by benchmarks/llm-reservations/run.mjs. Reserves and settles over HTTP, so many callers at once, each of which waits for
 * the answer of the one before it asks for the next. This process makes the requests; the backend, PostgreSQL and Redis are others.
 */
import { Pool } from 'undici';
import {
  type Durability,
  RedisServer,
} from '../../../buckets/__testUtils__/RedisServer';
import { startBackend, TOKEN } from './startBackend';

const CONCURRENCIES = [1, 10, 100];
const TENANTS = 20;

interface Options {
  /** Connection string of a PostgreSQL. */
  postgres: string;
  calls: number;
  appendfsync: Durability;
}

function print(cells: string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
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
  const backend = await startBackend({
    database: { client: 'pg', connection: options.postgres },
    llm: {
      redis: { url: redis.url },
      limits: { default: { capacity: 1e12, refillPerMinute: 0 } },
      prices: [{ model: 'gpt-4o', from: '2000-01-01', input: 2.5, output: 10 }],
    },
  });
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
