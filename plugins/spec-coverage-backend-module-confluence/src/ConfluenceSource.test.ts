import { ConfluenceWebhook } from './ConfluenceWebhook';
import { LEDGER, PAGE, setUp } from './__testUtils__/setUp';

const never = new AbortController().signal;
const HOUR = 60 * 60_000;

describe('ConfluenceSource', () => {
  let confluence: Awaited<ReturnType<typeof setUp>>;

  afterEach(() => confluence.server.stop());

  it.each([
    ['cloud', 'adf', 'adf/1'],
    ['cloud', 'confluence-storage', 'confluence-storage/1'],
    ['dataCenter', 'confluence-storage', 'confluence-storage/1'],
  ] as const)(
    'reads a page with its claims, and who changed it, from %s as %s',
    async (deployment, format, canonicalizer) => {
      confluence = await setUp(deployment, { format });
      confluence.server.write(PAGE, LEDGER, { by: 'Grace Hopper' });
      const read = async () => {
        const result = await confluence.source.fetch(PAGE, never);
        expect(result).toMatchObject({
          type: 'found',
          document: {
            url: expect.stringMatching(/^http:.*983041/),
            changedBy: 'Grace Hopper',
            changedAt: expect.any(Date),
          },
        });
        const { document } = result as Extract<typeof result, { document: {} }>;
        return confluence.source.canonicalize(document);
      };
      const first = await read();
      expect(first).toMatchObject({
        title: 'Ledger',
        text: expect.stringContaining('What must hold.'),
        canonicalizer,
        invariants: [{ key: 'LEDGER-1', text: 'holds', language: 'smt2' }],
      });
      // Written again with other local ids and macro ids.
      confluence.server.write(PAGE, LEDGER, { by: 'Grace Hopper' });
      expect(await read()).toEqual(first);
    },
  );

  it('reads a page that is archived or restored, and without the name of who changed it', async () => {
    confluence = await setUp('cloud');
    confluence.server.archive(PAGE);
    confluence.server.trouble = {
      interfere: ({ path }) =>
        path.endsWith('/user') ? { status: 500 } : undefined,
    };
    const result = await confluence.source.fetch(PAGE, never);
    expect(result).toMatchObject({ type: 'found' });
    expect(result).not.toHaveProperty('document.changedBy', 'Ada Lovelace');
    confluence.server.trash(PAGE);
    expect(await confluence.source.fetch(PAGE, never)).toMatchObject({
      type: 'trashed',
    });
    confluence.server.restore(PAGE);
    expect(await confluence.source.fetch(PAGE, never)).toMatchObject({
      type: 'found',
    });
  });

  it('asks for nothing that is no id', async () => {
    confluence = await setUp();
    for (const name of ['../user', '1%2F..', 'https://x.example/1', '1e3']) {
      expect(await confluence.source.fetch(name, never)).toMatchObject({
        type: 'missing',
      });
    }
    expect(confluence.server.requests).toEqual([]);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'missing'],
  ])('takes %i for %s', async (status, type) => {
    confluence = await setUp();
    confluence.server.trouble = { interfere: () => ({ status, json: {} }) };
    expect(await confluence.source.fetch(PAGE, never)).toMatchObject({ type });
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '7' } }, 7_000],
    [{ status: 503 }, undefined],
    [{ status: 401 }, undefined],
    [{ status: 200, body: '<html>' }, undefined],
    [{ status: 302, headers: { location: 'http://localhost:1/' } }, undefined],
    [{ status: 200, json: { id: '7', status: 'current' } }, undefined],
    [{ status: 200, json: { id: PAGE, status: 'current' } }, undefined],
    ['reset' as const, undefined],
  ])('tries again after %j', async (answer, retryAfterMs) => {
    confluence = await setUp();
    confluence.server.trouble = { interfere: () => answer };
    await expect(confluence.source.fetch(PAGE, never)).rejects.toMatchObject({
      name: 'TryLaterError',
      retryAfterMs,
      message: expect.not.stringContaining('only-the-portal-knows'),
    });
  });

  it('refuses a body that is no document', async () => {
    confluence = await setUp();
    confluence.server.trouble = {
      interfere: () => ({
        status: 200,
        json: {
          id: PAGE,
          status: 'current',
          title: 'x',
          body: { atlas_doc_format: { value: '{"type":' } },
        },
      }),
    };
    expect(await confluence.source.fetch(PAGE, never)).toMatchObject({
      type: 'refused',
    });
  });

  it.each(['cloud', 'dataCenter'] as const)(
    'lists what changed since a moment, and what is gone or in the trash, from %s',
    async deployment => {
      confluence = await setUp(deployment);
      const { server, source } = confluence;
      const known = Array.from({ length: 130 }, (_, index) => `${index + 1}`);
      known.forEach(id => server.write(id, LEDGER));
      const since = new Date(Date.now() + 50);
      const listed = async (from?: Date) => {
        const refs: string[] = [];
        const { specRefs } = source.listChanged({
          known: [...known, 'no-id'],
          since: from,
          signal: never,
        });
        for await (const ref of specRefs) {
          refs.push(ref.slice('confluence:'.length));
        }
        return refs;
      };
      expect(await listed(since)).toEqual(['no-id']);
      while (Date.now() <= since.getTime()) {
        await new Promise(resolve => setImmediate(resolve));
      }
      server.write('7', LEDGER);
      server.remove('60');
      server.trash('77');
      server.forbid('129');
      expect(await listed(since)).toEqual(['7', '60', '77', '129', 'no-id']);
      expect(await listed()).toHaveLength(131);
      server.trouble = { interfere: () => ({ status: 403, json: {} }) };
      await expect(listed(since)).rejects.toMatchObject({
        name: 'TryLaterError',
      });
    },
  );
});

describe('ConfluenceWebhook', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const hints = (payload: object) =>
    new ConfluenceWebhook({
      sourceId: 'confluence',
      deployment: 'dataCenter',
      secrets: ['secret'],
      now: () => now,
    }).hints({ headers: {}, rawBody: Buffer.from(JSON.stringify(payload)) });

  it('reads what Data Center sends, whose id is a number', () => {
    expect(
      hints({
        timestamp: now - HOUR,
        event: 'page_updated',
        userKey: 'abc123',
        page: { id: 123456 },
      }),
    ).toEqual({ specRefs: ['confluence:123456'] });
    expect(
      hints({ event: 'content_trashed', content: { id: 123456 } }).specRefs,
    ).toEqual(['confluence:123456']);
  });

  it.each([-25 * HOUR, HOUR])('refuses an event of %p ms from now', offset => {
    expect(() =>
      hints({
        timestamp: now + offset,
        event: 'page_updated',
        page: { id: 1 },
      }),
    ).toThrow('24 h');
  });
});
