import { createSourceState } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { FailedDeliveries } from './FailedDeliveries';
import { LEDGER, setUp } from './__testUtils__/setUp';

const never = new AbortController().signal;
const DOCUMENT = 'acme/payments/docs/ledger.md';

describe('GithubSource', () => {
  let github: Awaited<ReturnType<typeof setUp>>;

  beforeEach(async () => {
    github = await setUp();
  });
  afterEach(() => github.server.stop());

  async function listed(
    known: string[],
    options: { since?: Date; store?: boolean } = {},
  ): Promise<string[]> {
    const { since = new Date(), store = true } = options;
    const list = github.source.listChanged({ known, since, signal: never });
    const refs: string[] = [];
    for await (const ref of list.specRefs) {
      refs.push(ref.slice('github:'.length));
    }
    if (store) {
      await list.stored?.();
    }
    return refs.sort();
  }

  it('gives a file with who changed it last, and when', async () => {
    github.server.write(DOCUMENT, LEDGER, { by: 'Grace Hopper' });
    const before = github.repository.head;
    github.repository.commit({ 'other.md': 'x' }, { by: 'Somebody else' });
    expect(before).not.toBe(github.repository.head);
    github.server.write(
      DOCUMENT,
      { ...LEDGER, prose: ['New.'] },
      { by: 'Grace' },
    );
    github.repository.commit({ 'other.md': 'y' }, { by: 'Somebody else' });
    const result = await github.source.fetch(DOCUMENT, never);
    expect(result).toMatchObject({
      type: 'found',
      document: {
        url: `${github.server.url}/acme/payments/blob/main/docs/ledger.md`,
        changedBy: 'Grace',
        changedAt: expect.any(Date),
      },
    });
  });

  it('reads nothing for a name that leads elsewhere', async () => {
    for (const name of [
      'https://evil.example.com/a.md',
      'acme/payments/../../user.md',
      'acme/payments/%2e%2e%2fa.md',
      '//evil/a.md',
    ]) {
      expect(await github.source.fetch(name, never)).toMatchObject({
        type: 'missing',
      });
    }
    expect(github.server.requests).toEqual([]);
  });

  it('refuses what is kept elsewhere, and what is no file', async () => {
    github.repository.commit({
      'lfs.md': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
      'folder.md/a.md': 'x',
    });
    for (const path of ['lfs.md', 'folder.md']) {
      expect(
        await github.source.fetch(`acme/payments/${path}`, never),
      ).toMatchObject({ type: 'refused' });
    }
  });

  it.each([
    [
      'a limit of requests',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 120),
        },
      },
      expect.any(Number),
    ],
    [
      'a secondary limit',
      { status: 403, headers: { 'retry-after': '60' } },
      60_000,
    ],
    [
      'too many requests',
      { status: 429, headers: { 'retry-after': '30' } },
      30_000,
    ],
    ['trouble of its own', { status: 502 }, undefined],
    ['an error page', { status: 200, body: '<html>' }, undefined],
    [
      'a way to elsewhere',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      undefined,
    ],
    ['wrong credentials', { status: 401 }, undefined],
  ])('is tried again after %s', async (_, answer, retryAfterMs) => {
    github.server.trouble = { interfere: () => answer };
    await expect(github.source.fetch(DOCUMENT, never)).rejects.toMatchObject({
      name: 'TryLaterError',
      retryAfterMs,
      message: expect.not.stringContaining('ghp_'),
    });
    github.server.trouble = {};
    expect(await github.source.fetch(DOCUMENT, never)).toMatchObject({
      type: 'found',
    });
  });

  it('is read also when GitHub does not say who changed it', async () => {
    github.server.trouble = {
      interfere: ({ path }) =>
        path.endsWith('/commits') ? { status: 500 } : undefined,
    };
    expect(await github.source.fetch(DOCUMENT, never)).toMatchObject({
      type: 'found',
    });
  });

  it('lists what changed since the last list that was stored', async () => {
    const other = 'acme/payments/docs/other.md';
    const known = [DOCUMENT, other];
    github.server.write(other, LEDGER);
    expect(await listed(known)).toEqual(known);
    expect(await listed(known)).toEqual([]);

    github.server.write(other, { ...LEDGER, prose: ['New.'] });
    github.repository.commit({ 'src/main.ts': 'y' });
    expect(await listed(known, { store: false })).toEqual([other]);
    // The portal died before it was stored.
    expect(await listed(known)).toEqual([other]);
    github.server.remove(DOCUMENT);
    expect(await listed(known)).toEqual([DOCUMENT]);
    expect(await listed(known, { since: undefined })).toEqual([]);
    github.server.removeRepository('acme/payments');
    expect(await listed(known)).toEqual(known);
  });

  it('lists all documents when a comparison cannot tell what changed', async () => {
    const known = [DOCUMENT, 'acme/payments/docs/none.md'];
    await listed(known);
    const base = github.repository.head!;
    github.repository.commit({ 'a.ts': 'x' });
    await listed(known);

    // A force push: the last head is not behind the new one.
    github.repository.commit({ 'b.ts': 'x' }, { parents: [base] });
    expect(await listed(known)).toEqual(known);

    // More files than a comparison names.
    github.repository.commit(
      Object.fromEntries(
        Array.from({ length: 301 }, (_, index) => [`${index}.ts`, 'x']),
      ),
    );
    expect(await listed(known)).toEqual(known);

    // The last head is gone.
    const { head } = github.repository;
    github.repository.commit({ 'c.ts': 'x' }, { parents: [base] });
    github.repository.commits.delete(head!);
    expect(await listed(known)).toEqual(known);
  });

  it('throws when the list cannot be made in full', async () => {
    await listed([DOCUMENT]);
    github.repository.commit({ 'a.ts': 'x' });
    github.server.trouble = {
      interfere: ({ path }) =>
        path.includes('/compare/') ? { status: 500 } : undefined,
    };
    await expect(listed([DOCUMENT])).rejects.toMatchObject({
      name: 'TryLaterError',
    });
  });

  it.each([Infinity, 2])(
    'lists folders and globs, %p entries of a tree at once',
    async maxTreeEntries => {
      github.repository.commit({
        'docs/deep/a.spec.md': 'x',
        'docs/deep/er/b.md': 'x',
        'docs/notes.txt': 'x',
        'documents/c.md': 'x',
      });
      github.server.maxTreeEntries = maxTreeEntries;
      const matching = async (pattern: string) =>
        (await github.source.listMatching(pattern, never)).sort();
      expect(await matching('acme/payments/docs/')).toEqual([
        'acme/payments/docs/deep/a.spec.md',
        'acme/payments/docs/deep/er/b.md',
        DOCUMENT,
      ]);
      expect(await matching('acme/payments/docs/*.md')).toEqual([DOCUMENT]);
      expect(await matching('acme/payments/**/*.spec.md')).toEqual([
        'acme/payments/docs/deep/a.spec.md',
      ]);
      expect(await matching('acme/payments/none/')).toEqual([]);
    },
  );

  it.each(['*', 'acme/*', 'acme/../x/', 'acme/none/', '/', 'acme/payments'])(
    'refuses the pattern %p',
    async pattern => {
      await expect(
        github.source.listMatching(pattern, never),
      ).rejects.toMatchObject({ name: 'InputError' });
    },
  );
});

describe('FailedDeliveries', () => {
  it('has deliveries sent again that never arrived, each once', async () => {
    const { api, server } = await setUp();
    try {
      const delivered = (id: number, guid: string, status: string) =>
        server.deliveries.unshift({
          id,
          guid,
          status,
          delivered_at: new Date(id).toISOString(),
        });
      delivered(1, 'arrived', 'OK');
      delivered(2, 'failed', 'Invalid HTTP Response: 503');
      delivered(3, 'late', 'Timed out');
      delivered(4, 'late', 'OK');
      let now = 1_000_000_000;
      const make = (state = createSourceState()) => ({
        state,
        failed: new FailedDeliveries({
          api,
          state,
          hook: ['orgs', 'acme', 'hooks', '7'],
          frequencyMs: 600_000,
          now: () => now,
        }),
      });
      const { failed, state } = make();
      expect(await failed.check(never)).toBe(1);
      // Another process of the portal, a moment later.
      delivered(5, 'failed too', 'Timed out');
      expect(await make(state).failed.check(never)).toBe(0);
      now += 600_000;
      expect(await failed.check(never)).toBe(1);
      now += 600_000;
      expect(await failed.check(never)).toBe(0);
      expect(server.redelivered).toEqual([2, 5]);
      expect(server.requests[0].path).toBe('/orgs/acme/hooks/7/deliveries');
    } finally {
      await server.stop();
    }
  });

  it('looks again after its time, until it is told to stop', async () => {
    const { api, server } = await setUp();
    const stop = new AbortController();
    let rounds = 0;
    await new FailedDeliveries({
      api,
      state: createSourceState(),
      hook: ['repos', 'acme', 'payments', 'hooks', '7'],
      frequencyMs: 60_000,
      now: () => rounds * 60_000 + 1_000_000_000,
      wait: async ms => {
        expect(ms).toBe(60_000);
        rounds += 1;
        if (rounds === 3) {
          stop.abort();
        }
      },
    }).run(stop.signal);
    expect(server.requests).toHaveLength(3);
    await server.stop();
  });
});
