import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';
import { MIGRATIONS } from '../database';
import { BackgroundRuns } from './BackgroundRuns';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe('BackgroundRuns', () => {
  async function start(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory: MIGRATIONS });
    const logger = mockServices.logger.mock();
    return { knex, logger, runs: new BackgroundRuns({ knex, logger }) };
  }

  const fail = async () => {
    throw new Error('no disk');
  };

  it.each(databases.eachSupportedId())(
    'records what did something and what failed, once until it succeeds again, %p',
    async id => {
      const { knex, runs } = await start(id);
      await runs.record('a', async () => ({ done: 0 }));
      expect(await knex('background_runs')).toEqual([]);
      await runs.record('a', async () => ({ done: 2 }));
      await expect(runs.record('a', fail)).rejects.toThrow('no disk');
      await expect(runs.record('a', fail)).rejects.toThrow('no disk');
      await runs.record('a', async () => ({ done: 0 }));
      await expect(runs.record('a', fail)).rejects.toThrow('no disk');
      const rows = await knex('background_runs');
      expect(rows).toHaveLength(3);
      expect(rows).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ task: 'a', counts: '{"done":2}' }),
          expect.objectContaining({
            counts: null,
            error: expect.stringContaining('no disk'),
          }),
        ]),
      );
      await knex('background_runs')
        .whereNotNull('counts')
        .update({ started_at: new Date(0) });
      expect(await runs.prune()).toBe(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'tells the log what it cannot record, and throws what the task threw, %p',
    async id => {
      const { knex, logger, runs } = await start(id);
      await knex.schema.dropTable('background_runs');
      await expect(runs.record('a', fail)).rejects.toThrow('no disk');
      expect(logger.error).toHaveBeenCalledTimes(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'records the tasks of the plugin, %p',
    async id => {
      const knex = await databases.init(id);
      const governance = await startGovernance({ knex });
      try {
        await governance.call('post', '/llm/reservations', {
          body: { tenant: PAYMENTS, tokens: 1, requestId: 'one' },
        });
        await knex('reservations').update({ expires_at: new Date(0) });
        const expire = 'cost-governance-expire-reservations';
        const prune = 'cost-governance-prune-usage';
        await governance.scheduler.triggerTask(expire);
        await governance.scheduler.triggerTask(prune);
        const counts = async (task: string) =>
          (await knex('background_runs').where({ task }).pluck('counts')).map(
            text => JSON.parse(text),
          );
        expect(await counts(expire)).toEqual([{ reservations: 1 }]);
        // What expired is of 1970, its use of today.
        expect(await counts(prune)).toEqual([
          { uses: 0, reservations: 1, refusals: 0, runs: 0 },
        ]);
      } finally {
        await governance.stop();
      }
    },
  );
});
