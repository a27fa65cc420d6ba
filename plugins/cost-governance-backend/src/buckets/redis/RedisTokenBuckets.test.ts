import { Redis } from 'ioredis';
import { describeTokenBuckets } from '../__testUtils__/describeTokenBuckets';
import { describeWithRedis } from '../__testUtils__/describeWithRedis';
import { RedisServer } from '../__testUtils__/RedisServer';
import { shiftRedisTime } from '../__testUtils__/shiftRedisTime';
import { connectRedis } from './connectRedis';
import { RedisTokenBuckets } from './RedisTokenBuckets';

jest.setTimeout(60_000);

describeWithRedis('with a Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  let buckets: RedisTokenBuckets;

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url);
    buckets = new RedisTokenBuckets(
      await connectRedis({
        address: { url: server.url },
        // Not what is tested here, on a machine that may be busy.
        commandTimeoutMs: 30_000,
        onLost: () => {},
      }),
    );
  });

  afterAll(async () => {
    await buckets?.close();
    redis?.disconnect();
    await server?.remove();
  });

  describeTokenBuckets('RedisTokenBuckets', async () => {
    await redis.flushall();
    return { buckets, advance: ms => shiftRedisTime(redis, ms) };
  });
});
