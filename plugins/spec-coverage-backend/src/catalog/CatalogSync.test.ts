import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '../__testUtils__/startPortal';
import { ChangeNotifier } from '../alerts/ChangeNotifier';
import { CheckQueue } from '../intake/CheckQueue';
import { SourceCheckQueue } from '../intake/SourceCheckQueue';
import { CatalogSync } from './CatalogSync';
import { readEntityClaims } from './entityClaims';

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
  const queue = new CheckQueue(knex);
  const sync = (catalog = catalogServiceMock({ entities: [] })) =>
    new CatalogSync({
      knex,
      auth: mockServices.auth(),
      catalog,
      queue,
      sourceChecks: new SourceCheckQueue(knex),
      sources: ['files', 'github'],
      notifier: new ChangeNotifier({
        signals: { publish: async () => undefined },
        logger: mockServices.logger.mock(),
      }),
    });
  const links = async (): Promise<string[]> =>
    (await knex('spec_entities').orderBy(['entity_ref', 'spec_ref'])).map(
      row => `${row.entity_ref} ${row.spec_ref}`,
    );
  return { knex, sync, links };
}

describe('CatalogSync', () => {
  it.each(databases.eachSupportedId())(
    'links what an entity names to it, its system and its owner, and has it checked, %p',
    async id => {
      const { knex, sync, links } = await setUp(id);
      const entity = component('ledger', 'files:a, files:b', {
        system: 'system:default/money',
        stories: 'jira:PAY-1',
      });
      expect(await sync().syncEntity(entity)).toMatchObject({ changed: true });
      expect(await links()).toEqual([
        'component:default/ledger files:a',
        'component:default/ledger files:b',
        'group:default/payments files:a',
        'group:default/payments files:b',
        'system:default/money files:a',
        'system:default/money files:b',
      ]);
      expect(
        await knex('spec_checks').orderBy('spec_ref').pluck('spec_ref'),
      ).toEqual(['files:a', 'files:b']);
      expect(await knex('entity_user_stories').pluck('story_ref')).toEqual([
        'jira:PAY-1',
      ]);

      // Seen again as it was: nothing is asked for twice.
      await knex('spec_checks').delete();
      expect(await sync().syncEntity(entity)).toMatchObject({ changed: false });
      expect(await knex('spec_checks')).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets what an entity no longer names, and entities that are gone, %p',
    async id => {
      const { sync, links } = await setUp(id);
      const both = [component('a', 'files:a'), component('b', 'files:b')];
      expect(
        await sync(catalogServiceMock({ entities: both })).syncAll(),
      ).toEqual({ entities: 2, changed: 2, forgotten: 0 });
      await sync().syncEntity(component('a', 'files:other'));
      expect(await links()).toEqual([
        'component:default/a files:other',
        'component:default/b files:b',
        'group:default/payments files:b',
        'group:default/payments files:other',
      ]);
      expect(
        await sync(catalogServiceMock({ entities: [both[1]] })).syncAll(),
      ).toMatchObject({ entities: 1, forgotten: 1 });
      expect(await links()).toEqual([
        'component:default/b files:b',
        'group:default/payments files:b',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets nothing when the catalog cannot be read, %p',
    async id => {
      const { sync, links } = await setUp(id);
      await sync().syncEntity(component('a', 'files:a'));
      const away = catalogServiceMock.mock({
        streamEntities: async function* fail() {
          yield [];
          throw new Error('the catalog is away');
        },
      });
      await expect(sync(away as never).syncAll()).rejects.toThrow(
        'the catalog is away',
      );
      expect(await links()).toHaveLength(2);
    },
  );
});

describe('readEntityClaims', () => {
  it('keeps what can be read when something cannot', () => {
    const claims = readEntityClaims(component('a', 'nonsense, files:a, :, '));
    expect(claims.links.map(link => link.specRef)).toContain('files:a');
    expect(claims.invalid.map(entry => entry.ref)).toEqual(['nonsense', ':']);
  });

  it('reads a declared spec', () => {
    const entity: Entity = {
      apiVersion: 'proofline.io/v1alpha1',
      kind: 'Spec',
      metadata: { name: 'ledger', namespace: 'money' },
      spec: {
        ref: 'files:a',
        owner: 'group:payments',
        specifies: ['ledger', 'api:default/ledger'],
      },
    };
    expect(readEntityClaims(entity).links).toEqual([
      { specRef: 'files:a', entityRef: 'spec:money/ledger' },
      { specRef: 'files:a', entityRef: 'component:money/ledger' },
      { specRef: 'files:a', entityRef: 'api:default/ledger' },
    ]);
  });
});
