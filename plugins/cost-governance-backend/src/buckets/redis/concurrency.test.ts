import { Redis } from 'ioredis';
import { describeWithRedis } from '../__testUtils__/describeWithRedis';
import {
  type Durability,
  RedisServer,
  createCluster,
} from '../__testUtils__/RedisServer';
import {
  ReservingProcess,
  type ReservingOptions,
  type ReservingResult,
} from '../__testUtils__/ReservingProcess';
import { tenantCharge } from '../__testUtils__/charges';
import { connectRedis } from './connectRedis';
import { RedisTokenBuckets } from './RedisTokenBuckets';

jest.setTimeout(120_000);

const PROCESSES = 4;
const REQUESTS = 10_000;
const CAP = 5_000;
const TENANT = 'group:default/payments';
const CHARGES = [tenantCharge(CAP, 0)];

describeWithRedis('10,000 reservations of a token from 4 processes', () => {
  const servers: RedisServer[] = [];
  const processes: ReservingProcess[] = [];

  afterEach(async () => {
    await Promise.all(processes.splice(0).map(each => each.kill()));
    await Promise.all(servers.splice(0).map(each => each.remove()));
  });

  async function startServer(durability: Durability): Promise<RedisServer> {
    const server = await RedisServer.start({ durability });
    servers.push(server);
    return server;
  }

  /** Reserves from all processes at once, all of their requests under way together, and adds up what came of it. */
  async function reserveAll(
    address: ReservingOptions['address'],
    { concurrency = REQUESTS / PROCESSES, onAnswer = () => {} } = {},
  ): Promise<ReservingResult> {
    processes.push(
      ...(await Promise.all(
        Array.from({ length: PROCESSES }, (_, index) =>
          ReservingProcess.start(
            {
              address,
              tenant: TENANT,
              charges: CHARGES,
              name: `process ${index}`,
              requests: REQUESTS / PROCESSES,
              concurrency,
            },
            onAnswer,
          ),
        ),
      )),
    );
    const results = await Promise.all(processes.map(each => each.run()));
    const sum = (key: keyof ReservingResult) =>
      results.reduce((total, result) => total + result[key], 0);
    return {
      granted: sum('granted'),
      refused: sum('refused'),
      unanswered: sum('unanswered'),
    };
  }

  it('are granted as far as the bucket goes', async () => {
    const { url } = await startServer('none');
    expect(await reserveAll({ url })).toEqual({
      granted: CAP,
      refused: REQUESTS - CAP,
      unanswered: 0,
    });
  });

  it('are granted no further when Redis is killed and started again on the way', async () => {
    const server = await startServer('always');
    let answers = 0;
    let restarts = 0;
    let restarted: Promise<unknown> = Promise.resolve();
    const result = await reserveAll(
      { url: server.url },
      {
        concurrency: 50,
        onAnswer: () => {
          answers += 1;
          if (answers === 1_500 || answers === 4_000) {
            restarts += 1;
            restarted = server.kill().then(() => server.start());
          }
        },
      },
    );
    await restarted;
    expect(restarts).toBe(2);
    // Some were under way, or Redis was not away at all.
    expect(result.unanswered).toBeGreaterThan(0);
    // Whoever got no answer has asked again, so that nothing was granted twice and nothing is lost either.
    expect(result).toMatchObject({ granted: CAP, refused: REQUESTS - CAP });

    const redis = new Redis(server.url);
    const reservations = await redis.keys('*:reservation:*');
    redis.disconnect();
    expect(reservations).toHaveLength(CAP);
  });

  it('are granted as far as the bucket goes in a cluster of three nodes', async () => {
    servers.push(
      ...(await Promise.all(
        [1, 2, 3].map(() => RedisServer.start({ isClusterNode: true })),
      )),
    );
    await createCluster(servers);
    const address = { nodes: servers.map(server => server.url) };
    expect(await reserveAll(address)).toMatchObject({
      granted: CAP,
      refused: REQUESTS - CAP,
    });

    // Tenants are spread over the nodes, and each is whole on one.
    const buckets = new RedisTokenBuckets(
      await connectRedis({
        address,
        commandTimeoutMs: 30_000,
        onLost: () => {},
      }),
    );
    const charges = [
      tenantCharge(10),
      { ...tenantCharge(20), scope: 'model' as const, name: '}{' },
    ];
    for (let index = 0; index < 50; index++) {
      const tenant = `{tenant}}\n${index}`;
      await buckets.reserve({
        tenant,
        requestId: 'a',
        tokens: 5,
        charges,
        expiresInMs: 60_000,
      });
      await buckets.settle(tenant, 'a', 7);
      const levels = await buckets.levels(tenant, charges);
      expect(levels.map(level => level.tokens)).toEqual([3, 13]);
    }
    await buckets.close();
    for (const server of servers) {
      const redis = new Redis(server.url);
      expect(await redis.dbsize()).toBeGreaterThan(0);
      redis.disconnect();
    }
  });
});
