import { mockServices } from '@backstage/backend-test-utils';
import { tenantCharge } from './__testUtils__/charges';
import { describeWithRedis } from './__testUtils__/describeWithRedis';
import { RedisServer } from './__testUtils__/RedisServer';
import {
  createTokenBuckets,
  type TokenBucketsConfig,
} from './createTokenBuckets';
import type { TokenBuckets } from './TokenBuckets';
import { TokenBucketsUnavailableError } from './TokenBucketsUnavailableError';

const CONFIG: TokenBucketsConfig = {
  onRedisFailure: 'closed',
  localAllowance: { capacity: 10, refillPerMinute: 0 },
};
const REQUEST = {
  tenant: 'group:default/payments',
  requestId: 'a',
  tokens: 60,
  charges: [tenantCharge(100)],
  expiresInMs: 60_000,
};

describe('createTokenBuckets', () => {
  it('keeps buckets in memory without a Redis, and warns that they are not shared', async () => {
    const logger = mockServices.logger.mock();
    const one = await createTokenBuckets(CONFIG, logger);
    const other = await createTokenBuckets(CONFIG, logger);
    await one.reserve(REQUEST);
    expect(await other.reserve(REQUEST)).toMatchObject({ isRepeated: false });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('in memory'),
    );
  });

  describeWithRedis('with a Redis', () => {
    let server: RedisServer;
    const created: TokenBuckets[] = [];

    beforeEach(async () => {
      server = await RedisServer.start();
    });

    afterEach(async () => {
      await Promise.all(created.splice(0).map(each => each.close()));
      await server.remove();
    });

    it('shares buckets, and warns of settings under which they get lost', async () => {
      const logger = mockServices.logger.mock();
      const warned = new Promise(resolve => {
        logger.warn.mockImplementation(resolve);
      });
      const redis = {
        address: { url: server.url },
        commandTimeoutMs: 30_000,
      };
      for (let index = 0; index < 2; index++) {
        created.push(await createTokenBuckets({ ...CONFIG, redis }, logger));
      }
      await created[0].reserve(REQUEST);
      expect(
        await created[1].reserve({ ...REQUEST, requestId: 'b' }),
      ).toMatchObject({ outcome: 'exhausted', remainingTokens: 40 });
      expect(await warned).toContain('appendonly yes');
    });

    it('allows the local allowance while Redis is away, if the configuration says so', async () => {
      await server.kill();
      const buckets = await createTokenBuckets(
        {
          ...CONFIG,
          onRedisFailure: 'open',
          redis: { address: { url: server.url }, commandTimeoutMs: 30_000 },
        },
        mockServices.logger.mock(),
      );
      created.push(buckets);
      expect(await buckets.reserve({ ...REQUEST, tokens: 10 })).toMatchObject({
        outcome: 'reserved',
        remainingTokens: 0,
      });
      await expect(
        buckets.reserve({ ...REQUEST, requestId: 'b' }),
      ).rejects.toThrow(TokenBucketsUnavailableError);
    });
  });
});
