import type { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { RedisTokenBuckets } from '../../redis/RedisTokenBuckets';
import { tenantCharge } from '../charges';

/** Takes one token, and says whether it was given. */
export type Take = () => Promise<boolean>;

/** Something that limits, or what it is measured by. */
export interface Contender {
  name: string;
  /** Begins anew with a bucket of that many tokens, which gets no more in the time of a benchmark. */
  create(redis: Redis, tokens: number): Take;
}

let created = 0;

function newName(): string {
  created += 1;
  return `benchmark ${created}`;
}

/** In the order in which they are shown; the first is what the others are compared with. */
export const CONTENDERS: Contender[] = [
  {
    name: 'no-op EVALSHA',
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
