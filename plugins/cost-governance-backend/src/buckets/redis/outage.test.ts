import { Redis } from 'ioredis';
import { tenantCharge } from '../__testUtils__/charges';
import { describeWithRedis } from '../__testUtils__/describeWithRedis';
import { RedisServer } from '../__testUtils__/RedisServer';
import { changeBucket, readBucket } from '../__testUtils__/shiftRedisTime';
import { TokenBucketsUnavailableError } from '../TokenBucketsUnavailableError';
import { connectRedis, type RedisClient } from './connectRedis';
import { RedisTokenBuckets } from './RedisTokenBuckets';
import { redisWarnings } from './redisWarnings';

jest.setTimeout(60_000);

const TENANT = 'group:default/payments';
const CHARGES = [tenantCharge(1_000)];

describeWithRedis('a Redis that goes away', () => {
  let server: RedisServer;
  let client: RedisClient;
  let buckets: RedisTokenBuckets;
  const onLost = jest.fn();

  async function connect(commandTimeoutMs: number): Promise<void> {
    client = await connectRedis({
      address: { url: server.url },
      commandTimeoutMs,
      onLost,
    });
    buckets = new RedisTokenBuckets(client);
  }

  beforeEach(async () => {
    onLost.mockClear();
    server = await RedisServer.start({ durability: 'always' });
  });

  afterEach(async () => {
    await buckets.close();
    await server.remove();
  });

  function reserve(requestId: string) {
    return buckets.reserve({
      tenant: TENANT,
      requestId,
      tokens: 1,
      charges: CHARGES,
      expiresInMs: 3_600_000,
    });
  }

  const whenReady = () =>
    new Promise<void>(resolve => {
      client.once('ready', () => resolve());
    });

  /** What a refused attempt waited for: nothing but the turn of the event loop, or it is told that it was `waiting`. */
  async function isRefusedAtOnce(attempt: Promise<unknown>): Promise<void> {
    const waiting = new Promise(resolve =>
      setImmediate(() => setImmediate(() => resolve('waiting'))),
    );
    const refused = attempt.then(
      () => 'allowed',
      error => error,
    );
    expect(await Promise.race([refused, waiting])).toBeInstanceOf(
      TokenBucketsUnavailableError,
    );
  }

  it('refuses each request at once, and grants again when it is back, with nothing forgotten', async () => {
    await connect(30_000);
    await reserve('before');
    const lost = new Promise(resolve => {
      client.once('reconnecting', resolve);
    });
    await server.kill();
    await lost;
    for (let index = 0; index < 1_000; index++) {
      await isRefusedAtOnce(reserve(`refused ${index}`));
    }
    await expect(buckets.settle(TENANT, 'before', 1)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await expect(buckets.levels(TENANT, CHARGES)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    expect(onLost).toHaveBeenCalledTimes(1);

    const ready = whenReady();
    await server.start();
    await ready;
    expect(await reserve('after')).toMatchObject({ remainingTokens: 998 });
    expect(await reserve('before')).toMatchObject({ isRepeated: true });
  });

  it('never sends later what it has refused', async () => {
    await connect(30_000);
    await reserve('known');
    server.hang();
    // These are on their way, and nobody reads them any more.
    const underWay = Array.from({ length: 20 }, (_, index) =>
      reserve(`under way ${index}`).catch(error => error),
    );
    await new Promise(resolve => setImmediate(resolve));
    await server.kill();
    expect(await Promise.all(underWay)).toEqual(
      underWay.map(() => expect.any(TokenBucketsUnavailableError)),
    );
    const ready = whenReady();
    await server.start();
    await ready;
    expect(await buckets.levels(TENANT, CHARGES)).toMatchObject([
      { tokens: 999 },
    ]);
  });

  it('refuses at once while it hangs, after one that has waited for the answer', async () => {
    await connect(200);
    await reserve('before');
    const lost = new Promise(resolve => {
      client.once('reconnecting', resolve);
    });
    server.hang();
    await expect(reserve('hanging')).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await lost;
    for (let index = 0; index < 100; index++) {
      await isRefusedAtOnce(reserve(`refused ${index}`));
    }
    const ready = whenReady();
    server.wake();
    await ready;
    expect(await reserve('after')).toMatchObject({ outcome: 'reserved' });
  });

  it('need not be there in the beginning', async () => {
    await server.kill();
    await connect(30_000);
    await isRefusedAtOnce(reserve('early'));
    expect(onLost).toHaveBeenCalledTimes(1);
    const ready = whenReady();
    await server.start();
    await ready;
    expect(await reserve('late')).toMatchObject({ remainingTokens: 999 });
  });

  it('may forget the scripts', async () => {
    await connect(30_000);
    const redis = new Redis(server.url);
    await reserve('one');
    await redis.script('FLUSH');
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => reserve(`request ${index}`)),
    );
    expect(answers.map(answer => answer.outcome)).toEqual(
      answers.map(() => 'reserved'),
    );
    expect(await buckets.levels(TENANT, CHARGES)).toMatchObject([
      { tokens: 899 },
    ]);
    await redis.script('FLUSH');
    expect(await buckets.settle(TENANT, 'one', 0)).toMatchObject({
      outcome: 'settled',
    });
    redis.disconnect();
  });

  it('keeps a bucket until it is full, and no longer', async () => {
    await connect(30_000);
    const redis = new Redis(server.url);
    await buckets.reserve({
      tenant: TENANT,
      requestId: 'a',
      tokens: 60,
      charges: [tenantCharge(100, 1)],
      expiresInMs: 60_000,
    });
    const [key] = await redis.keys('*:buckets');
    const ttl = await redis.pttl(key);
    expect(ttl).toBeGreaterThan(60 * 60_000);
    expect(ttl).toBeLessThanOrEqual(61 * 60_000);
    await buckets.settle(TENANT, 'a', 600);
    expect(await redis.pttl(key)).toBeGreaterThan(600 * 60_000);
    redis.disconnect();
  });

  it('adds nothing when its clock goes back, and does not count the time twice', async () => {
    await connect(30_000);
    const redis = new Redis(server.url);
    const charges = [tenantCharge(1_000, 60)];
    await buckets.reserve({
      tenant: TENANT,
      requestId: 'a',
      tokens: 1_000,
      charges,
      expiresInMs: 60_000,
    });
    const [key] = await redis.keys('*:buckets');
    // As an hour later, and then back: what is stored is of a time that has yet to come.
    const { at } = await readBucket(redis, key, 'tenant');
    const later = at + 3_600_000;
    await changeBucket(redis, key, 'tenant', { tokens: 5.5, at: later });
    await buckets.reserve({
      tenant: TENANT,
      requestId: 'b',
      tokens: 5,
      charges,
      expiresInMs: 60_000,
    });
    expect(await readBucket(redis, key, 'tenant')).toMatchObject({
      tokens: 0.5,
      at: later,
    });
    redis.disconnect();
  });

  it('is complained about when it would lose buckets', async () => {
    await connect(30_000);
    expect(await redisWarnings(client)).toEqual([]);
    const redis = new Redis(server.url);
    await redis.config('SET', 'appendonly', 'no');
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    redis.disconnect();
    expect(await redisWarnings(client)).toEqual([
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('noeviction'),
    ]);
  });
});
