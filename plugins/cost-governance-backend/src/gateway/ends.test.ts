import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import OpenAI from 'openai';
import { PAYMENTS } from '../__testUtils__/startGovernance';
import {
  startGateway,
  type StartedGateway,
} from './__testUtils__/startGateway';
import {
  chatEvent,
  MESSAGE_START,
  messageDelta,
} from './__testUtils__/vendorAnswers';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const messages = [{ role: 'user' as const, content: 'Hello' }];
const chat = { model: 'gpt-4o', messages, max_tokens: 50 };
const message = { model: 'claude-x', messages, max_tokens: 50 };
const TEXT = 'one two three four five six seven eight nine ten';

/** A vendor that begins a stream with some events, and what the test then does with it. */
function beginning(events: string[], type = 'text/event-stream') {
  let began: (response: ServerResponse) => void;
  const open = new Promise<ServerResponse>(resolve => {
    began = resolve;
  });
  return {
    open,
    handler: (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': type });
      events.forEach(event => response.write(event));
      began(response);
    },
  };
}

describe('a call that does not end as it should', () => {
  let gateway: StartedGateway | undefined;

  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    options: object = {},
  ): Promise<StartedGateway> {
    gateway = await startGateway({
      knex: await databases.init(id),
      ...options,
    });
    return gateway;
  }

  /** Sees to it that one call was settled by what was sent. */
  async function expectEstimated(started: StartedGateway) {
    const { states, usage } = await started.ledger();
    expect(states).toEqual(['settled']);
    expect(usage).toHaveLength(1);
    expect(Boolean(usage[0].is_estimated)).toBe(true);
    return {
      input: Number(usage[0].input_tokens),
      output: Number(usage[0].output_tokens),
    };
  }

  it.each(databases.eachSupportedId())(
    'is settled by what was sent when the caller goes away, and the vendor is told, %p',
    async id => {
      const started = await start(id);
      const { handler, open } = beginning([MESSAGE_START, messageDelta(TEXT)]);
      started.vendor.handler = handler;
      const stream = await started
        .anthropic()
        .messages.create({ ...message, stream: true });
      for await (const event of stream) {
        if (event.type === 'content_block_delta') {
          break;
        }
      }
      const upstream = await open;
      if (!upstream.closed) {
        await once(upstream, 'close');
      }
      const { input, output } = await expectEstimated(started);
      // As Anthropic reported when it began.
      expect(input).toBe(100);
      expect(output).toBeGreaterThanOrEqual(10);
      expect(output).toBeLessThan(20);
    },
  );

  it.each(databases.eachSupportedId())(
    'is settled by what was sent when the vendor breaks off, and does not look complete, %p',
    async id => {
      const started = await start(id);
      const { handler, open } = beginning([chatEvent({ content: TEXT })]);
      started.vendor.handler = handler;
      const stream = await started
        .openai()
        .chat.completions.create({ ...chat, stream: true });
      const read = async () => {
        for await (const _ of stream) {
          (await open).destroy();
        }
      };
      await expect(read()).rejects.toThrow();
      const { input, output } = await expectEstimated(started);
      expect(input).toBeGreaterThan(0);
      expect(output).toBeGreaterThanOrEqual(10);
      expect(output).toBeLessThan(20);
    },
  );

  it.each(databases.eachSupportedId())(
    'is ended in the words of the vendor by the kill switch, %p',
    async id => {
      const started = await start(id);
      const chats = beginning([chatEvent({ content: TEXT })]);
      const claude = beginning([MESSAGE_START, messageDelta(TEXT)]);
      started.vendor.handler = (request, response) =>
        (request.url === '/v1/messages' ? claude : chats).handler(
          request,
          response,
        );
      const streams = [
        await started
          .openai()
          .chat.completions.create({ ...chat, stream: true }),
        await started.anthropic().messages.create({ ...message, stream: true }),
      ];
      const ends = streams.map(async stream => {
        for await (const _ of stream as AsyncIterable<unknown>);
      });
      const failures = Promise.allSettled(ends);
      await started.call('put', '/llm/kill-switch', {
        authorization: mockCredentials.service.header(),
        body: {
          enabled: false,
          reason: 'the bill',
          tenant: PAYMENTS,
          endRunning: true,
        },
      });
      for (const end of await failures) {
        expect(end).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringContaining('the bill') },
        });
      }
      // What comes after is refused, not retried, and audited.
      await expect(
        started.openai({ maxRetries: 2 }).chat.completions.create(chat),
      ).rejects.toThrow(OpenAI.PermissionDeniedError);
      await expect(started.openai().models.list()).rejects.toThrow('the bill');
      expect(
        started.audited.filter(({ eventId }) => eventId === 'llm-reserve'),
      ).toMatchObject([
        { status: 'failed', meta: { tenant: PAYMENTS, model: 'gpt-4o' } },
      ]);
      const { states, usage } = await started.ledger();
      // At the latest when the backend is stopped.
      expect(started.audited.at(-1)).toMatchObject({
        eventId: 'llm-reserve',
        status: 'failed',
        meta: { tenant: PAYMENTS, refusals: 1 },
      });
      expect(states).toEqual(['settled', 'settled']);
      for (const row of usage) {
        expect(Number(row.output_tokens)).toBeGreaterThanOrEqual(10);
      }
    },
  );

  it.each(['stream', 'answer'])(
    'is settled by what was sent when a whole %s does not say what was used',
    async kind => {
      const started = await start('SQLITE_3');
      started.vendor.handler = (_request, response) => {
        response.writeHead(200, {
          'content-type':
            kind === 'stream' ? 'text/event-stream' : 'application/json',
        });
        response.end(
          kind === 'stream'
            ? `${chatEvent({ content: TEXT })}data: [DONE]\n\n`
            : JSON.stringify({ choices: [{ message: { content: TEXT } }] }),
        );
      };
      const client = started.openai();
      if (kind === 'stream') {
        const stream = await client.chat.completions.create({
          ...chat,
          stream: true,
        });
        for await (const _ of stream);
      } else {
        await client.chat.completions.create(chat);
      }
      const { output } = await expectEstimated(started);
      expect(output).toBeGreaterThanOrEqual(10);
      expect(output).toBeLessThan(20);
    },
  );

  it('is charged as much as was asked for when the answer cannot be read', async () => {
    const started = await start('SQLITE_3');
    started.vendor.handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('no JSON');
    };
    await started
      .openai()
      .chat.completions.create(chat)
      .catch(() => undefined);
    expect(await expectEstimated(started)).toMatchObject({ output: 50 });
  });

  it.each([400, 404, 429, 500, 529])(
    'is released when the vendor refuses with %d, which is passed on',
    async status => {
      const started = await start('SQLITE_3');
      const body = { error: { type: 'whatever', message: 'no' } };
      started.vendor.handler = (_request, response) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          'retry-after': '7',
        });
        response.end(JSON.stringify(body));
      };
      await expect(
        started.openai().chat.completions.create(chat),
      ).rejects.toMatchObject({ status, error: body.error });
      const answer = await fetch(`${started.url}/anthropic/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': started.key },
        body: JSON.stringify(message),
      });
      expect(answer.headers.get('retry-after')).toBe('7');
      expect(await answer.json()).toEqual(body);
      const { states, usage } = await started.ledger();
      expect(states).toEqual(['released', 'released']);
      expect(usage).toEqual([]);
    },
  );

  it.each([
    [401, {}],
    [403, {}],
    [302, { location: 'http://127.0.0.1:1/' }],
    [400, {}],
  ])(
    'says nothing of the key of the portal when the vendor does with %d',
    async (status, headers) => {
      const started = await start('SQLITE_3');
      started.vendor.handler = (request, response) => {
        const key = request.headers.authorization;
        response.writeHead(status, {
          'content-type': 'application/json',
          'x-echo': String(key),
          ...headers,
        });
        response.end(JSON.stringify({ error: { message: `Wrong: ${key}` } }));
      };
      const answer = await fetch(`${started.url}/openai/v1/chat/completions`, {
        method: 'POST',
        redirect: 'manual',
        headers: { authorization: `Bearer ${started.key}` },
        body: JSON.stringify(chat),
      });
      expect(answer.status).toBe(502);
      expect(
        JSON.stringify([...answer.headers]) + (await answer.text()),
      ).not.toContain('sk-the-key');
      expect((await started.ledger()).states).toEqual(['released']);
    },
  );

  it('is charged for what was sent when the caller goes away before there is an answer', async () => {
    const started = await start('SQLITE_3');
    const asked = new Promise<IncomingMessage>(resolve => {
      started.vendor.handler = request => resolve(request);
    });
    const caller = new AbortController();
    const call = started
      .openai()
      .chat.completions.create(chat, { signal: caller.signal });
    const { socket } = await asked;
    caller.abort();
    await expect(call).rejects.toThrow(OpenAI.APIUserAbortError);
    if (!socket.destroyed) {
      await once(socket, 'close');
    }
    const { input, output } = await expectEstimated(started);
    expect(input).toBeGreaterThan(0);
    expect(output).toBe(0);
  });

  it('is released when the vendor cannot be reached', async () => {
    const started = await start('SQLITE_3', {
      gateway: {
        openai: { baseUrl: 'http://127.0.0.1:1', apiKey: 'sk-the-key' },
      },
    });
    await expect(
      started.openai().chat.completions.create(chat),
    ).rejects.toMatchObject({
      status: 502,
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect((await started.ledger()).states).toEqual(['released']);
  });

  it('is charged for what was sent when the vendor hangs up without an answer', async () => {
    const started = await start('SQLITE_3');
    started.vendor.handler = request => request.socket.destroy();
    await expect(
      started.openai().chat.completions.create(chat),
    ).rejects.toMatchObject({ status: 502 });
    expect(await expectEstimated(started)).toMatchObject({ output: 0 });
  });
});
