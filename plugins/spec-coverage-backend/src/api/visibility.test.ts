import { TestDatabases } from '@backstage/backend-test-utils';
import { documentedRoutes } from '../__testUtils__/contract';
import {
  type Caller,
  headerOf,
  LEDGER,
  OTHER_VAULT,
  SHARED,
  startTwoOwners,
  VAULT,
} from '../__testUtils__/twoOwners';

/*
 * Who may not see something sees neither it nor its share in anything that is counted: totals, groups, trends, drifts, stories, top
 * performers, proof jobs, invariants, history, changes.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(90_000);

type Portal = Awaited<ReturnType<typeof startTwoOwners>>;

/** Of memory:ledger (1 proven, 1 failed, 1 unproven) and memory:shared (2 proven), and of nothing else: 3 of 5. */
const LEDGER_AND_SHARED = {
  counts: {
    expected: 5,
    proven: 3,
    accepted: 0,
    stale: 0,
    failed: 1,
    vacuous: 0,
    unknown: 0,
    unproven: 1,
  },
  percentage: 60,
  specs: 2,
  provenSpecs: 1,
  openDrifts: 1,
};

const SHARED_ONLY = {
  counts: {
    ...LEDGER_AND_SHARED.counts,
    expected: 2,
    proven: 2,
    failed: 0,
    unproven: 0,
  },
  percentage: 100,
  specs: 1,
  provenSpecs: 1,
  openDrifts: 0,
};

/** The values by which one could ask for the vault. */
const VAULT_VALUES: Record<string, string[]> = {
  entityRef: [
    'component:default/vault',
    'system:default/vault',
    'group:default/vault',
  ],
  owner: ['group:default/vault'],
  system: ['system:default/vault'],
  repository: ['acme/vault'],
  specRef: [VAULT, OTHER_VAULT],
  story: ['jira:VAULT-1', 'jira:VAULT-2'],
  source: ['other'],
  search: ['vault'],
};

describe('what a caller sees', () => {
  let portal: Portal | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const started = await startTwoOwners(await databases.init(id));
    portal = started;
    const as = async (caller: Caller, path: string) => {
      const answer = await started.get(path, {
        authorization: headerOf(caller),
      });
      return { status: answer.status, body: answer.body };
    };
    return { started, as };
  }

  it.each(databases.eachSupportedId())(
    'has no trace of an entity that the catalog hides, in any list, total or by any filter, %p',
    async id => {
      const { started, as } = await start(id);
      const reading = documentedRoutes.filter(
        ({ method, path }) => method === 'get' && !path.includes('{'),
      );
      const urls = reading.flatMap(({ path, query }) => {
        const bases =
          path === '/coverage/groups'
            ? [
                'component',
                'system',
                'domain',
                'owner',
                'repository',
                'source',
              ].map(by => `${path}?by=${by}`)
            : [`${path}?`];
        return bases.flatMap(base => [
          { url: base.replace(/\?$/, ''), asked: '' },
          ...query.flatMap(name =>
            (VAULT_VALUES[name] ?? []).map(value => ({
              url: `${base}&${name}=${encodeURIComponent(value)}${
                // Searching takes something to search in.
                name === 'search' && path === '/invariants'
                  ? '&entityRef=component:default/ledger'
                  : ''
              }`,
              asked: value,
            })),
          ),
        ]);
      });
      for (const ref of [LEDGER, SHARED]) {
        for (const part of ['', '/history', '/changes']) {
          urls.push({ url: `${started.specPath(ref)}${part}`, asked: '' });
        }
      }
      urls.push(
        { url: '/coverage/entity/component/default/ledger', asked: '' },
        { url: '/coverage/repository/acme%2Fledger', asked: '' },
        { url: '/coverage/user-story/jira%3APAY-10', asked: '' },
      );
      /** An answer without what was asked for, which the sentence on what is not there may name. */
      const toldOf = async (url: string, asked: string) => {
        const { status, body } = await as('hidden', url);
        const text = JSON.stringify(
          status === 200
            ? { ...body, entityRef: '', repository: '' }
            : body.error.message,
        );
        return { status, text: text.split(asked || '\0').join('') };
      };
      const traces: string[] = [];
      for (const { url, asked } of urls) {
        const told = await toldOf(url, asked);
        if (/vault/i.test(told.text)) {
          traces.push(`${url}: ${told.text}`);
        }
        // As little is told as of what is not there at all.
        const other = asked.replace(/vault|other/gi, 'nowhere');
        const nowhere = await toldOf(
          url.replace(
            `=${encodeURIComponent(asked)}`,
            `=${encodeURIComponent(other)}`,
          ),
          other,
        );
        expect([url, told]).toEqual([url, nowhere]);
      }
      expect(traces).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'is counted without what they may not see: by a rule, and by the catalog, %p',
    async id => {
      const { as } = await start(id);
      for (const caller of ['byOwner', 'hidden'] as const) {
        expect((await as(caller, '/coverage')).body).toMatchObject(
          LEDGER_AND_SHARED,
        );
        expect(
          (await as(caller, '/coverage/entity/component/default/ledger')).body,
        ).toMatchObject(LEDGER_AND_SHARED);
        expect(
          (await as(caller, '/coverage/groups?by=source')).body.items,
        ).toEqual([{ ref: 'memory', ...LEDGER_AND_SHARED }]);
        // other:vault has one more for this story.
        expect(
          (await as(caller, '/coverage/user-story/jira%3APAY-10')).body,
        ).toMatchObject({ counts: LEDGER_AND_SHARED.counts, percentage: 60 });
        const refsOf = async (list: string) =>
          (await as(caller, list)).body.items
            .map(
              (item: { ref?: string; specRef?: string }) =>
                item.specRef ?? item.ref,
            )
            .sort();
        expect(await refsOf('/specs')).toEqual([LEDGER, SHARED]);
        expect(await refsOf('/proof-jobs')).toEqual([LEDGER, SHARED]);
        expect(await refsOf('/drifts')).toEqual([LEDGER, SHARED]);
        expect([...new Set(await refsOf('/invariants'))]).toEqual([
          LEDGER,
          SHARED,
        ]);
        // History is kept for all together.
        expect((await as(caller, '/coverage/trends')).status).toBe(403);
        const performers = (await as(caller, '/coverage/top-performers')).body
          .items;
        expect(performers[0]).toMatchObject({
          ownerRef: 'group:default/payments',
          counts: LEDGER_AND_SHARED.counts,
          specs: 2,
          provenSpecs: 1,
        });
        expect(performers[0]).not.toHaveProperty('averageProofLatencyMs');
      }
      // Of the whole: 5 + 4 + 1.
      expect((await as('all', '/coverage')).body).toMatchObject({
        counts: { expected: 10, proven: 5 },
        specs: 4,
      });
      // All of memory, and not other:vault: 5 + 4.
      expect((await as('bySource', '/coverage')).body).toMatchObject({
        counts: { expected: 9, proven: 4, failed: 2, vacuous: 1, unproven: 2 },
        specs: 3,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'shows of an entity that they see only in part just that part, and no history, %p',
    async id => {
      const { as } = await start(id);
      const vault = (
        await as('byOwner', '/coverage/entity/component/default/vault')
      ).body;
      expect(vault).toMatchObject({
        ...SHARED_ONLY,
        items: [{ ref: SHARED }],
      });
      expect(vault).not.toHaveProperty('trend');
      expect(
        (await as('byOwner', '/coverage/repository/acme%2Fvault')).body,
      ).toMatchObject({ ...SHARED_ONLY, items: [{ ref: SHARED }] });
      const groups = async (by: string) =>
        (await as('byOwner', `/coverage/groups?by=${by}`)).body.items;
      expect(await groups('component')).toEqual([
        { ref: 'component:default/ledger', ...LEDGER_AND_SHARED },
        { ref: 'component:default/vault', ...SHARED_ONLY },
      ]);
      expect(await groups('repository')).toEqual([
        { ref: 'acme/ledger', ...LEDGER_AND_SHARED },
        { ref: 'acme/vault', ...SHARED_ONLY },
      ]);
      for (const asked of [
        'entityRef=component:default/vault',
        'repository=acme/vault',
      ]) {
        expect([
          asked,
          (await as('byOwner', `/coverage/trends?${asked}`)).status,
        ]).toEqual([asked, 403]);
      }
      // All of the ledger's specs are theirs to see, and so is its history.
      const ledger = await as(
        'byOwner',
        '/coverage/trends?entityRef=component:default/ledger',
      );
      expect(ledger.body.points.at(-1)).toMatchObject({
        counts: LEDGER_AND_SHARED.counts,
        percentage: 60,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'tells of repositories that nobody or nothing visible is built from that they are not there, %p',
    async id => {
      const { as } = await start(id);
      for (const caller of ['all', 'hidden'] as const) {
        for (const name of caller === 'all'
          ? ['acme/nowhere']
          : ['acme/nowhere', 'acme/vault']) {
          for (const path of [
            `/coverage/repository/${encodeURIComponent(name)}`,
            `/coverage/trends?repository=${encodeURIComponent(name)}`,
          ]) {
            const { status, body } = await as(caller, path);
            expect([path, status]).toEqual([path, 404]);
            expect(body.error.message).toContain(`'${name}'`);
          }
        }
      }
      expect(
        (await as('all', '/coverage/trends?repository=ACME/Vault')).status,
      ).toBe(200);
    },
  );

  it.each(databases.eachSupportedId())(
    'lists the entities of a spec as far as they may see them, %p',
    async id => {
      const { started, as } = await start(id);
      const entitiesOf = async (caller: Caller) =>
        (await as(caller, started.specPath(SHARED))).body.entityRefs;
      expect(await entitiesOf('all')).toEqual(
        expect.arrayContaining([
          'component:default/ledger',
          'component:default/vault',
        ]),
      );
      expect(await entitiesOf('hidden')).toEqual([
        'component:default/ledger',
        'group:default/payments',
        'system:default/money',
      ]);
    },
  );
});
