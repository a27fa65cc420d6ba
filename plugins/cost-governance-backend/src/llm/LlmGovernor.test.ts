import { TestDatabases } from '@backstage/backend-test-utils';
import { PAYMENTS } from '../__testUtils__/startGovernance';
import { MemoryTokenBuckets } from '../buckets/MemoryTokenBuckets';
import type { TokenBuckets } from '../buckets/TokenBuckets';
import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import { ADA, CALL, govern, USE as USE_OF_CALL } from './__testUtils__/govern';
import type { Limits } from './limits';
import type { CallUse } from './usageRows';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const USE: CallUse = { ...USE_OF_CALL, cachedInputTokens: 10 };
/** What is summed up where nothing was used. */
const NOTHING = {
  requests: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  longCacheWriteInputTokens: 0,
  outputTokens: 0,
  unsettledTokens: 0,
  unpricedTokens: 0,
  costMicroUsd: 0,
};

async function setUp(
  id: Parameters<typeof databases.init>[0],
  {
    buckets = new MemoryTokenBuckets(),
    limits,
  }: { buckets?: TokenBuckets; limits?: Limits } = {},
) {
  return govern(await databases.init(id), [buckets], limits);
}

describe('LlmGovernor', () => {
  it.each(databases.eachSupportedId())(
    'charges what was really used, once, however often it is told, %p',
    async id => {
      const { governor, left, total } = await setUp(id);
      const { id: reservation, remainingTokens } = await governor.reserve(CALL);
      expect(remainingTokens).toBe(900);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          governor.settle(reservation, ADA, USE),
        ),
      );
      // 20 × 2 + 10 × 1 + 20 × 5
      expect(answers[0]).toMatchObject({ costMicroUsd: 150, inputTokens: 30 });
      answers.forEach(answer => expect(answer).toEqual(answers[0]));
      // Another use for the same reservation changes nothing.
      expect(
        await governor.settle(reservation, ADA, { ...USE, outputTokens: 900 }),
      ).toEqual(answers[0]);
      expect(await left()).toBe(950);
      expect(await total()).toEqual({
        ...NOTHING,
        requests: 1,
        inputTokens: 30,
        cachedInputTokens: 10,
        outputTokens: 20,
        costMicroUsd: 150,
      });
      await expect(governor.release(reservation, ADA)).rejects.toThrow(
        'settled',
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'gives one reservation for one request id, also when all come at once, %p',
    async id => {
      const { governor, left } = await setUp(id);
      const reserved = await Promise.all(
        Array.from({ length: 20 }, () => governor.reserve(CALL)),
      );
      expect(new Set(reserved.map(each => each.id)).size).toBe(1);
      expect(await left()).toBe(900);
    },
  );

  it.each(databases.eachSupportedId())(
    'lets nobody in by what another request with the same id is charged, %p',
    async id => {
      const { governor, left } = await setUp(id);
      const results = await Promise.allSettled([
        governor.reserve({ ...CALL, tokens: 1 }),
        governor.reserve({ ...CALL, tokens: 500 }),
        governor.reserve({
          ...CALL,
          tokens: 1,
          reservedBy: 'user:default/bob',
        }),
      ]);
      const granted = results.flatMap((result, index) =>
        result.status === 'fulfilled' ? [[1, 500, 1][index]] : [],
      );
      expect(granted).toHaveLength(1);
      expect(await left()).toBe(1_000 - granted[0]);
      results
        .filter(result => result.status === 'rejected')
        .forEach(({ reason }) => expect(reason.name).toBe('ConflictError'));
    },
  );

  it.each(databases.eachSupportedId())(
    'gives nothing back that expired, however the same request is sent again, %p',
    async id => {
      const { governor, knex, left, ledger } = await setUp(id);
      await governor.reserve(CALL);
      await knex('reservations').update({ expires_at: new Date(0) });
      await ledger.expire();
      for (const isFirst of [false, true]) {
        await expect(governor.reserve(CALL, { isFirst })).rejects.toThrow(
          'is expired',
        );
      }
      expect(await left()).toBe(900);
    },
  );

  it.each(databases.eachSupportedId())(
    'grants exactly what fits, %p',
    async id => {
      const { governor, left } = await setUp(id);
      const results = await Promise.allSettled(
        Array.from({ length: 25 }, (_, index) =>
          governor.reserve({ ...CALL, requestId: `r${index}` }),
        ),
      );
      expect(
        results.filter(({ status }) => status === 'fulfilled'),
      ).toHaveLength(10);
      expect(await left()).toBe(0);
      results
        .filter(result => result.status === 'rejected')
        .forEach(({ reason }) =>
          expect(reason).toMatchObject({
            name: 'TokensExhaustedError',
            statusCode: 429,
          }),
        );
      await expect(
        governor.reserve({ ...CALL, requestId: 'large', tokens: 1_001 }),
      ).rejects.toThrow('never holds more than 1000 tokens');
    },
  );

  it.each(databases.eachSupportedId())(
    'owes what was used and not reserved, %p',
    async id => {
      const { governor, left, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      await governor.settle(reservation, ADA, { ...USE, outputTokens: 1_500 });
      expect(await left()).toBe(-530);
      expect(await total()).toMatchObject({ outputTokens: 1_500 });
    },
  );

  it.each(databases.eachSupportedId())(
    'gives everything back of a call that was not made, once, %p',
    async id => {
      const { governor, left, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      await governor.release(reservation, ADA);
      await governor.release(reservation, ADA);
      expect(await left()).toBe(1_000);
      expect(await total()).toMatchObject({ requests: 0 });
      await expect(governor.settle(reservation, ADA, USE)).rejects.toThrow(
        'released',
      );
      await expect(governor.reserve(CALL)).rejects.toThrow('is released');
      expect(await left()).toBe(1_000);
    },
  );

  it.each(databases.eachSupportedId())(
    'counts what nobody settled as used, and knows that it does not know the cost, %p',
    async id => {
      const { governor, knex, ledger, left, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      const { id: open } = await governor.reserve({
        ...CALL,
        requestId: 'two',
      });
      expect(await ledger.expire()).toBe(0);
      await knex('reservations')
        .where({ id: reservation })
        .update({ expires_at: new Date(Date.now() - 1) });
      expect(await Promise.all([ledger.expire(), ledger.expire()])).toContain(
        1,
      );
      expect(await total()).toEqual({
        ...NOTHING,
        requests: 1,
        unsettledTokens: 100,
        unpricedTokens: 100,
      });
      await expect(governor.release(reservation, ADA)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('expired'),
      });
      expect(await left()).toBe(800);
      await governor.settle(open, ADA, USE);
    },
  );

  it.each(databases.eachSupportedId())(
    'corrects what is settled after it expired, once, on the day on which it expired, %p',
    async id => {
      const { governor, knex, left, ledger, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      await knex('reservations').update({ expires_at: new Date(0) });
      await ledger.expire();
      // As if that had been days ago.
      const day = '2026-03-01';
      const expiredAt = new Date(`${day}T12:00:00Z`);
      await knex('usage').update({ used_at: expiredAt });
      await knex('usage_days').update({ day });

      const answers = await Promise.all(
        Array.from({ length: 5 }, () => governor.settle(reservation, ADA, USE)),
      );
      answers.forEach(answer =>
        expect(answer).toMatchObject({
          costMicroUsd: 150,
          usedAt: expiredAt.toISOString(),
        }),
      );
      expect(await total()).toEqual({
        ...NOTHING,
        requests: 1,
        inputTokens: 30,
        cachedInputTokens: 10,
        outputTokens: 20,
        costMicroUsd: 150,
      });
      expect(await knex('usage_days').distinct('day').pluck('day')).toEqual([
        day,
      ]);
      expect((await knex('usage').pluck('kind')).sort()).toEqual([
        'expired',
        'reversed',
        'settled',
      ]);
      expect(await left()).toBe(950);
    },
  );

  it.each(databases.eachSupportedId())(
    'does not correct what the ledger forgot, %p',
    async id => {
      const { governor, knex, ledger, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      await knex('reservations').update({ expires_at: new Date(0) });
      await ledger.expire();
      await knex('usage').delete();
      await expect(
        governor.settle(reservation, ADA, USE),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(await total()).toMatchObject({ unsettledTokens: 100 });
      expect(await knex('reservations').pluck('state')).toEqual(['expired']);
    },
  );

  it.each(databases.eachSupportedId())(
    'does not know what is not there, and refuses what is of somebody else, %p',
    async id => {
      const { governor } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      const nobodys = '00000000-0000-4000-8000-000000000000';
      for (const end of [
        (which: string, who: string) => governor.settle(which, who, USE),
        (which: string, who: string) => governor.release(which, who),
      ]) {
        await expect(end(nobodys, ADA)).rejects.toMatchObject({
          name: 'NotFoundError',
        });
        await expect(end(reservation, 'plugin:other')).rejects.toMatchObject({
          name: 'NotAllowedError',
        });
      }
      await expect(
        governor.settle(reservation, ADA, { ...USE, cachedInputTokens: 31 }),
      ).rejects.toThrow('cachedInputTokens');
      await expect(
        governor.settle(reservation, ADA, {
          ...USE,
          cacheWriteInputTokens: 11,
          longCacheWriteInputTokens: 10,
        }),
      ).rejects.toThrow('longCacheWriteInputTokens');
    },
  );

  it.each(databases.eachSupportedId())(
    'counts a model without a price as unpriced, and tells of it once, %p',
    async id => {
      const { governor, logger, total } = await setUp(id);
      for (const requestId of ['a', 'b']) {
        const { id: reservation } = await governor.reserve({
          ...CALL,
          requestId,
        });
        expect(
          await governor.settle(reservation, ADA, { ...USE, model: 'new-one' }),
        ).toMatchObject({ costMicroUsd: null });
      }
      expect(await total()).toMatchObject({
        unpricedTokens: 100,
        costMicroUsd: 0,
      });
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('new-one'),
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'accounts also while the buckets are away, and tells them when the settle is sent again, %p',
    async id => {
      const memory = new MemoryTokenBuckets();
      let isAway = false;
      const buckets = new Proxy(memory, {
        get: (target, name: keyof TokenBuckets) =>
          name === 'settle' && isAway
            ? async () => {
                throw new TokenBucketsUnavailableError(new Error('away'));
              }
            : target[name].bind(target),
      });
      const { governor, left, total } = await setUp(id, { buckets });
      const { id: reservation } = await governor.reserve(CALL);
      isAway = true;
      await expect(governor.settle(reservation, ADA, USE)).rejects.toThrow(
        TokenBucketsUnavailableError,
      );
      expect(await total()).toMatchObject({ requests: 1, costMicroUsd: 150 });
      expect(await left()).toBe(900);
      isAway = false;
      await governor.settle(reservation, ADA, USE);
      expect(await left()).toBe(950);
      expect(await total()).toMatchObject({ requests: 1 });
    },
  );

  it.each(databases.eachSupportedId())(
    'limits single models and entities of a tenant, and takes no call that would escape them, %p',
    async id => {
      const small = { capacity: 150, refillPerMinute: 0 };
      const { governor, left } = await setUp(id, {
        limits: {
          tenants: new Map([
            [
              PAYMENTS,
              {
                capacity: 1_000,
                refillPerMinute: 0,
                models: new Map([['gpt-4o', small]]),
                entities: new Map([['component:default/ledger', small]]),
              },
            ],
          ]),
        },
      });
      await expect(governor.reserve(CALL)).rejects.toThrow("'model'");
      const call = { ...CALL, model: 'gpt-4o' };
      await governor.reserve(call);
      await expect(
        governor.reserve({ ...call, requestId: 'two' }),
      ).rejects.toThrow("The model 'gpt-4o' of the tenant");
      const other = {
        ...CALL,
        model: 'other',
        entityRef: 'component:default/ledger',
      };
      await governor.reserve({ ...other, requestId: 'three' });
      await expect(
        governor.reserve({ ...other, requestId: 'four' }),
      ).rejects.toThrow("The entity 'component:default/ledger' of the tenant");
      // What was refused by one bucket is charged to none.
      expect(await left()).toBe(800);
      await expect(
        governor.reserve({ ...CALL, tenant: 'group:default/unknown' }),
      ).rejects.toThrow('has no limit');
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets single uses that are old, and keeps the sums, %p',
    async id => {
      const { governor, knex, ledger, total } = await setUp(id);
      const { id: reservation } = await governor.reserve(CALL);
      await governor.settle(reservation, ADA, USE);
      await governor.reserve({ ...CALL, requestId: 'open' });
      await ledger.prune(new Date(Date.now() - 60_000));
      expect(await knex('usage')).toHaveLength(1);
      await ledger.prune(new Date(Date.now() + 3_600_000));
      expect(await knex('usage')).toEqual([]);
      expect(await knex('reservations').pluck('request_id')).toEqual(['open']);
      expect(await total()).toMatchObject({ requests: 1, costMicroUsd: 150 });
    },
  );
});
