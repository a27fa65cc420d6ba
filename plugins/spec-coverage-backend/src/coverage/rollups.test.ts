import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { markRollups, toCounts } from './rollups';
import { RollupWriter } from './RollupWriter';
import { PORTAL } from './scopes';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

async function setUp(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@proofline/backstage-plugin-spec-coverage-backend',
      'migrations',
    ),
  });
  const spec = (ref: string, expected: number, proven: number) => ({
    spec_ref: ref,
    source: 'files',
    created_at: new Date(),
    expected,
    proven,
    unproven: expected - proven,
  });
  await knex('specs').insert([
    spec('files:a', 4, 3),
    spec('files:b', 6, 0),
    spec('files:c', 1, 1),
  ]);
  const link = (entity: string, specRef: string, via: string) => ({
    entity_ref: entity,
    spec_ref: specRef,
    via_ref: via,
  });
  await knex('spec_entities').insert([
    link('component:default/x', 'files:a', 'component:default/x'),
    link('system:default/s', 'files:a', 'component:default/x'),
    // The same spec through another component counts once.
    link('system:default/s', 'files:a', 'component:default/y'),
    link('system:default/s', 'files:b', 'component:default/y'),
  ]);
  const rollup = async (entityRef: string, day: string) =>
    toCounts(
      (await knex('coverage_days')
        .where({ entity_ref: entityRef, day })
        .first()) ?? {},
    );
  const writer = new RollupWriter(knex);
  return { knex, rollup, writer };
}

describe('RollupWriter', () => {
  it.each(databases.eachSupportedId())(
    'counts each spec once, and leaves past days alone, %p',
    async id => {
      const { knex, rollup, writer } = await setUp(id);
      const refs = ['component:default/x', 'system:default/s'];
      await markRollups(knex, refs, new Date('2026-11-22T23:59:59.999Z'));
      await writer.writeAll();
      expect(await rollup('component:default/x', '2026-11-22')).toMatchObject({
        expected: 4,
        proven: 3,
        unproven: 1,
      });
      expect(await rollup('system:default/s', '2026-11-22')).toMatchObject({
        expected: 10,
        proven: 3,
      });
      expect(await rollup(PORTAL, '2026-11-22')).toMatchObject({
        expected: 11,
        proven: 4,
      });

      await knex('specs').where('spec_ref', 'files:a').update({ proven: 4 });
      await markRollups(knex, refs, new Date('2026-11-23T00:00:00.000Z'));
      await writer.writeAll();
      expect((await rollup('system:default/s', '2026-11-22')).proven).toBe(3);
      expect((await rollup('system:default/s', '2026-11-23')).proven).toBe(4);
    },
  );

  it.each(databases.eachSupportedId())(
    'loses nothing when many write at once, %p',
    async id => {
      const { knex, rollup, writer } = await setUp(id);
      const now = new Date('2026-11-23T12:00:00.000Z');
      await Promise.all(
        ['files:a', 'files:b', 'files:c'].flatMap(specRef =>
          Array.from({ length: 5 }, () =>
            knex
              .transaction(async trx => {
                await trx('specs')
                  .where('spec_ref', specRef)
                  .increment('expected', 1);
                await markRollups(trx, ['system:default/s'], now);
              })
              .then(() => writer.writeAll()),
          ),
        ),
      );
      expect((await rollup(PORTAL, '2026-11-23')).expected).toBe(11 + 15);
      expect((await rollup('system:default/s', '2026-11-23')).expected).toBe(
        10 + 10,
      );
    },
  );
});
