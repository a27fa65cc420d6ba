import { TestDatabases } from '@backstage/backend-test-utils';
import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import {
  startGateway,
  type StartedGateway,
  VENDOR_KEY,
} from './__testUtils__/startGateway';
import { USES } from './__testUtils__/vendorAnswers';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Client = { openai: OpenAI; anthropic: Anthropic };

const messages = [{ role: 'user' as const, content: 'Hello' }];
const chat = { model: 'gpt-4o', messages, max_tokens: 50 };
const tools = [
  {
    type: 'function' as const,
    function: { name: 'weather', parameters: { type: 'object' } },
  },
];
const message = { model: 'claude-x', messages, max_tokens: 50 };
const claudeTools = [
  { name: 'weather', input_schema: { type: 'object' as const } },
];

async function all<T>(stream: PromiseLike<AsyncIterable<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of await stream) {
    items.push(item);
  }
  return items;
}

/** Calls of the official SDKs, and what they use. */
const CALLS: [
  name: string,
  call: (client: Client) => Promise<unknown>,
  use: (typeof USES)[keyof typeof USES],
][] = [
  ['a chat', c => c.openai.chat.completions.create(chat), USES.chat],
  [
    'a chat with tools',
    c => c.openai.chat.completions.create({ ...chat, tools }),
    USES.chat,
  ],
  [
    'a stream of a chat',
    c => all(c.openai.chat.completions.create({ ...chat, stream: true })),
    USES.chat,
  ],
  [
    'a stream of a chat whose use is asked for',
    c =>
      all(
        c.openai.chat.completions.create({
          ...chat,
          stream: true,
          stream_options: { include_usage: true },
        }),
      ),
    USES.chat,
  ],
  [
    'a stream of a chat with tools',
    c =>
      all(c.openai.chat.completions.create({ ...chat, tools, stream: true })),
    USES.chat,
  ],
  [
    'a completion',
    c => c.openai.completions.create({ model: 'gpt-4o', prompt: 'Say' }),
    USES.completions,
  ],
  [
    'a stream of a completion',
    c =>
      all(
        c.openai.completions.create({
          model: 'gpt-4o',
          prompt: ['Say'],
          stream: true,
        }),
      ),
    USES.completions,
  ],
  [
    'a response',
    c => c.openai.responses.create({ model: 'gpt-4o', input: 'Hello' }),
    USES.responses,
  ],
  [
    'a stream of a response',
    c =>
      all(
        c.openai.responses.create({
          model: 'gpt-4o',
          input: 'Hello',
          stream: true,
        }),
      ),
    USES.responses,
  ],
  [
    'embeddings',
    c =>
      c.openai.embeddings.create({
        model: 'text-embedding-3-small',
        input: ['a', 'b'],
        encoding_format: 'float',
      }),
    USES.embeddings,
  ],
  ['a message', c => c.anthropic.messages.create(message), USES.messages],
  [
    'a message with tools',
    c => c.anthropic.messages.create({ ...message, tools: claudeTools }),
    USES.messages,
  ],
  [
    'a stream of a message',
    c => all(c.anthropic.messages.create({ ...message, stream: true })),
    USES.messages,
  ],
  [
    'a message put together from a stream with tools',
    c =>
      c.anthropic.messages
        .stream({ ...message, tools: claudeTools })
        .finalMessage(),
    USES.messages,
  ],
];

const FREE: [name: string, call: (client: Client) => Promise<unknown>][] = [
  ['models of OpenAI', async c => (await c.openai.models.list()).data],
  ['a model of OpenAI', c => c.openai.models.retrieve('ft:gpt-4o:acme')],
  ['models of Anthropic', async c => (await c.anthropic.models.list()).data],
  ['a model of Anthropic', c => c.anthropic.models.retrieve('claude-x')],
  [
    'a count of tokens',
    c => c.anthropic.messages.countTokens({ model: 'claude', messages }),
  ],
];

describe('the official SDKs', () => {
  let gateway: StartedGateway | undefined;

  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
  });

  const through = (started: StartedGateway): Client => ({
    openai: started.openai(),
    anthropic: started.anthropic(),
  });

  it.each(databases.eachSupportedId())(
    'get what they would get from the vendor, and the ledger has what the vendor says, %p',
    async id => {
      const started = await startGateway({ knex: await databases.init(id) });
      gateway = started;
      for (const [name, call] of CALLS) {
        expect([name, await call(through(started))]).toEqual([
          name,
          await call(started.direct),
        ]);
      }
      const { states, usage } = await started.ledger();
      expect(states).toEqual(CALLS.map(() => 'settled'));
      const seen = usage.map(row =>
        Object.fromEntries(
          Object.keys(USES.chat).map(key => [
            key,
            key === 'model' ? row[key] : Number(row[key]),
          ]),
        ),
      );
      expect(seen).toHaveLength(CALLS.length);
      for (const [name, , use] of CALLS) {
        const at = seen.findIndex(
          row => JSON.stringify(row) === JSON.stringify(use),
        );
        expect([name, at >= 0]).toEqual([name, true]);
        seen.splice(at, 1);
      }
      expect(usage.every(row => !row.is_estimated)).toBe(true);
    },
  );

  it('get what uses no tokens for nothing', async () => {
    const started = await startGateway({
      knex: await databases.init('SQLITE_3'),
    });
    gateway = started;
    for (const [name, call] of FREE) {
      expect([name, await call(through(started))]).toEqual([
        name,
        await call(started.direct),
      ]);
    }
    expect((await started.ledger()).states).toEqual([]);
  });

  it('see neither the key of the portal nor what belongs to its connection, and the vendor sees none of theirs', async () => {
    const started = await startGateway({
      knex: await databases.init('SQLITE_3'),
    });
    gateway = started;
    const { key, url, vendor } = started;
    for (const [path, body] of [
      ['openai/v1/chat/completions', chat],
      ['openai/v1/chat/completions', { ...chat, stream: true }],
      ['anthropic/v1/messages', message],
    ] as const) {
      const answer = await fetch(`${url}/${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'x-api-key': key,
          cookie: 'session=of-the-caller',
          'x-forwarded-for': '192.0.2.7',
          forwarded: 'for=192.0.2.7',
          'proxy-authorization': key,
          'x-proofline-entity': 'component:default/ledger',
          'anthropic-version': '2023-06-01',
          'accept-encoding': 'gzip',
        },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
      const seen = JSON.stringify([...answer.headers]) + text;
      expect(seen).not.toContain(VENDOR_KEY);
      expect(seen).not.toContain('of-the-vendor');
      expect(answer.headers.get('x-request-id')).toBe('req_1');
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(answer.headers.get('x-proofline-reservation-id')).toMatch(/-/);
      const received = vendor.received.at(-1)!;
      const sent = JSON.stringify(received.headers);
      expect(sent).not.toContain(key);
      expect(sent).not.toContain('of-the-caller');
      expect(sent).not.toContain('192.0.2.7');
      expect(sent).not.toContain('proofline');
      expect(received.headers['anthropic-version']).toBe('2023-06-01');
      expect(
        received.headers.authorization ?? received.headers['x-api-key'],
      ).toContain(VENDOR_KEY);
    }
    const { usage } = await started.ledger();
    expect(usage.map(({ entity_ref: ref }) => ref)).toEqual(
      Array(3).fill('component:default/ledger'),
    );
  });
});
