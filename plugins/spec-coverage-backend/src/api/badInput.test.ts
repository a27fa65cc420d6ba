import { TestDatabases } from '@backstage/backend-test-utils';
import { documentedRoutes } from '../__testUtils__/contract';
import { component, isAtRest, startPortal } from '../__testUtils__/startPortal';
import { InMemorySource } from '../__testUtils__/testDocuments';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';

type Portal = Awaited<ReturnType<typeof startPortal>>;

const reading = documentedRoutes.filter(({ method }) => method === 'get');

/** Routes that give lists in pages, with what else they need. */
const paged = reading
  .filter(({ query }) => query.includes('cursor'))
  .map(({ path }) =>
    path === '/coverage/groups'
      ? `${path}?by=component&`
      : `${path.replace('{ref}', encodeURIComponent(LEDGER))}?`,
  );

const encode = (cursor: unknown) =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Cursors that nobody was given. */
const FORGED = [
  'forged',
  '%00',
  '..%2F..%2Fetc%2Fpasswd',
  'x'.repeat(1_001),
  encode(null),
  encode({}),
  encode([]),
  encode([1]),
  encode(['2026-03-02', 'a', 'b', 'c']),
  encode([-1, 'a']),
  encode([1e300, 'a', 'b', 'c']),
  encode([{ $gt: '' }, 'a', 'b']),
  encode([8_640_000_000_000_001, 'a']),
  encode([0, 'a\0b']),
  encode(['a\0b']),
  encode(['', 'a\0b', 'c']),
  encode([1, 'x'.repeat(501), 'b']),
  encode(['a', 'b', 'x'.repeat(501)]),
  encode(["' or 1=1 --", 2, 3]),
  Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
];

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
    `/coverage/groups?by=system&source=memory&cursor=${encode([2 ** 40, 'a'])}`,
    400,
    "'cursor'",
  ],
  [
    `/coverage/groups?by=system&cursor=${encode([2 ** 40, 'a'])}`,
    400,
    "'cursor'",
  ],
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
  let portal: Portal | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    repository = 'acme/payments',
  ): Promise<Portal> {
    const source = new InMemorySource();
    source.put('ledger', {
      title: 'Ledger',
      story: 'jira:PAY-10',
      claims: { 'L-1': 'proven', 'L-2': 'failed' },
    });
    portal = await startPortal({
      knex: await databases.init(id),
      source,
      entities: [component('ledger', LEDGER, { repository })],
    });
    await portal.specWhen(LEDGER, isAtRest);
    return portal;
  }

  async function refusal(started: Portal, path: string) {
    const { status, body } = await started.get(path);
    return { status, message: body.error?.message as string | undefined };
  }

  it.each(databases.eachSupportedId())(
    'is refused with a sentence that names it, %p',
    async id => {
      const started = await start(id);
      for (const [path, status, words] of REFUSALS) {
        expect([path, await refusal(started, path)]).toEqual([
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
      expect([path, await refusal(started, `${url}?colour=red`)]).toEqual([
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
        expect([url, await refusal(started, url)]).toEqual([
          url,
          name === 'cursor' ? forged : { status: 200, message: undefined },
        ]);
      }
    }
  });

  it.each(databases.eachSupportedId())(
    'has no cursor that was not given out, on any list, %p',
    async id => {
      const started = await start(id);
      expect(paged.length).toBeGreaterThanOrEqual(6);
      for (const list of paged) {
        for (const cursor of FORGED) {
          const path = `${list}cursor=${cursor}`;
          expect([path, await refusal(started, path)]).toEqual([
            path,
            { status: 400, message: expect.stringMatching(/cursor/) },
          ]);
        }
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'is a cursor of another order, where it is of another kind, %p',
    async id => {
      const started = await start(id);
      const sorts = ['spec', 'key', 'state', 'story', 'settledAt'];
      // A text is a place in any order by a text, if not the one that was meant, and a small number is a moment, if long ago.
      const text = {
        spec: 200,
        key: 200,
        state: 400,
        story: 200,
        settledAt: 400,
      };
      const readable: Record<string, Record<string, number>> = {
        spec: text,
        key: text,
        story: text,
        state: { spec: 400, key: 400, state: 200, story: 400, settledAt: 200 },
        settledAt: {
          spec: 400,
          key: 400,
          state: 400,
          story: 400,
          settledAt: 200,
        },
      };
      for (const given of sorts) {
        const { nextCursor } = (
          await started.get(
            `/invariants?specRef=${LEDGER}&sort=${given}&limit=1`,
          )
        ).body;
        expect(nextCursor).toEqual(expect.any(String));
        const statuses: Record<string, number> = {};
        for (const sort of sorts) {
          const path = `/invariants?specRef=${LEDGER}&sort=${sort}&cursor=${nextCursor}`;
          statuses[sort] = (await refusal(started, path)).status;
        }
        expect([given, statuses]).toEqual([given, readable[given]]);
      }
      for (const value of [1e300, -1, 0.5, 2 ** 53]) {
        for (const sort of sorts) {
          const path = `/invariants?specRef=${LEDGER}&sort=${sort}&cursor=${encode(
            [value, 'a', 'b'],
          )}`;
          expect([path, await refusal(started, path)]).toEqual([
            path,
            { status: 400, message: expect.stringContaining("'cursor'") },
          ]);
        }
      }
    },
  );

  it.each(
    databases
      .eachSupportedId()
      .flatMap(([id]) =>
        [
          'acme/payments',
          'ACME/Payments',
          'acme/group/sub group/payments',
          'acme/帳簿',
          'acme/pay%2Fments',
          'acme/50%_off',
          "acme/o'neill; drop table specs",
        ].map(repository => [repository, id] as const),
      ),
  )('takes the repository name %p, %p', async (repository, id) => {
    const started = await start(id, repository);
    const name = repository.toLocaleLowerCase('en-US');
    await started.rolledUp();
    const coverage = await started.get(
      `/coverage/repository/${encodeURIComponent(repository)}`,
    );
    expect([coverage.status, coverage.body.repository]).toEqual([200, name]);
    expect(coverage.body.counts.expected).toBe(2);
    for (const list of ['/specs', '/drifts']) {
      expect(
        (
          await started.get(
            `${list}?repository=${encodeURIComponent(repository)}`,
          )
        ).body.items,
      ).toHaveLength(1);
    }
    expect(
      (await started.get('/coverage/groups?by=repository')).body.items,
    ).toEqual([expect.objectContaining({ ref: name })]);
    expect(
      (
        await started.get(
          `/coverage/trends?repository=${encodeURIComponent(repository)}`,
        )
      ).status,
    ).toBe(200);
    // Nothing in a name stands for other names.
    for (const other of ['acme/%', 'acme/_ayments', `${name}x`]) {
      expect([
        other,
        (await started.get(`/coverage/repository/${encodeURIComponent(other)}`))
          .status,
      ]).toEqual([other, 404]);
    }
  });

  it.each(databases.eachSupportedId())(
    'finds a text by what it says, whatever means something to a database, %p',
    async id => {
      const started = await start(id);
      const found = async (search: string) =>
        (await started.get(`/specs?search=${encodeURIComponent(search)}`)).body
          .items.length;
      expect(await found('LEDG')).toBe(1);
      for (const search of ['%', '_', '\\', "'", 'l%r', 'l_dger', '\\%']) {
        expect([search, await found(search)]).toEqual([search, 0]);
      }
    },
  );

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
