import { Redis } from 'ioredis';
import { tenantCharge } from '../__testUtils__/charges';
import { describeWithRedis } from '../__testUtils__/describeWithRedis';
import { createCluster, RedisServer } from '../__testUtils__/RedisServer';
import type { ReserveResult } from '../TokenBuckets';
import { TokenBucketsUnavailableError } from '../TokenBucketsUnavailableError';
import { connectRedis, type RedisClient } from './connectRedis';
import { bucketsKey } from './keys';
import { RedisTokenBuckets } from './RedisTokenBuckets';
import { redisWarnings } from './redisWarnings';

jest.setTimeout(120_000);

const CHARGES = [tenantCharge(1_000)];
const TENANTS = Array.from({ length: 30 }, (_, index) => `group:team-${index}`);

describeWithRedis('a cluster of three nodes, one of which goes away', () => {
  let servers: RedisServer[];
  let client: RedisClient;
  let buckets: RedisTokenBuckets;
  let requests = 0;
  const onLost = jest.fn();

  beforeEach(async () => {
    onLost.mockClear();
    servers = await Promise.all(
      [1, 2, 3].map(() =>
        RedisServer.start({ isClusterNode: true, durability: 'always' }),
      ),
    );
    await createCluster(servers);
  });

  afterEach(async () => {
    await buckets?.close();
    await Promise.all(servers.map(server => server.remove()));
  });

  async function connect(): Promise<void> {
    client = await connectRedis({
      address: { nodes: servers.map(server => server.url) },
      // Whoever waits for it has not been refused at once.
      commandTimeoutMs: 30_000,
      onLost,
    });
    buckets = new RedisTokenBuckets(client);
  }

  function reserve(tenant: string): Promise<ReserveResult> {
    requests += 1;
    return buckets.reserve({
      tenant,
      requestId: `request ${requests}`,
      tokens: 1,
      charges: CHARGES,
      expiresInMs: 3_600_000,
    });
  }

  /** Asks until there is an answer, as the callers of a portal do. */
  async function reserveWhenBack(tenant: string): Promise<ReserveResult> {
    for (;;) {
      try {
        return await reserve(tenant);
      } catch {
        await new Promise(resolve => setImmediate(resolve));
      }
    }
  }

  /** Tenants by whether their buckets are on a node. */
  async function tenantsOf(server: RedisServer): Promise<[string[], string[]]> {
    const redis = new Redis(server.url);
    const keys = await redis.keys('*:buckets');
    redis.disconnect();
    const isThere = (tenant: string) => keys.includes(bucketsKey(tenant));
    return [
      TENANTS.filter(isThere),
      TENANTS.filter(tenant => !isThere(tenant)),
    ];
  }

  /** Settles before another node has answered some hundred times one after the other: nothing waited for a time to be over. */
  async function isDecidedAtOnce<T>(attempt: Promise<T>): Promise<T> {
    const other = new Redis(servers[0].url);
    const answered = (async () => {
      for (let index = 0; index < 300; index++) {
        await other.ping();
      }
      return 'waiting' as const;
    })();
    try {
      const first = await Promise.race([attempt, answered]);
      if (first === 'waiting') {
        throw new Error('It waits');
      }
      return first;
    } finally {
      await answered;
      other.disconnect();
    }
  }

  async function refusedAtOnce(tenant: string): Promise<void> {
    await expect(isDecidedAtOnce(reserve(tenant))).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
  }

  it('is complained about as soon as it is connected when a node would lose buckets', async () => {
    const redis = new Redis(servers[1].url);
    await redis.config('SET', 'maxmemory-policy', 'volatile-ttl');
    redis.disconnect();
    const warned = new Promise<string[]>((resolve, reject) => {
      connectRedis({
        address: { nodes: [servers[0].url] },
        commandTimeoutMs: 30_000,
        onLost: reject,
        onReady: connected => redisWarnings(connected).then(resolve, reject),
      }).then(connected => {
        buckets = new RedisTokenBuckets(connected);
      }, reject);
    });
    expect(await warned).toEqual([expect.stringContaining('volatile-ttl')]);
  });

  it('refuses its tenants at once, serves those of the others, and all when it is back', async () => {
    await connect();
    for (const tenant of TENANTS) {
      await reserve(tenant);
    }
    const dead = servers[2];
    const [gone, there] = await tenantsOf(dead);
    await dead.kill();
    for (const tenant of [...gone, ...gone]) {
      await refusedAtOnce(tenant);
    }
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(String(onLost.mock.lastCall)).toContain(`:${dead.port}: `);
    for (const tenant of there) {
      expect(await isDecidedAtOnce(reserve(tenant))).toMatchObject({
        outcome: 'reserved',
        remainingTokens: 998,
      });
    }
    // Also when many ask for both.
    const mixed = await Promise.allSettled(
      TENANTS.flatMap(tenant => [reserve(tenant), reserve(tenant)]),
    );
    expect(mixed.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      2 * there.length,
    );

    await dead.start();
    for (const tenant of gone) {
      // Of what was refused nothing was charged, neither then nor later.
      expect(await reserveWhenBack(tenant)).toMatchObject({
        outcome: 'reserved',
        remainingTokens: 998,
      });
    }
    expect(await reserve(there[0])).toMatchObject({ remainingTokens: 995 });
  });

  it('refuses at once while the node hangs, after those that were on their way', async () => {
    await connect();
    for (const tenant of TENANTS) {
      await reserve(tenant);
    }
    const [gone, there] = await tenantsOf(servers[2]);
    await buckets.close();
    client = await connectRedis({
      address: { nodes: servers.map(server => server.url) },
      commandTimeoutMs: 300,
      onLost: () => {},
    });
    buckets = new RedisTokenBuckets(client);
    await reserve(gone[0]);
    const lost = new Promise(resolve => {
      client.once('-node', resolve);
    });
    servers[2].hang();
    await expect(reserve(gone[0])).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await lost;
    for (const tenant of gone) {
      await refusedAtOnce(tenant);
    }
    expect(await reserve(there[0])).toMatchObject({ outcome: 'reserved' });
    servers[2].wake();
    for (const tenant of gone) {
      expect(await reserveWhenBack(tenant)).toMatchObject({
        outcome: 'reserved',
      });
    }
  });

  it('refuses all at once where it serves only as a whole, does not keep the portal from starting, and serves when it is whole', async () => {
    for (const server of servers) {
      const redis = new Redis(server.url);
      await redis.config('SET', 'cluster-require-full-coverage', 'yes');
      await redis.config('SET', 'cluster-node-timeout', '500');
      redis.disconnect();
    }
    const redis = new Redis(servers[0].url);
    await servers[2].kill();
    while (!String(await redis.cluster('INFO')).includes('state:fail')) {
      // Until the others have noticed.
    }
    redis.disconnect();
    await connect();
    for (const tenant of TENANTS) {
      await refusedAtOnce(tenant);
    }
    await servers[2].start();
    for (const tenant of TENANTS) {
      expect(await reserveWhenBack(tenant)).toMatchObject({
        remainingTokens: 999,
      });
    }
  });
});
