import { Redis } from 'ioredis';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelCharge, tenantCharge } from '../__testUtils__/charges';
import { describeWithRedis } from '../__testUtils__/describeWithRedis';
import { createCluster, RedisServer } from '../__testUtils__/RedisServer';
import { TokenBucketsUnavailableError } from '../TokenBucketsUnavailableError';
import { connectRedis } from './connectRedis';
import { RedisTokenBuckets } from './RedisTokenBuckets';
import { redisWarnings } from './redisWarnings';

jest.setTimeout(60_000);

/** The user whom the README tells operators to make, with a password. */
const [, ...SET_USER] = readFileSync(
  join(__dirname, '..', '..', '..', 'README.md'),
  'utf8',
)
  .match(/^ACL SETUSER (?:.*\\\n)*.*$/m)![0]
  .replace(/\\\n/g, ' ')
  .trim()
  .split(/\s+/);
const CHARGES = [tenantCharge(1_000), modelCharge('gpt-4o', 500, 0)];

describeWithRedis(
  'a user of Redis with the rights that the README names',
  () => {
    const servers: RedisServer[] = [];

    afterEach(async () => {
      await Promise.all(servers.splice(0).map(server => server.remove()));
    });

    async function start(isClusterNode: boolean): Promise<RedisServer> {
      const server = await RedisServer.start({ isClusterNode });
      servers.push(server);
      return server;
    }

    async function setUser(rights: string[]): Promise<void> {
      for (const { url } of servers) {
        const redis = new Redis(url);
        await redis.call('ACL', ...rights);
        redis.disconnect();
      }
    }

    const withUser = ({ port }: RedisServer) =>
      `redis://${SET_USER[1]}:secret@127.0.0.1:${port}`;

    /** All that is done with buckets, in each of its ways. */
    async function useBuckets(
      address: Parameters<typeof connectRedis>[0]['address'],
    ): Promise<string[]> {
      const client = await connectRedis({
        address,
        commandTimeoutMs: 30_000,
        onLost: () => {},
      });
      const buckets = new RedisTokenBuckets(client);
      try {
        const warnings = await redisWarnings(client);
        for (const tenant of ['group:default/a', '{b}\n', 'c']) {
          const reserve = (requestId: string, charges = CHARGES) =>
            buckets.reserve({
              tenant,
              requestId,
              tokens: 10,
              charges,
              expiresInMs: 600_000,
            });
          // First a bucket that is kept for a while, then one that is kept for good.
          await reserve('a', [CHARGES[0]]);
          await buckets.settle(tenant, 'a', 900);
          await reserve('b');
          await reserve('b');
          await buckets.release(tenant, 'b');
          expect(await buckets.levels(tenant, CHARGES)).toMatchObject([
            { tokens: 100 },
            { tokens: 500 },
          ]);
        }
        return warnings;
      } finally {
        await buckets.close();
      }
    }

    it('can do all of it', async () => {
      const server = await start(false);
      await setUser(SET_USER);
      expect(await useBuckets({ url: withUser(server) })).toEqual([
        expect.stringContaining('appendonly yes'),
      ]);
    });

    it('can do all of it in a cluster', async () => {
      await Promise.all([1, 2, 3].map(() => start(true)));
      await createCluster(servers);
      await setUser(SET_USER);
      expect(await useBuckets({ nodes: servers.map(withUser) })).toHaveLength(
        1,
      );
    });

    it('needs each of them, apart from those for a cluster', async () => {
      const server = await start(false);
      const needed = SET_USER.filter(
        right => right.startsWith('+') && !/cluster|asking/.test(right),
      );
      expect(needed.length).toBeGreaterThan(10);
      const useless: string[] = [];
      for (const right of needed) {
        const redis = new Redis(server.url);
        await redis.flushall();
        // Else EVAL is not needed, nor what was done by an earlier one.
        await redis.script('FLUSH');
        redis.disconnect();
        await setUser([
          ...SET_USER.slice(0, 2),
          'reset',
          ...SET_USER.slice(2).filter(each => each !== right),
        ]);
        const outcome = await useBuckets({ url: withUser(server) }).catch(
          error => error,
        );
        if (!(outcome instanceof Error)) {
          useless.push(right);
        }
      }
      expect(useless).toEqual([]);
    });

    it('can reserve nothing elsewhere', async () => {
      const server = await start(false);
      await setUser(SET_USER);
      const redis = new Redis(withUser(server));
      await expect(redis.set('other', '1')).rejects.toThrow('NOPERM');
      await expect(redis.flushall()).rejects.toThrow('NOPERM');
      redis.disconnect();
    });
  },
);

describeWithRedis('a Redis whose memory is full', () => {
  it('grants nothing and forgets nothing, and grants again when there is room', async () => {
    const server = await RedisServer.start();
    const redis = new Redis(server.url);
    const buckets = new RedisTokenBuckets(
      await connectRedis({
        address: { url: server.url },
        commandTimeoutMs: 30_000,
        onLost: () => {},
      }),
    );
    const reserve = (requestId: string) =>
      buckets.reserve({
        tenant: 'a',
        requestId,
        tokens: 100,
        charges: [CHARGES[0]],
        expiresInMs: 600_000,
      });
    await reserve('before');
    await redis.config('SET', 'maxmemory', '1');
    await expect(reserve('full')).rejects.toThrow(TokenBucketsUnavailableError);
    await expect(buckets.settle('a', 'before', 10)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await redis.config('SET', 'maxmemory', '0');
    expect(await buckets.settle('a', 'before', 10)).toMatchObject({
      outcome: 'settled',
      remainingTokens: 990,
    });
    expect(await reserve('again')).toMatchObject({ remainingTokens: 890 });
    redis.disconnect();
    await buckets.close();
    await server.remove();
  });
});
