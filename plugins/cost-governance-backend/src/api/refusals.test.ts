import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const SERVICE = mockCredentials.service.header();
const LIMIT = { capacity: 1_000, refillPerMinute: 0 };

describe('/llm/refusals', () => {
  it.each(databases.eachSupportedId())(
    'says of each day how much was refused and why, which a shutdown does not lose, %p',
    async id => {
      const knex = await databases.init(id);
      const llm = {
        limits: {
          default: undefined,
          tenants: { [PAYMENTS]: LIMIT, 'group:default/billing': LIMIT },
        },
      };
      const first = await startGovernance({ knex, llm });
      try {
        const reserve = async (tenant: string, tokens: number) =>
          (
            await first.call('post', '/llm/reservations', {
              authorization: SERVICE,
              body: {
                tenant,
                tokens,
                requestId: `${tenant} ${tokens}`.replace(' ', '-'),
              },
            })
          ).status;
        expect(await reserve(PAYMENTS, 900)).toBe(201);
        expect(await reserve(PAYMENTS, 800)).toBe(429);
        expect(await reserve(PAYMENTS, 700)).toBe(429);
        expect(await reserve(PAYMENTS, 1_001)).toBe(400);
        expect(await reserve('group:default/other', 1)).toBe(403);
        // Not a refusal, but a request that is wrong.
        expect(await reserve(PAYMENTS, 0)).toBe(400);
        await first.call('put', '/llm/kill-switch', {
          body: { enabled: false, reason: 'the bill', tenant: PAYMENTS },
        });
        expect(await reserve(PAYMENTS, 600)).toBe(403);
      } finally {
        await first.stop();
      }

      const second = await startGovernance({ knex, llm });
      try {
        const today = new Date().toISOString().slice(0, 10);
        const ofTenant = {
          exhausted: 2,
          tooLarge: 1,
          stopped: 1,
          withoutLimit: 0,
          unavailable: 0,
        };
        const ofPayments = await second.call(
          'get',
          `/llm/refusals?tenant=${PAYMENTS}`,
        );
        expect(ofPayments.body).toMatchObject({
          to: today,
          items: [{ day: today, ...ofTenant }],
          total: ofTenant,
        });
        expect((await second.call('get', '/llm/refusals')).body.total).toEqual({
          ...ofTenant,
          withoutLimit: 1,
        });
        const { body } = await second.call('get', '/llm/tenants');
        expect(body.items).toMatchObject([
          { ref: 'group:default/billing', refusedToday: 0 },
          { ref: PAYMENTS, refusedToday: 4, refusedThisMonth: 4 },
        ]);
        for (const query of [
          'tenant=payments',
          'from=yesterday',
          'from=2020-01-01',
        ]) {
          expect(
            (await second.call('get', `/llm/refusals?${query}`)).status,
          ).toBe(400);
        }
      } finally {
        await second.stop();
      }
    },
  );
});
