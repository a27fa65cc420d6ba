import { setUp, LEDGER } from './__testUtils__/setUp';

const never = new AbortController().signal;

describe('JiraSource', () => {
  let jira: Awaited<ReturnType<typeof setUp>>;

  afterEach(() => jira.server.stop());

  it.each(['cloud', 'dataCenter'] as const)(
    'reads an issue with its claims, and who changed it, from %s',
    async deployment => {
      jira = await setUp(deployment);
      jira.server.write('PAY-142', LEDGER, { by: 'Grace Hopper' });
      const result = await jira.source.fetch('PAY-142', never);
      expect(result).toMatchObject({
        type: 'found',
        document: {
          url: 'https://acme.atlassian.net/browse/PAY-142',
          changedBy: 'Grace Hopper',
          changedAt: expect.any(Date),
        },
      });
      const { document } = result as Extract<typeof result, { document: {} }>;
      expect(jira.source.canonicalize(document)).toMatchObject({
        title: 'Ledger',
        text: expect.stringContaining('What must hold.'),
        canonicalizer: deployment === 'cloud' ? 'adf/1' : 'jira-wiki/1',
        invariants: [{ key: 'LEDGER-1', text: 'holds', language: 'smt2' }],
      });
    },
  );

  it.each(['cloud', 'dataCenter'] as const)(
    'reads further fields below their names, from %s',
    async deployment => {
      jira = await setUp(deployment, { fields: ['customfield_10050'] });
      jira.server.fieldNames.customfield_10050 = 'Acceptance criteria';
      const textOf = async () => {
        const result = await jira.source.fetch('PAY-142', never);
        const { document } = result as Extract<typeof result, { document: {} }>;
        return jira.source.canonicalize(document).text;
      };
      const before = await textOf();
      expect(before).not.toContain('Acceptance criteria');
      jira.server.writeIssue('PAY-142', {
        fields: { customfield_10050: 'It works.', customfield_1: 'x' },
      });
      const after = await textOf();
      expect(after).toContain('Acceptance criteria');
      expect(after).toContain('It works.');
      expect(await textOf()).toBe(after);
    },
  );

  it('reads an issue without a description, and one that was moved', async () => {
    jira = await setUp();
    jira.server.writeIssue('PAY-2', { summary: 'Empty', description: null });
    jira.server.move('PAY-142', 'NEW-1');
    expect(await jira.source.fetch('PAY-2', never)).toMatchObject({
      type: 'found',
    });
    expect(await jira.source.fetch('PAY-142', never)).toMatchObject({
      type: 'found',
      document: { url: 'https://acme.atlassian.net/browse/NEW-1' },
    });
  });

  it('asks for nothing that is no key', async () => {
    jira = await setUp();
    for (const name of ['../myself', 'PAY-1%2F..', 'https://x.example/PAY-1']) {
      expect(await jira.source.fetch(name, never)).toMatchObject({
        type: 'missing',
      });
    }
    expect(jira.server.requests).toEqual([]);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'missing'],
    [410, 'missing'],
  ])('takes %i for %s', async (status, type) => {
    jira = await setUp();
    jira.server.trouble = { interfere: () => ({ status, json: {} }) };
    expect(await jira.source.fetch('PAY-142', never)).toMatchObject({ type });
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '7' } }, 7_000],
    [{ status: 503 }, undefined],
    [{ status: 401 }, undefined],
    [{ status: 418 }, undefined],
    [{ status: 200, body: '<html>' }, undefined],
    [{ status: 307, headers: { location: 'http://localhost:1/' } }, undefined],
    ['reset' as const, undefined],
  ])('tries again after %j', async (answer, retryAfterMs) => {
    jira = await setUp();
    jira.server.trouble = { interfere: () => answer };
    await expect(jira.source.fetch('PAY-142', never)).rejects.toMatchObject({
      name: 'TryLaterError',
      retryAfterMs,
      message: expect.not.stringContaining('only-the-portal-knows'),
    });
  });

  it.each(['cloud', 'dataCenter'] as const)(
    'lists what changed since a moment, and what is gone, from %s',
    async deployment => {
      jira = await setUp(deployment);
      const known = Array.from({ length: 230 }, (_, index) => `X-${index + 1}`);
      known.forEach(key => jira.server.write(key, LEDGER));
      const since = new Date(Date.now() + 50);
      const listed = async (from?: Date) => {
        const refs: string[] = [];
        const { specRefs } = jira.source.listChanged({
          known: [...known, 'no-key'],
          since: from,
          signal: never,
        });
        for await (const ref of specRefs) {
          refs.push(ref);
        }
        return refs.sort();
      };
      expect(await listed(since)).toEqual(['jira:no-key']);
      while (Date.now() <= since.getTime()) {
        await new Promise(resolve => setImmediate(resolve));
      }
      jira.server.write('X-7', LEDGER);
      jira.server.remove('X-150');
      jira.server.forbid('X-229');
      expect(await listed(since)).toEqual(
        ['jira:X-150', 'jira:X-229', 'jira:X-7', 'jira:no-key'].sort(),
      );
      expect(await listed()).toHaveLength(231);
      jira.server.trouble = { interfere: () => ({ status: 500 }) };
      await expect(listed(since)).rejects.toMatchObject({
        name: 'TryLaterError',
      });
    },
  );
});
