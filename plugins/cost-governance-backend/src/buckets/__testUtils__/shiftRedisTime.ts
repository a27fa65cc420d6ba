import { Redis } from 'ioredis';

/**
 * Makes what a Redis holds older by some ms, which is the same for the scripts as if that time had gone by: they know time only
 * as what Redis says minus what is stored. The clock of Redis itself cannot be set.
 */
export async function shiftRedisTime(redis: Redis, ms: number): Promise<void> {
  for (const key of await redis.keys('*')) {
    const ttl = await redis.pttl(key);
    if ((await redis.type(key)) === 'hash') {
      for (const [field, bucket] of Object.entries(await redis.hgetall(key))) {
        const [tokens, at, ...limit] = bucket.split(' ');
        await redis.hset(key, {
          [field]: [tokens, Number(at) - ms, ...limit].join(' '),
        });
      }
    } else {
      const [expiresAt, ...rest] = ((await redis.get(key)) ?? '').split(' ');
      // Only where it is there still: it may have expired by itself by now.
      const value = [Number(expiresAt) - ms, ...rest].join(' ');
      await redis.call('SET', key, value, 'XX', 'KEEPTTL');
    }
    if (ttl >= 0) {
      // A time to live that is over removes the key.
      await redis.pexpire(key, ttl - ms);
    }
  }
}
