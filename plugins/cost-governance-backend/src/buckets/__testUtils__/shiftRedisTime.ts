import { Redis } from 'ioredis';

/** What is stored of a bucket, in the order of its numbers. */
export interface StoredBucket {
  tokens: number;
  at: number;
  capacity: number;
  refillPerMinute: number;
  keptUntil: number;
}

/** Reads a bucket as the scripts store it. */
export async function readBucket(
  redis: Redis,
  key: string,
  field: string,
): Promise<StoredBucket> {
  const bytes = (await redis.hgetBuffer(key, field))!;
  const [tokens, at, capacity, refillPerMinute, keptUntil] = [
    0, 8, 16, 24, 32,
  ].map(offset => bytes.readDoubleBE(offset));
  return { tokens, at, capacity, refillPerMinute, keptUntil };
}

/** Changes numbers of a bucket as the scripts store it. */
export async function changeBucket(
  redis: Redis,
  key: string,
  field: string,
  change: Partial<StoredBucket>,
): Promise<void> {
  const bucket = { ...(await readBucket(redis, key, field)), ...change };
  const bytes = Buffer.alloc(40);
  [
    bucket.tokens,
    bucket.at,
    bucket.capacity,
    bucket.refillPerMinute,
    bucket.keptUntil,
  ].forEach((value, index) => bytes.writeDoubleBE(value, index * 8));
  await redis.hset(key, field, bytes);
}

/**
 * Makes what a Redis holds older by some ms, which is the same for the scripts as if that time had gone by: they know time only
 * as what Redis says minus what is stored. The clock of Redis itself cannot be set.
 */
export async function shiftRedisTime(redis: Redis, ms: number): Promise<void> {
  for (const key of await redis.keys('*')) {
    const ttl = await redis.pttl(key);
    if (key.endsWith(':buckets')) {
      for (const field of await redis.hkeys(key)) {
        const { at, keptUntil } = await readBucket(redis, key, field);
        await changeBucket(redis, key, field, {
          at: at - ms,
          keptUntil: keptUntil - ms,
        });
      }
    } else {
      await shiftReservation(redis, key, ms);
    }
    if (ttl >= 0) {
      // A time to live that is over removes the key.
      await redis.pexpire(key, Math.round(ttl - ms));
    }
  }
}

async function shiftReservation(
  redis: Redis,
  key: string,
  ms: number,
): Promise<void> {
  const bytes = await redis.getBuffer(key);
  // It may have expired by itself by now, or in a moment.
  if (bytes) {
    bytes.writeDoubleBE(bytes.readDoubleBE(0) - ms, 0);
    await redis.call('SET', key, bytes, 'XX', 'KEEPTTL');
  }
}
