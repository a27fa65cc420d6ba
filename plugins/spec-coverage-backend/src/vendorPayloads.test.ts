import { TestDatabases } from '@backstage/backend-test-utils';
import examples from '@octokit/webhooks-examples';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import { assertDocumented } from './__testUtils__/contract';
import { component, startPortal } from './__testUtils__/startPortal';
import {
  type PlayedVendor,
  playVendor,
  type VendorName,
} from './__testUtils__/vendors';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

/** The secret of GitHub's and Atlassian's test vectors. */
const SECRET = "It's a Secret to Everybody";

const NOW = Date.now();

function sign(body: string): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
}

describe("vendors' own payloads through the router", () => {
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  let vendor: PlayedVendor | undefined;

  afterEach(async () => {
    await portal?.stop();
    await vendor?.server.stop();
  });

  /** A portal in which an entity names some documents, and that knows the secret of the test vectors. */
  async function start(name: VendorName, documents: string[]) {
    const played = await playVendor(name);
    vendor = played;
    const knex = await databases.init('SQLITE_3');
    const refs = documents.map(document => `${played.source}:${document}`);
    const sources = Object.fromEntries(
      Object.entries(played.sources()).map(([key, value]) => [
        key,
        { ...(value as object), webhookSecret: ['another', SECRET] },
      ]),
    );
    const started = await startPortal({
      knex,
      entities: [component('ledger', refs.join(', '))],
      modules: [played.module],
      config: { sources },
      rootConfig: played.rootConfig(),
    });
    portal = started;
    for (const ref of refs) {
      await started.specWhen(ref, spec => spec.state === 'missing');
    }
    /** Sends a body, and says what was answered and how many specs were named by it. */
    const send = async (
      body: string,
      headers: Record<string, string>,
    ): Promise<[number, string, number | undefined]> => {
      const before = await knex('webhook_deliveries').select('delivery_id');
      const known = new Set(before.map(row => row.delivery_id));
      const answer = await request(started.server)
        .post(`/api/spec-coverage/webhooks/${played.source}`)
        .expect(received =>
          assertDocumented('post', `/webhooks/${played.source}`, received),
        )
        .set('Content-Type', 'application/json')
        .set(headers)
        .send(body);
      const added = (await knex('webhook_deliveries')).filter(
        row => !known.has(row.delivery_id),
      );
      return [answer.status, answer.body.result, added[0]?.hints];
    };
    return { knex, send };
  }

  it('of GitHub: its test vector, its ping, and all its examples of a push', async () => {
    const { knex, send } = await start('github', [
      'Codertocat/Hello-World/README.md',
    ]);
    const vector = {
      'X-GitHub-Event': 'push',
      'X-GitHub-Delivery': 'vector',
      'X-Hub-Signature-256':
        'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    };
    // Rightly signed, and no JSON.
    expect(await send('Hello, World!', vector)).toEqual([
      400,
      'unreadable',
      undefined,
    ]);
    expect(await send('Hello, World?', vector)).toEqual([
      401,
      'unauthorized',
      undefined,
    ]);

    const answers: Array<[string, string, number | undefined]> = [];
    const sent = examples.filter(({ name }) => /^(?:push|ping)$/.test(name));
    for (const { name, examples: payloads } of sent) {
      for (const [index, payload] of payloads.entries()) {
        const body = JSON.stringify(payload);
        const [status, result, hints] = await send(body, {
          'X-GitHub-Event': name,
          'X-GitHub-Delivery': `${name}-${index}`,
          'X-Hub-Signature-256': sign(body),
        });
        expect(status).toBe(202);
        answers.push([`${name} ${index}`, result, hints]);
      }
    }
    expect(answers.filter(([name]) => name.startsWith('push'))).toEqual([
      ['push 0', 'accepted', 0],
      ['push 1', 'accepted', 0],
      ['push 2', 'accepted', 0],
      ['push 3', 'accepted', 0],
      ['push 4', 'accepted', 1],
      ['push 5', 'accepted', 1],
      ['push 6', 'accepted', 0],
    ]);
    const pings = answers.filter(([name]) => name.startsWith('ping'));
    expect(pings.length).toBeGreaterThan(0);
    expect(pings.map(([, result, hints]) => [result, hints])).toEqual(
      pings.map(() => ['accepted', 0]),
    );
    expect(await knex('webhook_deliveries')).toHaveLength(answers.length);
  });

  it("of Jira: Atlassian's test vector, and its example of an updated issue", async () => {
    const { send } = await start('jira cloud', ['JRA-20002']);
    expect(
      await send('Hello World!', {
        'X-Hub-Signature':
          'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
      }),
    ).toEqual([400, 'unreadable', undefined]);
    const updated = JSON.stringify({
      timestamp: NOW,
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_updated',
      user: {
        self: 'https://your-domain.atlassian.net/rest/api/2/user?accountId=99',
        accoundId: '99:27935d01-92a7-4687-8272-a9b8d3b2ae2e',
        displayName: 'Bryan Rollins [Atlassian]',
        active: 'true',
      },
      issue: {
        id: '99291',
        self: 'https://your-domain.atlassian.net/rest/api/2/issue/99291',
        key: 'JRA-20002',
        fields: {
          summary: 'I feel the need for speed',
          created: '2009-12-16T23:46:10.612-0600',
          description: 'Make the issue nav load 10x faster',
          labels: ['UI', 'dialogue', 'move'],
          priority: 'Minor',
        },
      },
      changelog: {
        items: [
          {
            toString: 'A new summary.',
            to: null,
            fromString: 'What is going on here?????',
            from: null,
            fieldtype: 'jira',
            field: 'summary',
          },
        ],
        id: 10124,
      },
    });
    const headers = {
      'X-Hub-Signature': sign(updated),
      'X-Atlassian-Webhook-Identifier': '40d42b14-7f5f-4f4e-a9c7-5f5a0a1e2d3c',
      'X-Atlassian-Webhook-Flow': 'Primary',
    };
    expect(await send(updated, headers)).toEqual([202, 'accepted', 1]);
    // Jira tries again when it got no answer in time.
    expect(
      await send(updated, { ...headers, 'X-Atlassian-Webhook-Retry': '1' }),
    ).toEqual([202, 'duplicate', undefined]);
    const old = updated.replace(String(NOW), String(NOW - 25 * 60 * 60_000));
    expect(await send(old, { 'X-Hub-Signature': sign(old) })).toEqual([
      400,
      'unreadable',
      undefined,
    ]);
  });

  it('of Confluence Data Center: an updated page, whose id is a number', async () => {
    const { send } = await start('confluence data center', ['123456']);
    const updated = JSON.stringify({
      timestamp: NOW,
      event: 'page_updated',
      userKey: 'abc123',
      page: { id: 123456 },
    });
    const signature = { 'X-Hub-Signature': sign(updated) };
    expect(await send(updated, signature)).toEqual([202, 'accepted', 1]);
    expect(await send(updated, signature)).toEqual([
      202,
      'duplicate',
      undefined,
    ]);
    const test = JSON.stringify({ test: true });
    expect(await send(test, { 'X-Hub-Signature': sign(test) })).toEqual([
      202,
      'accepted',
      0,
    ]);
  });

  it('of Confluence Cloud: what the automation rule of the README sends', async () => {
    const { send } = await start('confluence cloud', ['983041']);
    const body = JSON.stringify({
      event: 'page_updated',
      page: { id: '983041' },
      deliveryId: `983041-${NOW}`,
    });
    const right = { 'X-Proofline-Secret': SECRET };
    expect(await send(body, right)).toEqual([202, 'accepted', 1]);
    expect(await send(body, right)).toEqual([202, 'duplicate', undefined]);
    expect(await send(body, { 'X-Proofline-Secret': 'guess' })).toEqual([
      401,
      'unauthorized',
      undefined,
    ]);
  });
});
