import examples from '@octokit/webhooks-examples';
import { createHmac } from 'node:crypto';
import { GithubWebhook } from './GithubWebhook';
import { pushHints } from './pushHints';

const SECRET = "It's a Secret to Everybody";
const webhook = new GithubWebhook('github', [SECRET]);

function request(event: string, payload: unknown, contentType?: string) {
  const rawBody = Buffer.from(JSON.stringify(payload));
  return {
    headers: {
      'content-type': contentType ?? 'application/json',
      'x-github-event': event,
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET)
        .update(rawBody)
        .digest('hex')}`,
    },
    rawBody,
  };
}

const NOTHING = { specRefs: [] };
const FIRST_PUSH = {
  specRefs: ['github:Codertocat/Hello-World/README.md'],
  listChanges: true,
};

describe('GithubWebhook', () => {
  it("agrees with GitHub's test vector", async () => {
    expect(
      await webhook.verify({
        headers: {
          'x-hub-signature-256':
            'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
        },
        rawBody: Buffer.from('Hello, World!'),
      }),
    ).toBe(true);
  });

  it("finds nothing in GitHub's examples of other events", async () => {
    const others = examples.filter(
      ({ name }) => name !== 'push' && name !== 'repository',
    );
    expect(others.length).toBeGreaterThan(50);
    for (const { name, examples: payloads } of others) {
      for (const payload of payloads) {
        const delivery = request(name, payload);
        expect(await webhook.verify(delivery)).toBe(true);
        expect([name, webhook.hints(delivery)]).toEqual([name, NOTHING]);
      }
    }
  });

  it('reads its seven examples of a push', () => {
    const pushes = examples
      .filter(({ name }) => name === 'push')
      .flatMap(example => example.examples);
    expect(
      pushes.map(payload => webhook.hints(request('push', payload))),
    ).toEqual([
      NOTHING,
      NOTHING,
      NOTHING,
      NOTHING,
      FIRST_PUSH,
      FIRST_PUSH,
      NOTHING,
    ]);
  });

  it.each([
    ['renamed', true],
    ['transferred', true],
    ['deleted', true],
    ['created', false],
    ['toString', false],
  ])('after a repository was %s asks for a list: %p', (action, listChanges) => {
    expect(webhook.hints(request('repository', { action }))).toEqual({
      specRefs: [],
      listChanges,
    });
  });

  it('says what to set when the body is a form', () => {
    expect(() =>
      webhook.hints(request('push', {}, 'application/x-www-form-urlencoded')),
    ).toThrow('application/json');
  });
});

describe('pushHints', () => {
  const push = (change: Record<string, unknown>, commits = [commit('a.md')]) =>
    pushHints('github', {
      ref: 'refs/heads/main',
      before: '1'.repeat(40),
      after: '2'.repeat(40),
      created: false,
      deleted: false,
      forced: false,
      commits,
      repository: { full_name: 'acme/payments', default_branch: 'main' },
      ...change,
    });

  function commit(...modified: string[]) {
    return { added: [], modified, removed: [] as string[] };
  }

  it('names each Markdown file once', () => {
    expect(
      push({}, [
        { ...commit('docs/b.md', 'c.ts'), added: ['docs/a.md'] } as never,
        { ...commit('docs/b.md'), removed: ['old.markdown'] },
      ]),
    ).toEqual({
      specRefs: [
        'github:acme/payments/docs/a.md',
        'github:acme/payments/docs/b.md',
        'github:acme/payments/old.markdown',
      ],
    });
  });

  it.each([
    ['a force push', { forced: true }, undefined],
    ['a new branch', { created: true }, undefined],
    ['no commits', {}, []],
    ['a merge', {}, [commit()]],
    [
      'as many commits as a push can name',
      {},
      Array.from({ length: 2_048 }, () => commit('a.md')),
    ],
    [
      'as many files as a commit can name',
      {},
      [commit(...Array.from({ length: 3_000 }, (_, index) => `${index}.ts`))],
    ],
  ])('asks for a list after %s', (_, change, commits) => {
    expect(push(change, commits).listChanges).toBe(true);
  });

  it.each([
    ['another branch', { ref: 'refs/heads/other' }],
    ['a tag', { ref: 'refs/tags/main' }],
    ['a deleted branch', { deleted: true }],
    ['no reference', { ref: undefined }],
    ['no repository', { repository: null, ref: 'refs/heads/main' }],
  ])('says nothing of %s', (_, change) => {
    expect(push(change)).toEqual(NOTHING);
  });

  it('names nothing that could lead elsewhere', () => {
    const hints = push({}, [
      commit('../a.md', 'a/../../b.md', '%2e%2e/c.md', 'a#b.md', 'a,b.md', ''),
      { added: 'a.md', modified: [1, null], removed: {} } as never,
    ]);
    expect(hints.specRefs).toEqual([]);
    expect(
      push({ repository: { full_name: '../x', default_branch: 'main' } })
        .specRefs,
    ).toEqual([]);
  });
});
