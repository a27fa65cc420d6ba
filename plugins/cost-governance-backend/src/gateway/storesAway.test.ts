import Anthropic from '@anthropic-ai/sdk';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { ServerResponse } from 'node:http';
import OpenAI from 'openai';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';
import { describeWithRedis } from '../buckets/__testUtils__/describeWithRedis';
import { RedisServer } from '../buckets/__testUtils__/RedisServer';
import {
  startGateway,
  type StartedGateway,
} from './__testUtils__/startGateway';
import { chatChunk, chatEvent } from './__testUtils__/vendorAnswers';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const messages = [{ role: 'user' as const, content: 'Hello' }];
const chat = { model: 'gpt-4o', messages, max_tokens: 50 };
const CAPACITY = 100_000;

/** The rest of a stream: what was used, 100 and 20 tokens, and the end. */
const REST = `data: ${JSON.stringify(
  chatChunk(
    {},
    {
      choices: [],
      usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    },
  ),
)}\n\ndata: [DONE]\n\n`;

describeWithRedis('the gateway while a store is away', () => {
  let redis: RedisServer;
  let gateway: StartedGateway | undefined;

  beforeEach(async () => {
    redis = await RedisServer.start({ durability: 'always' });
  });

  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
    await redis.remove();
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    gateway = await startGateway({ knex, redis: redis.url });
    return { knex, started: gateway };
  }

  /** Tokens that are left before a call that is made to find out. */
  async function left({ key, url, vendor }: StartedGateway): Promise<number> {
    vendor.handler = undefined;
    const ask = async () =>
      fetch(`${url}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify({ ...chat, max_tokens: 0 }),
      });
    let answer = await ask();
    while (answer.status === 503) {
      // Until the connection is there again.
      answer = await ask();
    }
    await answer.text();
    return Number(answer.headers.get('x-proofline-remaining-tokens'));
  }

  /** Begins a stream, lets something happen before it ends, and gives the text that came. */
  async function streamAround(
    started: StartedGateway,
    happen: () => Promise<unknown>,
  ): Promise<string> {
    let upstream: ServerResponse;
    started.vendor.handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chatEvent({ content: 'one ' }));
      upstream = response;
    };
    const stream = await started
      .openai()
      .chat.completions.create({ ...chat, stream: true });
    let text = '';
    for await (const { choices } of stream) {
      if (text === '') {
        await happen();
        upstream!.write(chatEvent({ content: 'two' }));
        upstream!.end(REST);
      }
      text += choices[0]?.delta.content ?? '';
    }
    return text;
  }

  /** Stops the backend, which waits until all is settled, and sees to it that ledger and bucket have the use once. */
  async function expectSettledOnce(started: StartedGateway, knex: Knex) {
    const { states, usage } = await started.ledger();
    expect(states).toEqual(['settled']);
    expect(usage.map(row => Number(row.input_tokens))).toEqual([100]);
    expect(usage.map(row => Number(row.output_tokens))).toEqual([20]);
    const second = await startGovernance({
      knex,
      llm: {
        limits: { default: { capacity: CAPACITY, refillPerMinute: 0 } },
        redis: { url: redis.url },
      },
    });
    try {
      const path = `/llm/tenants/${encodeURIComponent(PAYMENTS)}`;
      const { body } = await second.call('get', path);
      expect(body.limits[0].tokens).toBe(CAPACITY - 120);
    } finally {
      await second.stop();
    }
  }

  it.each(databases.eachSupportedId())(
    'gives the whole answer and accounts for it once when Redis was away as it ended, %p',
    async id => {
      const { knex, started } = await start(id);
      // The ledger goes first. That it is asked for the row again shows that the bucket could not be settled.
      const retried = new Promise<void>(resolve => {
        knex.on('query', ({ bindings, sql }) => {
          if (/from .usage. where/.test(sql) && bindings.includes('settled')) {
            resolve();
          }
        });
      });
      expect(await streamAround(started, () => redis.kill())).toBe('one two');
      await retried;
      await redis.start();
      await expectSettledOnce(started, knex);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives the whole answer and accounts for it once when the database was away as it ended, %p',
    async id => {
      const { knex, started } = await start(id);
      const failed = new Promise<void>(resolve => {
        knex.on('query-error', () => resolve());
      });
      const text = await streamAround(started, () =>
        knex.schema.renameTable('usage', 'away'),
      );
      expect(text).toBe('one two');
      await failed;
      await knex.schema.renameTable('away', 'usage');
      await expectSettledOnce(started, knex);
    },
  );

  it('refuses as the vendors do when they are overloaded, and says when to ask again, while Redis is away', async () => {
    const { started } = await start('SQLITE_3');
    expect(await left(started)).toBeLessThan(CAPACITY);
    await redis.kill();
    const openai = started.openai().chat.completions.create(chat);
    await expect(openai).rejects.toThrow(OpenAI.InternalServerError);
    const anthropic = started.anthropic().messages.create(chat);
    await expect(anthropic).rejects.toThrow(Anthropic.InternalServerError);
    for (const call of [openai, anthropic]) {
      const refusal = await (call as Promise<unknown>).catch(error => error);
      const { headers, status } = refusal as {
        headers: Headers;
        status: number;
      };
      expect(status).toBe(503);
      expect(headers.get('retry-after')).toBe('1');
    }
    expect(started.vendor.received).toHaveLength(1);
    await redis.start();
    await left(started);
  });
});
