import { TestDatabases } from '@backstage/backend-test-utils';
import { PAYMENTS } from '../__testUtils__/startGovernance';
import { MemoryTokenBuckets } from '../buckets/MemoryTokenBuckets';
import type { DbCount } from '../database';
import { ADA, CALL, govern, USE } from './__testUtils__/govern';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'group:default/ledger';
const BOB = 'user:default/bob';

async function setUp(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  const buckets = new MemoryTokenBuckets();
  const limits = {
    default: {
      capacity: 1_000_000,
      refillPerMinute: 0,
      models: new Map(),
      entities: new Map(),
    },
    tenants: new Map(),
  };
  const governed = await govern(knex, [buckets], limits);
  return {
    ...governed,
    /** As in another process. */
    other: (await govern(knex, [buckets], limits)).governor,
  };
}

describe('settles that come together', () => {
  it.each(databases.eachSupportedId())(
    'are each counted once, with what they say, for whom they are, %p',
    async id => {
      const { governor, knex, other, total } = await setUp(id);
      const calls = Array.from({ length: 150 }, (_, index) => ({
        ...CALL,
        requestId: `r${index}`,
        tenant: index % 3 === 0 ? LEDGER : PAYMENTS,
        reservedBy: index % 2 === 0 ? ADA : BOB,
      }));
      const reserved = await Promise.all(
        calls.map(call => governor.reserve(call)),
      );
      expect(new Set(reserved.map(each => each.id)).size).toBe(150);

      const settle = (by: typeof governor) =>
        reserved.map((each, index) =>
          by.settle(each.id, calls[index].reservedBy, {
            ...USE,
            outputTokens: index,
          }),
        );
      // The second of each comes from a process in which they come the other way round.
      const again = settle(other).reverse();
      const answers = await Promise.all(settle(governor));
      await Promise.all(again);
      answers.forEach((answer, index) =>
        expect(answer).toMatchObject({
          reservationId: reserved[index].id,
          tenant: calls[index].tenant,
          outputTokens: index,
        }),
      );
      expect(await total()).toMatchObject({
        requests: 150,
        inputTokens: 150 * 30,
        outputTokens: (149 * 150) / 2,
      });
      const days: { tenant: string; requests: DbCount }[] = await knex(
        'usage_days',
      )
        .groupBy('tenant')
        .orderBy('tenant')
        .select('tenant')
        .sum({ requests: 'requests' });
      expect(
        days.map(({ requests, tenant }) => [tenant, Number(requests)]),
      ).toEqual([
        [LEDGER, 50],
        [PAYMENTS, 100],
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'do not fail because of each other, %p',
    async id => {
      const { governor, knex, ledger, total } = await setUp(id);
      const names = ['open', 'expired', 'forgotten', 'released', 'settled'];
      const reserved = Object.fromEntries(
        await Promise.all(
          names.map(
            async requestId =>
              [
                requestId,
                (await governor.reserve({ ...CALL, requestId })).id,
              ] as const,
          ),
        ),
      );
      await knex('reservations')
        .whereIn('request_id', ['expired', 'forgotten'])
        .update({ expires_at: new Date(0) });
      await ledger.expire();
      await knex('usage')
        .where({ reservation_id: reserved.forgotten })
        .delete();
      await governor.release(reserved.released, ADA);
      await governor.settle(reserved.settled, ADA, USE);

      const results = await Promise.allSettled([
        // Another's, before their own.
        governor.settle(reserved.open, BOB, { ...USE, outputTokens: 99 }),
        ...names.map(name => governor.settle(reserved[name], ADA, USE)),
        governor.settle('00000000-0000-4000-8000-000000000000', ADA, USE),
        // What was said first is what holds.
        governor.settle(reserved.open, ADA, { ...USE, outputTokens: 99 }),
      ]);
      expect(
        results.map(result =>
          result.status === 'fulfilled'
            ? result.value.outputTokens
            : result.reason.name,
        ),
      ).toEqual([
        'NotAllowedError',
        20,
        20,
        'NotFoundError',
        'ConflictError',
        20,
        'NotFoundError',
        20,
      ]);
      expect(await total()).toMatchObject({
        requests: 4,
        outputTokens: 3 * 20,
        // Of the one that the ledger forgot.
        unsettledTokens: 100,
      });
    },
  );
});
