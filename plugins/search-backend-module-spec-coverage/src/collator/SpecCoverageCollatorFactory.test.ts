import { mockServices } from '@backstage/backend-test-utils';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  IndexBuilder,
  LunrSearchEngine,
  TestPipeline,
} from '@backstage/plugin-search-backend-node';
import {
  type SpecCoverageDocument,
  specReadPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { range } from 'lodash';
import { entity } from '../__testUtils__/entity';
import { invariant, TestApi } from '../__testUtils__/TestApi';
import type { SpecCoverageCollatorFactory } from './SpecCoverageCollatorFactory';

function numbered(name: string, number: number): string {
  return `files:${name}-${String(number).padStart(4, '0')}.md`;
}

async function collate(
  factory: SpecCoverageCollatorFactory,
): Promise<{ documents: SpecCoverageDocument[]; error: unknown }> {
  const { documents, error } = await TestPipeline.fromCollator(
    await factory.getCollator(),
  ).execute();
  return { documents: documents as SpecCoverageDocument[], error };
}

describe('SpecCoverageCollatorFactory', () => {
  const api = new TestApi();

  beforeAll(() => api.start());

  afterAll(() => api.stop());

  beforeEach(() => {
    api.specs = [];
    api.invariants = [];
    api.namers = {};
    api.requests.length = 0;
    api.onRequest = () => undefined;
    api.loops = false;
  });

  describe('reads page by page', () => {
    beforeEach(() => {
      api.specs = range(250).map(number => numbered('a', number));
      // Every fifth spec states nothing, and one states much.
      const statedBy = (number: number) => (number % 5 === 0 ? 0 : 3);
      api.invariants = api.specs.flatMap((ref, number) =>
        range(number === 7 ? 450 : statedBy(number)).map(key =>
          invariant(ref, `K-${1000 + key}`, `jira:PAY-${key % 2}`),
        ),
      );
    });

    it('and finds each spec with all of its claims', async () => {
      const { documents, error } = await collate(api.collatorFactory());
      expect(error).toBeUndefined();
      const specs = documents.filter(({ kind }) => kind === 'Spec');
      expect(specs.map(({ specRef }) => specRef)).toEqual(api.specs);
      for (const { specRef, text } of specs) {
        const claims = api.invariants
          .filter(each => each.specRef === specRef)
          .map(({ key }) => `${key}: claim ${key}`);
        expect(text.match(/^K-.*$/gm) ?? []).toEqual(claims);
      }
      const invariants = documents.filter(({ kind }) => kind === 'Invariant');
      expect(invariants).toHaveLength(api.invariants.length);
    });

    it('and finds each story once for each of its specs', async () => {
      const { documents } = await collate(api.collatorFactory());
      const stories = documents
        .filter(({ kind }) => kind === 'UserStory')
        .map(({ specRef, story }) => `${specRef} ${story}`);
      const expected = api.invariants.map(
        ({ specRef, story }) => `${specRef} ${story}`,
      );
      expect(stories.sort()).toEqual([...new Set(expected)].sort());
    });

    it('and gives each document an address of its own', async () => {
      const { documents } = await collate(api.collatorFactory());
      const locations = documents.map(({ location }) => location);
      expect(new Set(locations).size).toBe(locations.length);
    });

    it('and no faster than documents are taken', async () => {
      const collator = await api.collatorFactory().getCollator();
      await new Promise(resolve => collator.once('readable', resolve));
      const lists = api.requests.filter(({ path }) => !path.includes(':'));
      // Of 3 and 5: what the first page of specs takes.
      expect(lists.filter(({ path }) => path === '/specs')).toHaveLength(1);
      expect(
        lists.filter(({ path }) => path === '/invariants').length,
      ).toBeLessThanOrEqual(5);
      collator.destroy();
    });
  });

  it('asks on its own behalf for one spec after the other where no entity is the spec', async () => {
    api.specs = ['files:a.md', 'files:b.md'];
    api.namers = {
      'files:b.md': ['domain:default/money', 'component:default/ledger'],
    };
    const { documents } = await collate(
      api.collatorFactory({
        entities: [entity('Spec', 'files.a.md')],
        config: { locationTemplate: '/entities/:kind/:namespace/:name' },
      }),
    );
    expect(documents.map(({ location }) => location)).toEqual([
      '/entities/spec/default/files.a.md?spec=files%3Aa.md',
      '/entities/component/default/ledger/coverage?spec=files%3Ab.md',
    ]);
    expect(api.requests.map(({ path }) => path)).toEqual([
      '/specs',
      '/invariants',
      '/specs/files:b.md',
    ]);
  });

  describe('while the portal changes', () => {
    it('finds the claims of specs after one that came', async () => {
      api.specs = ['files:a.md', 'files:c.md'];
      // What came is all that is left of a page.
      api.invariants = [
        ...range(199).map(key => invariant('files:a.md', `K-${1000 + key}`)),
        invariant('files:b.md', 'K-1'),
        invariant('files:c.md', 'K-2'),
      ];
      const { documents } = await collate(api.collatorFactory());
      const specs = documents.filter(({ kind }) => kind === 'Spec');
      expect(specs.map(({ specRef }) => specRef)).toEqual(api.specs);
      expect(specs[1].text).toContain('K-2: claim K-2');
      expect(documents.filter(({ kind }) => kind === 'Invariant')).toHaveLength(
        api.invariants.length,
      );
    });

    it('finds the invariants of specs that came at the end', async () => {
      api.specs = ['files:a.md'];
      api.invariants = [invariant('files:b.md', 'K-1', 'jira:PAY-1')];
      const { documents } = await collate(api.collatorFactory());
      expect(
        documents.map(({ kind, specRef }) => `${kind} ${specRef}`),
      ).toEqual([
        'Spec files:a.md',
        'Invariant files:b.md',
        'UserStory files:b.md',
      ]);
    });
  });

  it('takes a story that no entity can be named after', async () => {
    api.specs = ['files:a.md'];
    api.invariants = [invariant('files:a.md', 'K-1', 'userstory:a b/c')];
    const { documents, error } = await collate(
      api.collatorFactory({ entities: [entity('Spec', 'files.a.md')] }),
    );
    expect(error).toBeUndefined();
    expect(documents.at(-1)).toMatchObject({
      kind: 'UserStory',
      location:
        '/catalog/default/spec/files.a.md/coverage/stories/userstory%3Aa%20b%2Fc?spec=files%3Aa.md',
    });
  });

  describe('has each document authorized', () => {
    const entities = [entity('Spec', 'files.a.md')];

    beforeEach(() => {
      api.specs = ['files:a.md', 'files:b.md', 'files:c.md'];
      api.invariants = [invariant('files:a.md', 'K-1', 'jira:PAY-1')];
      api.namers = { 'files:b.md': ['component:default/ledger'] };
    });

    it('by the permission to read its spec', async () => {
      const factory = api.collatorFactory({ entities });
      const { documents } = await collate(factory);
      expect(factory.visibilityPermission).toBe(specReadPermission);
      expect(documents).toHaveLength(5);
      for (const { authorization, specRef } of documents) {
        expect(authorization).toEqual({ resourceRef: specRef });
      }
    });

    it('or by the permission to read the entity that it leads to', async () => {
      const factory = api.collatorFactory({
        entities,
        config: { visibility: 'entity' },
      });
      const { documents } = await collate(factory);
      expect(factory.visibilityPermission).toBe(catalogEntityReadPermission);
      expect(
        documents.map(({ authorization, specRef }) => [
          specRef,
          authorization?.resourceRef,
        ]),
      ).toEqual([
        ['files:a.md', 'spec:default/files.a.md'],
        ['files:b.md', 'component:default/ledger'],
        // There is no such entity, and so nobody finds it who may not see all.
        ['files:c.md', 'spec:default/files.c.md'],
        ['files:a.md', 'spec:default/files.a.md'],
        ['files:a.md', 'spec:default/files.a.md'],
      ]);
    });
  });

  describe('fails as a whole', () => {
    const engine = new LunrSearchEngine({ logger: mockServices.logger.mock() });

    /** Makes the index as the search backend does. */
    async function index(): Promise<void> {
      const builder = new IndexBuilder({
        searchEngine: engine,
        logger: mockServices.logger.mock(),
      });
      let task: (() => Promise<void>) | undefined;
      builder.addCollator({
        factory: api.collatorFactory(),
        schedule: {
          run: async ({ fn }) => {
            task = fn as () => Promise<void>;
          },
        },
      });
      const { scheduler } = await builder.build();
      scheduler.start();
      await task!();
      scheduler.stop();
    }

    async function found(): Promise<number> {
      const { numberOfResults } = await engine.query({ term: 'claim' });
      return numberOfResults ?? 0;
    }

    function fill(specs: number): void {
      api.specs = range(specs).map(number => numbered('b', number));
      api.invariants = api.specs.flatMap(ref =>
        range(3).map(key => invariant(ref, `K-${key}`)),
      );
    }

    beforeEach(async () => {
      fill(20);
      await index();
      fill(300);
    });

    it.each([
      ['the API is down', 'specs', 0],
      ['a page of specs is missing', 'specs', 200],
      ['a page of invariants is missing', 'invariants', 800],
    ])('when %s, and leaves the index as it was', async (_, list, from) => {
      api.onRequest = request => {
        if (request.path === `/${list}` && request.from === from) {
          throw new Error('out of order');
        }
      };
      await expect(index()).rejects.toThrow(/503/);
      expect(await found()).toBe(80);
      api.onRequest = () => undefined;
      await index();
      expect(await found()).toBe(1200);
    });

    it('when a spec cannot be asked for', async () => {
      api.onRequest = ({ path }) => {
        if (path === `/specs/${numbered('b', 299)}`) {
          throw new Error('out of order');
        }
      };
      await expect(index()).rejects.toThrow(/503/);
      expect(await found()).toBe(80);
    });

    it('when the connection breaks', async () => {
      const other = new TestApi();
      await other.start();
      const factory = other.collatorFactory();
      await other.stop();
      expect((await collate(factory)).error).toMatchObject({
        message: 'fetch failed',
      });
    });

    it('when a list never ends', async () => {
      api.loops = true;
      await expect(index()).rejects.toThrow('leads to itself');
      expect(await found()).toBe(80);
    });
  });
});
