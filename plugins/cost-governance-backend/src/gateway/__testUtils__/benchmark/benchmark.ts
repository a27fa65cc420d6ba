/*
 * Started by benchmarks/gateway/run.mjs. Asks the played vendor directly and through the gateway, by turns, so that what else the
 * machine does meets both. The vendor and the callers are this process; the backend, PostgreSQL and Redis are others.
 */
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import {
  type Durability,
  RedisServer,
} from '../../../buckets/__testUtils__/RedisServer';
import {
  startBackend,
  type StartedBackend,
  TOKEN,
} from '../../../llm/__testUtils__/benchmark/startBackend';
import { chatEvent } from '../vendorAnswers';
import { VendorServer } from '../VendorServer';

interface Callers {
  concurrency: number;
  restMs: number;
}

interface Options {
  postgres: string;
  calls: number;
  megabytes: number;
  appendfsync: Durability;
}

const TENANT = 'group:default/payments';
const PATH = '/v1/chat/completions';
/** How many callers there are, and for how many ms each rests between two calls: the settle of the last one goes on meanwhile. */
const CALLERS: readonly Callers[] = [
  { concurrency: 1, restMs: 20 },
  { concurrency: 1, restMs: 0 },
  { concurrency: 10, restMs: 0 },
];
const ROUNDS = 10;
/** Not measured: a gateway runs for days, and it takes thousands of calls until its code is compiled and its connections are open. */
const WARM_UP_CALLS = 2_000;

const BODIES = {
  answer: { stream: false },
  stream: { stream: true },
};

function print(cells: string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

function percentile(ms: number[], percent: number): number {
  const sorted = [...ms].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil((percent * sorted.length) / 100), 1) - 1];
}

function toChat(more: object): object {
  return {
    model: 'gpt-4o',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Say hello in Polish. '.repeat(50) }],
    ...more,
  };
}

function toReservation(): object {
  return {
    tenant: TENANT,
    tokens: 1_000,
    requestId: randomUUID(),
    model: 'gpt-4o',
  };
}

function send(pool: Pool, path: string, body: string) {
  return pool.request({
    method: 'POST',
    path,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'x-proofline-tenant': TENANT,
      'content-type': 'application/json',
    },
    body,
  });
}

/** How long each call takes until its last byte is there, in ms. */
async function measure(
  pool: Pool,
  path: string,
  toBody: () => object,
  calls: number,
  { concurrency, restMs }: Callers,
): Promise<number[]> {
  const times: number[] = [];
  let left = calls;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left > 0) {
        left -= 1;
        const body = JSON.stringify(toBody());
        const begin = performance.now();
        const answer = await send(pool, path, body);
        const text = await answer.body.text();
        if (answer.statusCode >= 300) {
          throw new Error(`${path}: ${answer.statusCode} ${text}`);
        }
        times.push(performance.now() - begin);
        if (restMs > 0) {
          await sleep(restMs);
        }
      }
    }),
  );
  return times;
}

/** Resident memory of a process, in MiB. */
async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

async function compareLatency(
  vendor: VendorServer,
  backend: StartedBackend,
  calls: number,
): Promise<void> {
  print([
    '',
    'callers',
    'rest',
    'direct p50',
    'direct p95',
    'added p50',
    'added p95',
    'to reserve p50',
    'to reserve p95',
  ]);
  print([
    '---',
    '---:',
    '---:',
    '---:',
    '---:',
    '---:',
    '---:',
    '---:',
    '---:',
  ]);
  for (const [name, more] of Object.entries(BODIES)) {
    for (const callers of CALLERS) {
      const { concurrency, restMs } = callers;
      const direct = new Pool(vendor.url, { connections: concurrency });
      const through = new Pool(backend.url, { connections: concurrency });
      const path = `/api/cost-governance/llm/openai${PATH}`;
      const times: number[][] = [[], [], []];
      const chat = () => toChat(more);
      for (let round = 0; round <= ROUNDS; round++) {
        const [each, who] =
          round === 0
            ? [WARM_UP_CALLS, { concurrency, restMs: 0 }]
            : [Math.ceil(calls / ROUNDS), callers];
        const results = [
          await measure(direct, PATH, chat, each, who),
          await measure(through, path, chat, each, who),
          // Beside it, what it costs to reserve tokens over REST, which is a part of it.
          await measure(
            through,
            '/api/cost-governance/llm/reservations',
            toReservation,
            each,
            who,
          ),
        ];
        if (round > 0) {
          results.forEach((result, index) => times[index].push(...result));
        }
      }
      const added = (percent: number) =>
        percentile(times[1], percent) - percentile(times[0], percent);
      print([
        name,
        String(concurrency),
        `${restMs} ms`,
        ...[percentile(times[0], 50), percentile(times[0], 95)]
          .concat(added(50), added(95))
          .concat(percentile(times[2], 50), percentile(times[2], 95))
          .map(ms => `${ms.toFixed(1)} ms`),
      ]);
      await Promise.all([direct.close(), through.close()]);
      vendor.received.length = 0;
    }
  }
}

/** Sends one stream without end, as fast as it is taken. */
async function streamOf(
  response: ServerResponse,
  megabytes: number,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const events = chatEvent({ content: 'lorem ipsum dolor ' }).repeat(400);
  const count = Math.ceil((megabytes * 1e6) / events.length);
  for (let sent = 0; sent < count; sent++) {
    if (!response.write(events)) {
      await once(response, 'drain');
    }
  }
  response.end('data: [DONE]\n\n');
}

async function measureMemory(
  vendor: VendorServer,
  backend: StartedBackend,
  megabytes: number,
): Promise<void> {
  vendor.handler = (_request, response) => streamOf(response, megabytes);
  const pool = new Pool(backend.url);
  const answer = await send(
    pool,
    `/api/cost-governance/llm/openai${PATH}`,
    JSON.stringify(toChat({ stream: true })),
  );
  const samples: string[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size >= (samples.length * megabytes * 1e6) / 10) {
      samples.push((await residentMiB(backend.pid)).toFixed(0));
    }
  }
  process.stdout.write(
    `\nResident memory of the backend in MiB, at each tenth of a stream of ${(
      size / 1e6
    ).toFixed(0)} MB: ${samples.join(', ')}\n`,
  );
  await pool.close();
}

async function main(options: Options): Promise<void> {
  const redis = await RedisServer.start({ durability: options.appendfsync });
  const vendor = await VendorServer.start();
  const backend = await startBackend({
    database: { client: 'pg', connection: options.postgres },
    llm: {
      redis: { url: redis.url },
      limits: { default: { capacity: 1e12, refillPerMinute: 0 } },
      prices: [{ model: 'gpt-4o', from: '2000-01-01', input: 2.5, output: 10 }],
      gateway: { openai: { baseUrl: vendor.url, apiKey: 'sk-a-key' } },
    },
  });
  try {
    await compareLatency(vendor, backend, options.calls);
    await measureMemory(vendor, backend, options.megabytes);
  } finally {
    await backend.stop();
    await vendor.stop();
    await redis.remove();
  }
}

main(JSON.parse(process.env.BENCHMARK!)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
