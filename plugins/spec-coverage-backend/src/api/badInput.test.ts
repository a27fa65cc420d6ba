import { TestDatabases } from '@backstage/backend-test-utils';
import { documentedRoutes } from '../__testUtils__/contract';
import { LEDGER, startLedger } from '../__testUtils__/startLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const reading = documentedRoutes.filter(({ method }) => method === 'get');

const beyondColumn = Buffer.from(JSON.stringify([2 ** 40, 'a'])).toString(
  'base64url',
);

const trends = (query: string) => `/coverage/trends?${query}`;

/** Path, status, and what the sentence names. */
const REFUSALS: Array<[path: string, status: number, words: string]> = [
  ['/specs?limit=1000000000', 400, 'limit'],
  ['/specs?limit=0', 400, 'limit'],
  ['/specs?limit=-1', 400, 'limit'],
  ['/specs?limit=1.5', 400, 'limit'],
  ['/specs?limit=x', 400, 'limit'],
  ['/specs?limit=', 400, 'limit'],
  ['/specs?limit=1&limit=2', 400, 'limit'],
  ['/specs?state=red', 400, 'state'],
  ['/specs?entityRef=::', 400, "'entityRef'"],
  ['/specs?entityRef=', 400, 'entityRef'],
  [`/specs?entityRef=${'x'.repeat(501)}`, 400, 'entityRef'],
  ['/specs?owner=::', 400, "'owner'"],
  ['/specs?system=::', 400, "'system'"],
  [`/specs?search=${'x'.repeat(201)}`, 400, 'search'],
  [`/specs?source=${'x'.repeat(64)}`, 400, 'source'],
  ['/drifts?state=shut', 400, 'state'],
  ['/proof-jobs?state=red', 400, 'state'],
  ['/coverage?state=red', 400, 'state'],
  ['/coverage/groups', 400, "'by'"],
  ['/coverage/groups?by=colour', 400, 'by'],
  // More than a column of the database holds.
  [
    `/coverage/groups?by=system&source=memory&cursor=${beyondColumn}`,
    400,
    "'cursor'",
  ],
  [`/coverage/groups?by=system&cursor=${beyondColumn}`, 400, "'cursor'"],
  ['/coverage/top-performers?limit=0', 400, 'limit'],
  ['/coverage/top-performers?limit=101', 400, 'limit'],
  [trends('from=2026-11-24&to=2026-11-01'), 400, "'from'"],
  // 20 years
  [trends('from=2006-11-24&to=2026-11-01'), 400, "'from'"],
  [trends('from=2024-11-01&to=2026-11-02'), 400, "'from'"],
  [trends('from=0001-01-01'), 400, "'from'"],
  // Without an end, today is the end.
  [trends('from=9999-01-01'), 400, "'from'"],
  [trends('from=yesterday'), 400, 'from'],
  [trends('from=2026-02-31'), 400, 'from'],
  [trends('to=2026-13-01'), 400, 'to'],
  [trends('to=2026-11-24T00:00:00Z'), 400, 'to'],
  [trends('interval=minute'), 400, 'interval'],
  [trends('entityRef=component:ledger&repository=a/b'), 400, "'repository'"],
  [trends('entityRef=component:not-there'), 404, 'not-there'],
  [trends('entityRef=::'), 400, "'entityRef'"],
  [trends('repository=acme/not-there'), 404, "'acme/not-there'"],
  ['/invariants?search=ledger', 400, "'search'"],
  ['/invariants?state=failed', 400, "'state'"],
  ['/invariants?sort=key', 400, "'sort'"],
  ['/invariants?specRef=memory:ledger&sort=size', 400, 'sort'],
  ['/invariants?specRef=memory:ledger&order=up', 400, 'order'],
  ['/invariants?specRef=memory:ledger&state=red', 400, 'state'],
  ['/coverage/repository/acme%2Fnot-there', 404, "'acme/not-there'"],
  ['/coverage/repository/no-slash', 404, "'no-slash'"],
  ['/coverage/repository/a%20b%2F%E5%B8%B3', 404, "'a b/帳'"],
  ['/coverage/user-story/jira%3APAY-99', 404, "'jira:PAY-99'"],
  ['/specs/nonsense', 400, "'nonsense'"],
  [`/specs/${encodeURIComponent('a:\0')}`, 400, 'control character'],
  [`/specs/${encodeURIComponent(`a:${'x'.repeat(500)}`)}`, 400, 'longer'],
  ['/specs/memory%3Anot-there', 404, "'memory:not-there'"],
  ['/specs/memory%3Anot-there/history', 404, "'memory:not-there'"],
  ['/specs/memory%3Anot-there/changes', 404, "'memory:not-there'"],
  ['/proof-jobs/not-there', 404, "'not-there'"],
  ['/coverage/entity/component/default/not-there', 404, 'default/not-there'],
];

describe('bad input to the API', () => {
  let portal: Awaited<ReturnType<typeof startLedger>> | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const started = await startLedger(await databases.init(id));
    portal = started;
    return started;
  }

  it.each(databases.eachSupportedId())(
    'is refused with a sentence that names it, %p',
    async id => {
      const started = await start(id);
      for (const [path, status, words] of REFUSALS) {
        expect([path, await started.refusal(path)]).toEqual([
          path,
          { status, message: expect.stringContaining(words) },
        ]);
      }
    },
  );

  it('has no query parameter that is unknown, on any route', async () => {
    const started = await start('SQLITE_3');
    for (const { path } of reading) {
      const url = path.replace(/\{(\w+)\}/g, 'x');
      expect([path, await started.refusal(`${url}?colour=red`)]).toEqual([
        path,
        { status: 400, message: expect.stringContaining("'colour'") },
      ]);
    }
  });

  it('has each query parameter that is documented', async () => {
    const started = await start('SQLITE_3');
    const values: Record<string, string> = {
      by: 'component',
      cursor: 'forged',
      entityRef: 'component:default/ledger',
      from: '2026-03-01',
      interval: 'week',
      limit: '1',
      order: 'desc',
      owner: 'group:default/payments',
      repository: 'acme/payments',
      search: 'ledger',
      sort: 'key',
      source: 'memory',
      specRef: LEDGER,
      specState: 'drifted',
      story: 'jira:PAY-10',
      system: 'system:default/money',
      to: '2026-03-01',
    };
    // A cursor is read, and so is one that is forged.
    const forged = {
      status: 400,
      message: expect.stringContaining("'cursor'"),
    };
    const states: Record<string, string> = {
      '/drifts': 'open',
      '/proof-jobs': 'succeeded',
      '/invariants': 'failed',
    };
    for (const { path, query } of reading.filter(
      route => !route.path.includes('{'),
    )) {
      for (const name of query) {
        const value = values[name] ?? states[path] ?? 'proven';
        const url = `${path}?${name}=${encodeURIComponent(value)}${
          path === '/coverage/groups' && name !== 'by' ? '&by=system' : ''
        }${
          path === '/invariants' && ['search', 'sort', 'state'].includes(name)
            ? `&specRef=${LEDGER}`
            : ''
        }`;
        expect([url, await started.refusal(url)]).toEqual([
          url,
          name === 'cursor' ? forged : { status: 200, message: undefined },
        ]);
      }
    }
  });

  it.each(databases.eachSupportedId())(
    'has no NUL, which PostgreSQL stores in no text, in any parameter or body, %p',
    async id => {
      const started = await start(id);
      const url = (path: string) => path.replace(/\{(\w+)\}/g, 'a%3Ab%00');
      for (const { method, path, query } of documentedRoutes.filter(
        route => !route.path.startsWith('/webhooks'),
      )) {
        const withParameters = [
          ...(path.includes('{') ? [url(path)] : []),
          ...query
            .filter(
              name => !['limit', 'by', 'from', 'to', 'interval'].includes(name),
            )
            .map(
              name =>
                `${path.replace(
                  '{ref}',
                  encodeURIComponent(LEDGER),
                )}?${name}=a%00b`,
            ),
        ];
        for (const each of withParameters) {
          const { status } = await started.call(method, each, {
            body:
              method === 'put'
                ? { reason: 'because', until: new Date().toISOString() }
                : undefined,
          });
          expect([method, each, status]).toEqual([method, each, 400]);
        }
      }
      const accepted = await started.call(
        'put',
        `${started.specPath(LEDGER)}/invariants/L-2/acceptance`,
        {
          body: {
            reason: 'be\0cause',
            until: new Date(Date.now() + 60_000).toISOString(),
          },
        },
      );
      expect(accepted.status).toBe(400);
      expect(accepted.body.error.message).toContain("'reason'");
    },
  );

  it('is an address that is not percent-encoded as it should be', async () => {
    const started = await start('SQLITE_3');
    for (const path of ['/specs/%E0%A4%A', '/coverage/repository/%']) {
      expect([path, (await started.get(path)).status]).toEqual([path, 400]);
    }
  });
});
