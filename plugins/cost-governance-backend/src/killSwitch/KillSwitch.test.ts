import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { MIGRATIONS } from '../database';
import { KillSwitch } from './KillSwitch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const PAYMENTS = 'group:default/payments';
const BILLING = 'group:default/billing';
const BY = { by: 'user:default/ada', reason: 'the bill' };

async function migrated(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}

/** A switch of another process, with a clock that is moved by hand. */
function process(knex: Knex, isStoppedByEnvironment = false) {
  const clock = { ms: 0 };
  const logger = mockServices.logger.mock();
  return {
    clock,
    logger,
    killSwitch: new KillSwitch({
      knex,
      isStoppedByEnvironment,
      logger,
      now: () => clock.ms,
    }),
  };
}

describe('KillSwitch', () => {
  it.each(databases.eachSupportedId())(
    'is followed by each process within a second, and not asked of the database by each call, %p',
    async id => {
      const knex = await migrated(id);
      const here = process(knex);
      const there = process(knex);
      await there.killSwitch.assertAllowed(PAYMENTS);
      await here.killSwitch.set({ ...BY, enabled: false });
      await expect(here.killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        'LLM calls are stopped by user:default/ada: the bill',
      );
      // What it read before is still fresh there.
      const queries: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => queries.push(sql));
      await there.killSwitch.assertAllowed(PAYMENTS);
      expect(queries).toEqual([]);
      there.clock.ms += 1_000;
      await expect(there.killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        'the bill',
      );
      expect(queries).toHaveLength(1);

      await there.killSwitch.set({ ...BY, enabled: true });
      here.clock.ms += 1_000;
      await here.killSwitch.assertAllowed(PAYMENTS);
    },
  );

  it.each(databases.eachSupportedId())(
    'stops one tenant, and stops it also where all others are allowed, %p',
    async id => {
      const { killSwitch } = process(await migrated(id));
      await killSwitch.set({ ...BY, enabled: false, tenant: PAYMENTS });
      await killSwitch.assertAllowed(BILLING);
      await expect(killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        `LLM calls of '${PAYMENTS}' are stopped`,
      );
      expect(await killSwitch.state()).toMatchObject({
        enabled: true,
        stops: [{ tenant: PAYMENTS, enabled: false }],
      });
      // A stop of all is not undone by allowing one.
      await killSwitch.set({ ...BY, enabled: false });
      await killSwitch.set({ ...BY, enabled: true, tenant: PAYMENTS });
      await expect(killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        'the bill',
      );
      expect(await killSwitch.state()).toMatchObject({ enabled: false });
    },
  );

  it.each(databases.eachSupportedId())(
    'ends by itself, and only in the future, %p',
    async id => {
      const { killSwitch } = process(await migrated(id));
      const until = new Date(Date.now() + 60_000);
      await killSwitch.set({ ...BY, enabled: false, until });
      await expect(killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        `until ${until.toISOString()}`,
      );
      const later = jest
        .spyOn(Date, 'now')
        .mockReturnValue(until.getTime() + 1);
      await killSwitch.assertAllowed(PAYMENTS);
      expect(await killSwitch.state()).toMatchObject({
        enabled: true,
        stops: [],
      });
      await expect(
        killSwitch.set({ ...BY, enabled: false, until }),
      ).rejects.toThrow('future');
      later.mockRestore();
      await expect(
        killSwitch.set({ ...BY, enabled: true, until }),
      ).rejects.toThrow('until');
      await expect(
        killSwitch.set({ ...BY, enabled: true, endRunning: true }),
      ).rejects.toThrow('endRunning');
    },
  );

  it.each(databases.eachSupportedId())(
    'cannot allow what the environment stops, %p',
    async id => {
      const knex = await migrated(id);
      const { killSwitch } = process(knex, true);
      await expect(
        killSwitch.set({ ...BY, enabled: true }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      // A process that is started otherwise has allowed them.
      await process(knex).killSwitch.set({ ...BY, enabled: true });
      await expect(killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow(
        'LLM_CALLS_ENABLED',
      );
      expect(await killSwitch.state()).toEqual({
        enabled: false,
        isStoppedByEnvironment: true,
        stops: [],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'ends running calls of whom it stops, if it says so, in each process, %p',
    async id => {
      const knex = await migrated(id);
      const here = process(knex);
      const there = process(knex);
      const ended: string[] = [];
      const follow = (
        { killSwitch }: typeof here,
        name: string,
        tenant: string,
      ) =>
        new Promise<() => void>(resolve => {
          const leave = killSwitch.follow(tenant, error => {
            ended.push(`${name}: ${error.message}`);
            resolve(leave);
          });
        });
      const endings = [
        follow(here, 'payments here', PAYMENTS),
        follow(there, 'payments there', PAYMENTS),
      ];
      const leaveBilling = there.killSwitch.follow(BILLING, () =>
        ended.push('billing'),
      );
      here.killSwitch.follow(PAYMENTS, () => ended.push('over'))();

      const stop = { ...BY, enabled: false, tenant: PAYMENTS };
      await here.killSwitch.set(stop);
      there.clock.ms += 1_000;
      await expect(there.killSwitch.assertAllowed(PAYMENTS)).rejects.toThrow();
      expect(ended).toEqual([]);

      await here.killSwitch.set({ ...stop, endRunning: true });
      there.clock.ms += 1_000;
      // The one who used the switch need not wait until it is looked again.
      expect(ended).toEqual([
        `payments here: LLM calls of '${PAYMENTS}' are stopped by user:default/ada: the bill`,
      ]);
      await Promise.all(endings);
      expect(ended).toHaveLength(2);
      leaveBilling();
    },
  );

  it.each(databases.eachSupportedId())(
    'lets running calls run while the database does not answer, and says so once, %p',
    async id => {
      const knex = await migrated(id);
      const { clock, killSwitch, logger } = process(knex);
      const said = new Promise<void>(resolve => {
        logger.error.mockImplementation(() => resolve());
      });
      await knex.schema.renameTable('kill_switch_events', 'gone');
      const ended = new Promise(resolve =>
        killSwitch.follow(PAYMENTS, resolve),
      );
      await said;
      await knex.schema.renameTable('gone', 'kill_switch_events');
      await process(knex).killSwitch.set({
        ...BY,
        enabled: false,
        endRunning: true,
      });
      clock.ms += 1_000;
      expect(await ended).toMatchObject({
        message: expect.stringContaining('the bill'),
      });
      expect(logger.error).toHaveBeenCalledTimes(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'allows nothing while the database does not answer, %p',
    async id => {
      const knex = await migrated(id);
      const { clock, killSwitch } = process(knex);
      await killSwitch.assertAllowed(PAYMENTS);
      await knex.schema.renameTable('kill_switch_events', 'gone');
      clock.ms += 1_000;
      // SQLite's errors are not of the realm that Jest has for a test, and so none that toThrow() knows.
      await expect(killSwitch.assertAllowed(PAYMENTS)).rejects.toMatchObject({
        message: expect.stringContaining('kill_switch_events'),
      });
      await knex.schema.renameTable('gone', 'kill_switch_events');
      await killSwitch.assertAllowed(PAYMENTS);
    },
  );
});
