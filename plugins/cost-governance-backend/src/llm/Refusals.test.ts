import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { MIGRATIONS, dayOf } from '../database';
import { RefusalReader } from './RefusalReader';
import { Refusals } from './Refusals';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const PAYMENTS = 'group:default/payments';
const NOTHING = {
  exhausted: 0,
  tooLarge: 0,
  stopped: 0,
  withoutLimit: 0,
  unavailable: 0,
};

describe('Refusals', () => {
  async function start(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory: MIGRATIONS });
    const logger = mockServices.logger.mock();
    const reader = new RefusalReader(knex);
    const today = dayOf(new Date());
    return {
      knex,
      logger,
      reader,
      today,
      total: async (tenant?: string) =>
        (await reader.report({ from: '2000-01-01', to: '2999-12-31', tenant }))
          .total,
      refusals: (mostNames?: number) =>
        new Refusals({ knex, logger, mostNames }),
    };
  }

  it.each(databases.eachSupportedId())(
    'adds up what processes refused, by tenant and reason, %p',
    async id => {
      const { reader, refusals, today, total } = await start(id);
      const [one, other] = [refusals(), refusals()];
      for (let index = 0; index < 3; index++) {
        one.count(PAYMENTS, 'exhausted');
        other.count(PAYMENTS, 'exhausted');
      }
      one.count(PAYMENTS, 'stopped');
      other.count('group:default/billing', 'unavailable');
      await Promise.all([one.flush(), other.flush()]);
      await one.flush();
      expect(await total(PAYMENTS)).toEqual({
        ...NOTHING,
        exhausted: 6,
        stopped: 1,
      });
      expect(await total()).toEqual({
        ...NOTHING,
        exhausted: 6,
        stopped: 1,
        unavailable: 1,
      });
      const tenants = [PAYMENTS, 'group:default/none'];
      expect(await reader.ofTenants(tenants, today, today)).toEqual(
        new Map([[PAYMENTS, 7]]),
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps what could not be written, says so once, and writes it later, %p',
    async id => {
      const { knex, logger, refusals, total } = await start(id);
      const counted = refusals();
      await knex.schema.renameTable('refusals', 'away');
      counted.count(PAYMENTS, 'exhausted');
      await counted.flush();
      counted.count(PAYMENTS, 'exhausted');
      await counted.flush();
      expect(logger.error).toHaveBeenCalledTimes(1);
      await knex.schema.renameTable('away', 'refusals');
      await counted.close();
      expect(await total(PAYMENTS)).toEqual({ ...NOTHING, exhausted: 2 });
      expect(logger.error).toHaveBeenCalledTimes(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'writes by itself what was counted, %p',
    async id => {
      const { knex, refusals, total } = await start(id);
      const counted = refusals();
      const written = new Promise(resolve =>
        knex.on('query-response', (_, { sql }) => {
          if (sql.startsWith('insert into')) {
            resolve(sql);
          }
        }),
      );
      counted.count(PAYMENTS, 'exhausted');
      expect(await written).toContain('refusals');
      // Which waits for what is under way.
      await counted.flush();
      expect(await total(PAYMENTS)).toEqual({ ...NOTHING, exhausted: 1 });
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets days of long ago, %p',
    async id => {
      const { knex, refusals, today } = await start(id);
      const counted = refusals();
      counted.count(PAYMENTS, 'exhausted');
      await counted.flush();
      const row = { tenant: PAYMENTS, reason: 'stopped', requests: 1 };
      await knex('refusals').insert({ ...row, day: '2020-01-01' });
      await counted.prune(new Date());
      expect(await knex('refusals').pluck('day')).toEqual([today]);
    },
  );

  it.each(databases.eachSupportedId())(
    'counts tenants under no name when there are too many, and loses none, %p',
    async id => {
      const { knex, refusals, total } = await start(id);
      const counted = refusals(700);
      for (let index = 0; index < 2_000; index++) {
        counted.count(`group:default/t${index % 1_000}`, 'withoutLimit');
        if (index === 900) {
          await counted.flush();
        }
      }
      await counted.close();
      expect((await total()).withoutLimit).toBe(2_000);
      expect(await knex('refusals')).toHaveLength(701);
      expect((await total('')).withoutLimit).toBe(600);
    },
  );
});
