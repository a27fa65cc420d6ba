import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { bucketsKey, reservationKey } from '../../redis/keys';
import { RedisTokenBuckets } from '../../redis/RedisTokenBuckets';
import { tenantCharge } from '../charges';

/** Takes one token, and says whether it was given. */
export type Take = () => Promise<boolean>;

/** Something that limits, or what it is measured by. */
export interface Contender {
  name: string;
  /** Whether it never says no, so that it has no overshoot. */
  hasNoCap?: boolean;
  /** Begins anew with a bucket of that many tokens, which gets no more in the time of a benchmark. */
  create(redis: Redis, tokens: number): Take;
}

let created = 0;

/**
 * What Redis is asked to do for a reservation that is written down and expires by itself, and nothing beside it: no arithmetic, no
 * limits, one at a time.
 */
const CALLS_ALONE = `
redis.call('TIME')
redis.call('HMGET', KEYS[1], 'tenant')
redis.call('SET', KEYS[2], ARGV[1], 'PX', 600000, 'NX')
redis.call('HSET', KEYS[1], 'tenant', ARGV[1])
return { { 0, 0, 1, 2 } }
`;

/** As a tenant is named. */
function newName(): string {
  created += 1;
  return `group:default/benchmark-${created}`;
}

/** In the order in which they are shown; the first is what the others are compared with. */
export const CONTENDERS: Contender[] = [
  {
    name: 'no-op EVALSHA',
    hasNoCap: true,
    create(redis) {
      redis.defineCommand('doNothing', { lua: 'return 1', numberOfKeys: 1 });
      const client = redis as Redis & {
        doNothing(key: string): Promise<number>;
      };
      const key = newName();
      return async () => (await client.doNothing(key)) === 1;
    },
  },
  {
    name: 'token bucket',
    create(redis, tokens) {
      const buckets = new RedisTokenBuckets(redis);
      const tenant = newName();
      const charges = [tenantCharge(tokens, 0)];
      let requests = 0;
      return async () => {
        requests += 1;
        const { outcome } = await buckets.reserve({
          tenant,
          requestId: String(requests),
          tokens: 1,
          charges,
          expiresInMs: 600_000,
        });
        return outcome === 'reserved';
      };
    },
  },
  {
    name: 'the calls of a bucket alone',
    hasNoCap: true,
    create(redis) {
      redis.defineCommand('callAlone', { lua: CALLS_ALONE, numberOfKeys: 2 });
      const client = redis as Redis & {
        callAlone(...keysAndArguments: string[]): Promise<number[][]>;
      };
      const tenant = newName();
      const value = 'x'.repeat(40);
      let requests = 0;
      return async () => {
        requests += 1;
        await client.callAlone(
          bucketsKey(tenant),
          reservationKey(tenant, String(requests)),
          value,
        );
        return true;
      };
    },
  },
  {
    name: 'rate-limiter-flexible',
    create(redis, tokens) {
      const limiter = new RateLimiterRedis({
        storeClient: redis,
        points: tokens,
        duration: 3_600,
        keyPrefix: newName(),
      });
      return () =>
        limiter.consume('tenant', 1).then(
          () => true,
          refused => {
            if (refused instanceof Error) {
              throw refused;
            }
            return false;
          },
        );
    },
  },
  {
    name: 'check, then decrement',
    create(redis, tokens) {
      const key = newName();
      const ready = redis.set(key, tokens);
      return async () => {
        await ready;
        if (Number(await redis.get(key)) < 1) {
          return false;
        }
        await redis.decr(key);
        return true;
      };
    },
  },
];
