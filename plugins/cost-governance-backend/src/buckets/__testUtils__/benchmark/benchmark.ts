/*
 * Started by benchmarks/token-bucket/run.mjs. All contenders ask the same Redis over connections with the same settings. They take
 * turns, so that what else the machine does meets all of them, and each is compared with the no-op of its own round.
 */
import type { Redis } from 'ioredis';
import { connectRedis } from '../../redis/connectRedis';
import { type Durability, RedisServer } from '../RedisServer';
import { CONTENDERS } from './contenders';
import { measure, type Measured, median } from './measure';

const CONCURRENCIES = [1, 100, 1_000, 10_000];
/** Of which there are fewer than are asked for, where the overshoot is measured. */
const CAP = 5_000;
const ASKED_FOR = 20_000;

interface Options {
  requests: number;
  rounds: number;
  appendfsync: Durability;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function row(cells: string[]): void {
  print(`| ${cells.join(' | ')} |`);
}

async function main(options: Options): Promise<void> {
  const server = await RedisServer.start({ durability: options.appendfsync });
  const redis = (await connectRedis({
    address: { url: server.url },
    commandTimeoutMs: 60_000,
    onLost: error => {
      throw error;
    },
  })) as Redis;
  try {
    print(
      `${options.requests} requests, ${options.rounds} rounds, appendfsync ${options.appendfsync}\n`,
    );
    row([
      '',
      'at once',
      'requests/s',
      'of the no-op',
      'p99',
      'given above a cap of 5000',
    ]);
    row(['---', '---:', '---:', '---:', '---:', '---:']);
    for (const concurrency of CONCURRENCIES) {
      await compare(redis, concurrency, options);
    }
  } finally {
    redis.disconnect();
    await server.remove();
  }
}

async function compare(
  redis: Redis,
  concurrency: number,
  { requests, rounds }: Options,
): Promise<void> {
  const measured = CONTENDERS.map((): Measured[] => []);
  // The first round is for the compiler.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, contender] of CONTENDERS.entries()) {
      await redis.flushall();
      const take = contender.create(redis, 1e12);
      const result = await measure(take, requests, concurrency);
      if (round > 0) {
        measured[index].push(result);
      }
    }
  }
  for (const [index, contender] of CONTENDERS.entries()) {
    await redis.flushall();
    const take = contender.create(redis, CAP);
    const { granted } = await measure(take, ASKED_FOR, concurrency);
    const results = measured[index];
    const ratio = median(
      results.map((one, round) => one.perSecond / measured[0][round].perSecond),
    );
    row([
      contender.name,
      String(concurrency),
      median(results.map(one => one.perSecond)).toFixed(0),
      ratio.toFixed(2),
      `${median(results.map(one => one.p99Ms)).toFixed(2)} ms`,
      contender.hasNoCap ? '' : String(granted - CAP),
    ]);
  }
}

main(JSON.parse(process.env.BENCHMARK!)).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
