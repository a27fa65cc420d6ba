import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { CoverageReader } from './CoverageReader';
import { markRollups } from '../rollups/marks';
import { RollupWriter } from '../rollups/RollupWriter';
import { TopPerformerReader } from './TopPerformerReader';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const scope: SpecScope = { isWhole: true, narrow: () => {} };
const TEAM = 'group:default/team';

/** A portal whose one spec is proven by what is kept, and refuted by what is. */
async function setUp(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@proofline/backstage-plugin-spec-coverage-backend',
      'migrations',
    ),
  });
  await knex('specs').insert({
    spec_ref: 'files:a',
    source: 'files',
    created_at: new Date(),
    state: 'proven',
    expected: 1,
    proven: 1,
  });
  await knex('spec_entities').insert({
    entity_ref: TEAM,
    spec_ref: 'files:a',
    via_ref: 'component:default/x',
  });
  await knex('catalog_entities').insert({
    entity_ref: 'component:default/x',
    owner_ref: TEAM,
    fingerprint: '',
    seen_at: new Date(),
  });
  await markRollups(knex, [TEAM], new Date());
  await new RollupWriter(knex).writeAll();

  await knex('specs').update({ state: 'drifted', proven: 0, failed: 1 });
  await markRollups(knex, [TEAM], new Date());
  const coverage = new CoverageReader(knex);
  const proven = async () => {
    const [portal, [owner], [performer]] = await Promise.all([
      coverage.portal({ scope }),
      coverage.groups({ scope }, { by: 'owner', limit: 10 }),
      new TopPerformerReader(knex).list({ scope }, 10),
    ]);
    return [portal, owner, performer].map(each => each.counts.proven);
  };
  return { knex, proven };
}

describe('kept totals', () => {
  it.each(databases.eachSupportedId())(
    'are believed while changes wait for moments only, %p',
    async id => {
      const { proven } = await setUp(id);
      expect(await proven()).toEqual([1, 1, 1]);
    },
  );

  it.each(databases.eachSupportedId())(
    'are not taken for proven when nothing counts the changes, %p',
    async id => {
      const { knex, proven } = await setUp(id);
      await knex('rollup_marks').update({
        marked_at: new Date(Date.now() - 31_000),
      });
      expect(await proven()).toEqual([0, 0, 0]);
    },
  );
});
