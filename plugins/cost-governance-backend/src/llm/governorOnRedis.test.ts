import { TestDatabases } from '@backstage/backend-test-utils';
import type { Reservation } from '@proofline/backstage-plugin-cost-governance-common';
import { Redis } from 'ioredis';
import { describeWithRedis } from '../buckets/__testUtils__/describeWithRedis';
import { RedisServer } from '../buckets/__testUtils__/RedisServer';
import { shiftRedisTime } from '../buckets/__testUtils__/shiftRedisTime';
import { MemoryTokenBuckets } from '../buckets/MemoryTokenBuckets';
import { connectRedis, type RedisClient } from '../buckets/redis/connectRedis';
import { RedisTokenBuckets } from '../buckets/redis/RedisTokenBuckets';
import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';
import { describeLateSettle } from './__testUtils__/describeLateSettle';
import {
  ADA,
  CALL,
  CAPACITY,
  CHARGE,
  govern,
  USE,
} from './__testUtils__/govern';
import { TokensExhaustedError } from './errors';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/** What each attempt came to: tokens were reserved, there were too few, or nobody knew. */
function tally(results: PromiseSettledResult<unknown>[]) {
  const counts = { granted: 0, exhausted: 0, unavailable: 0 };
  for (const result of results) {
    if (result.status === 'fulfilled') {
      counts.granted += 1;
    } else if (result.reason instanceof TokensExhaustedError) {
      counts.exhausted += 1;
    } else if (result.reason instanceof TokenBucketsUnavailableError) {
      counts.unavailable += 1;
    } else {
      throw result.reason;
    }
  }
  return counts;
}

function idsOf(results: PromiseSettledResult<{ id: string }>[]): string[] {
  return results.flatMap(result =>
    result.status === 'fulfilled' ? [result.value.id] : [],
  );
}

describeLateSettle('MemoryTokenBuckets', databases, async () => {
  let now = Date.now();
  return {
    buckets: new MemoryTokenBuckets({ now: () => now }),
    advance: async ms => {
      now += ms;
    },
  };
});

describeWithRedis('with a Redis', () => {
  let server: RedisServer;
  const clients: RedisClient[] = [];

  beforeEach(async () => {
    server = await RedisServer.start({ durability: 'always' });
  });

  afterEach(async () => {
    clients.splice(0).forEach(client => client.disconnect());
    await server.remove();
  });

  async function connect(): Promise<RedisTokenBuckets> {
    const client = await connectRedis({
      address: { url: server.url },
      // Not what is tested here, on a machine that may be busy.
      commandTimeoutMs: 30_000,
      onLost: () => {},
    });
    clients.push(client);
    return new RedisTokenBuckets(client);
  }

  /** Starts Redis again, and waits until all are connected. */
  async function restart(): Promise<void> {
    const ready = clients.map(
      client => new Promise(resolve => client.once('ready', resolve)),
    );
    await server.start();
    await Promise.all(ready);
  }

  describeLateSettle('RedisTokenBuckets', databases, async () => {
    const buckets = await connect();
    const redis = new Redis(server.url);
    clients.push(redis);
    return { buckets, advance: ms => shiftRedisTime(redis, ms) };
  });

  it.each(databases.eachSupportedId())(
    'a process settles what another reserved, and both see what is left, %p',
    async id => {
      const { governors, left, total } = await govern(
        await databases.init(id),
        [await connect(), await connect()],
      );
      const [one, other] = governors;
      const reserved = await one.reserve(CALL);
      expect(reserved.remainingTokens).toBe(900);
      expect(await other.reserve(CALL)).toEqual(reserved);
      await other.settle(reserved.id, ADA, USE);
      await one.settle(reserved.id, ADA, USE);
      expect(await left()).toBe(950);
      const second = await other.reserve({ ...CALL, requestId: 'two' });
      await one.release(second.id, ADA);
      expect(await left()).toBe(950);
      expect(await total()).toMatchObject({ requests: 1, inputTokens: 30 });
    },
  );

  it.each(databases.eachSupportedId())(
    'of 200 reservations at once from two processes exactly those are granted that fit, %p',
    async id => {
      const { governors, knex, left } = await govern(await databases.init(id), [
        await connect(),
        await connect(),
      ]);
      const results = await Promise.allSettled(
        Array.from({ length: 200 }, (_, index) =>
          governors[index % 2].reserve({
            ...CALL,
            requestId: `request ${index}`,
            tokens: 13,
          }),
        ),
      );
      const granted = Math.floor(CAPACITY / 13);
      expect(tally(results)).toEqual({
        granted,
        exhausted: 200 - granted,
        unavailable: 0,
      });
      expect(await left()).toBe(CAPACITY - granted * 13);
      // Each that was granted is written down, and nothing else is.
      expect(await knex('reservations')).toHaveLength(granted);
    },
  );

  it.each(databases.eachSupportedId())(
    'nothing is free when Redis is killed on the way, and what was accounted for meanwhile is made good, %p',
    async id => {
      const { governor, knex, left, total } = await govern(
        await databases.init(id),
        [await connect()],
      );
      const first = await governor.reserve({ ...CALL, requestId: 'first' });
      const reserve = (index: number) =>
        governor.reserve({
          ...CALL,
          requestId: `request ${index}`,
          tokens: 10,
        });
      const indexes = Array.from({ length: 200 }, (_, index) => index);

      // As many callers as asked one after the other, of which some meet a Redis that was killed.
      let answered = 0;
      let killed: Promise<void> | undefined;
      const results: PromiseSettledResult<Reservation>[] = [];
      await Promise.all(
        Array.from({ length: 8 }, async (_, caller) => {
          for (const index of indexes.filter(each => each % 8 === caller)) {
            [results[index]] = await Promise.allSettled([reserve(index)]);
            answered += 1;
            if (answered === 30) {
              killed = server.kill();
            }
          }
        }),
      );
      await killed;
      const { granted, unavailable, exhausted } = tally(results);
      expect(granted).toBeGreaterThanOrEqual(29);
      expect(unavailable).toBeGreaterThan(0);
      // There was room for all that came before.
      expect(exhausted).toBe(0);
      expect(await knex('reservations')).toHaveLength(granted + 1);

      await expect(governor.settle(first.id, ADA, USE)).rejects.toThrow(
        TokenBucketsUnavailableError,
      );
      expect(await total()).toMatchObject({ requests: 1, inputTokens: 30 });

      await restart();
      const [settled, again] = await Promise.all([
        governor.settle(first.id, ADA, USE),
        governor.settle(first.id, ADA, USE),
      ]);
      expect(again).toEqual(settled);
      expect(await total()).toMatchObject({ requests: 1, inputTokens: 30 });

      // All ask again with the same ids, as callers do that got no answer.
      const repeated = await Promise.allSettled(indexes.map(reserve));
      expect(tally(repeated)).toEqual({
        granted: 95,
        exhausted: 105,
        unavailable: 0,
      });
      expect(await left()).toBe(0);
      const before = idsOf(results);
      expect(idsOf(repeated)).toEqual(expect.arrayContaining(before));
      expect(before).toHaveLength(granted);
    },
  );

  it.each(databases.eachSupportedId())(
    'the API answers 503 while Redis is away, and takes the settle again that it accounted for, %p',
    async id => {
      const knex = await databases.init(id);
      const backend = await startGovernance({
        knex,
        llm: {
          redis: { url: server.url, commandTimeout: { seconds: 30 } },
          limits: { default: CHARGE.limit },
        },
      });
      try {
        const reserve = (requestId: string) =>
          backend.call('post', '/llm/reservations', {
            body: { tenant: PAYMENTS, tokens: 100, requestId },
          });
        const reserved = await reserve('one');
        expect(reserved.status).toBe(201);
        const settle = () =>
          backend.call('post', `/llm/reservations/${reserved.body.id}/settle`, {
            body: { model: 'gpt-4o', inputTokens: 30, outputTokens: 20 },
          });

        await server.kill();
        for (const answer of [
          await reserve('two'),
          await reserve('three'),
          await settle(),
          await settle(),
        ]) {
          expect(answer.status).toBe(503);
          expect(answer.headers['retry-after']).toBe('1');
          expect(JSON.stringify(answer.body)).not.toContain(
            String(server.port),
          );
        }
        expect(await knex('usage').select('kind', 'input_tokens')).toHaveLength(
          1,
        );

        await server.start();
        // The backend connects by itself; until then it refuses.
        let settled = await settle();
        while (settled.status === 503) {
          settled = await settle();
        }
        expect(settled.body).toMatchObject({ inputTokens: 30 });
        expect((await settle()).body).toEqual(settled.body);
        expect((await reserve('two')).body).toMatchObject({
          remainingTokens: CAPACITY - 50 - 100,
        });
        expect(await knex('usage')).toHaveLength(1);
      } finally {
        await backend.stop();
      }
    },
  );
});
