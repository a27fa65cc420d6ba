import Anthropic from '@anthropic-ai/sdk';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import OpenAI from 'openai';
import {
  startGateway,
  type StartedGateway,
} from './__testUtils__/startGateway';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

const messages = [{ role: 'user' as const, content: 'Hello' }];
const chat = { model: 'gpt-4o', messages, max_tokens: 50 };
const message = { model: 'claude-x', messages, max_tokens: 50 };

const ENDPOINTS: [method: string, path: string, body?: object][] = [
  ['POST', '/openai/v1/chat/completions', chat],
  ['POST', '/openai/v1/responses', { model: 'gpt-4o', input: 'Hello' }],
  ['POST', '/openai/v1/completions', { model: 'gpt-4o', prompt: 'Hello' }],
  ['POST', '/openai/v1/embeddings', { model: 'text-embedding', input: 'a' }],
  ['GET', '/openai/v1/models'],
  ['GET', '/openai/v1/models/ft:gpt-4o:acme'],
  ['POST', '/anthropic/v1/messages', message],
  ['POST', '/anthropic/v1/messages/count_tokens', message],
  ['GET', '/anthropic/v1/models'],
  ['GET', '/anthropic/v1/models/claude-x'],
];

describe('the gateway', () => {
  let gateway: StartedGateway | undefined;

  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
  });

  async function start(options: object = {}): Promise<StartedGateway> {
    gateway = await startGateway({
      knex: await databases.init('SQLITE_3'),
      ...options,
    });
    return gateway;
  }

  it('takes keys and tokens at each endpoint, and nobody else', async () => {
    const withoutPermission = 'user:default/without';
    const { key, url, vendor } = await start({
      isAllowed: (_: string, caller: string) => caller !== withoutPermission,
    });
    const header = (authorization = '') => ({ authorization });
    const cases: [headers: Record<string, string>, status: number][] = [
      [{}, 401],
      [header(mockCredentials.none.header()), 401],
      [header(mockCredentials.user.invalidHeader()), 401],
      [header('Bearer plk_nobody'), 401],
      [header(`Bearer plk_${'a'.repeat(43)}`), 401],
      [header(`Basic ${key}`), 401],
      [{ 'x-api-key': '' }, 401],
      [header(mockCredentials.user.header(withoutPermission)), 403],
      [
        {
          ...header(mockCredentials.user.header()),
          'x-proofline-tenant': 'group:default/billing',
        },
        403,
      ],
      [header(mockCredentials.service.header()), 400],
      [header(`Bearer ${key}`), 200],
      [{ 'x-api-key': key }, 200],
      [header(mockCredentials.user.header()), 200],
      [
        {
          ...header(mockCredentials.service.header()),
          'x-proofline-tenant': 'group:default/billing',
        },
        200,
      ],
    ];
    for (const [method, path, body] of ENDPOINTS) {
      for (const [headers, status] of cases) {
        const before = vendor.received.length;
        const answer = await fetch(`${url}${path}`, {
          method,
          headers,
          body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        expect([path, headers, answer.status]).toEqual([path, headers, status]);
        expect(vendor.received.length - before).toBe(status === 200 ? 1 : 0);
        const refusal = JSON.parse(text);
        const isAnthropic = path.startsWith('/anthropic');
        expect([
          path,
          status,
          status === 200 || typeof refusal.error.message,
          status === 200 || refusal.type,
        ]).toEqual([
          path,
          status,
          status === 200 || 'string',
          status === 200 || (isAnthropic ? 'error' : undefined),
        ]);
      }
    }
  });

  it('lets a key say neither another tenant nor another entity', async () => {
    const { call, url } = await start();
    const made = await call('post', '/llm/virtual-keys', {
      authorization: mockCredentials.service.header(),
      body: {
        tenant: 'group:default/payments',
        name: 'ledger',
        entityRef: 'component:default/ledger',
      },
    });
    for (const [name, value, status] of [
      ['x-proofline-tenant', 'group:default/billing', 400],
      ['x-proofline-tenant', 'Group:payments', 200],
      ['x-proofline-entity', 'component:default/other', 400],
      ['x-proofline-entity', 'component:default/{a}', 400],
      ['x-proofline-entity', 'component:ledger', 200],
    ] as const) {
      const answer = await fetch(`${url}/openai/v1/models`, {
        headers: { 'x-api-key': made.body.key, [name]: value },
      });
      expect([value, answer.status]).toEqual([value, status]);
    }
  });

  it('refuses so that each SDK throws what it would at the vendor', async () => {
    const { anthropic, openai } = await start({
      llm: { limits: { default: { capacity: 200, refillPerMinute: 60 } } },
      gateway: { anthropic: undefined },
    });
    const create = (more: object = {}, options: object = {}) =>
      openai(options).chat.completions.create({ ...chat, ...more });
    const wrong = { apiKey: `plk_${'a'.repeat(43)}` };
    await expect(create({}, wrong)).rejects.toThrow(OpenAI.AuthenticationError);
    await expect(create({ max_tokens: 500 })).rejects.toThrow(
      OpenAI.BadRequestError,
    );
    await expect(openai().files.list()).rejects.toThrow(OpenAI.NotFoundError);
    await expect(anthropic().messages.create(message)).rejects.toThrow(
      'costGovernance.llm.gateway.anthropic.apiKey',
    );
    const exhausted = await create({ max_tokens: 150 })
      .then(() => create({ max_tokens: 150 }))
      .catch(error => error);
    expect(exhausted).toBeInstanceOf(OpenAI.RateLimitError);
    expect(exhausted.code).toBe('rate_limit_exceeded');
    expect(Number(exhausted.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(exhausted.headers.get('x-ratelimit-limit-tokens')).toBe('200');
    expect(
      Number(exhausted.headers.get('x-ratelimit-remaining-tokens')),
    ).toBeLessThan(60);
  });

  it('refuses in the words of Anthropic', async () => {
    const { anthropic } = await start({
      llm: { limits: { default: { capacity: 200, refillPerMinute: 60 } } },
    });
    const create = (more: object = {}, options: object = {}) =>
      anthropic(options).messages.create({ ...message, ...more });
    await expect(
      create({}, { apiKey: `plk_${'a'.repeat(43)}` }),
    ).rejects.toThrow(Anthropic.AuthenticationError);
    await expect(create({ max_tokens: 500 })).rejects.toThrow(
      Anthropic.BadRequestError,
    );
    await expect(anthropic().beta.files.list()).rejects.toThrow(
      Anthropic.NotFoundError,
    );
    const exhausted = await create({ max_tokens: 150 })
      .then(() => create({ max_tokens: 150 }))
      .catch(error => error);
    expect(exhausted).toBeInstanceOf(Anthropic.RateLimitError);
    expect(exhausted.error.error.type).toBe('rate_limit_error');
    expect(exhausted.headers.get('anthropic-ratelimit-tokens-limit')).toBe(
      '200',
    );
    expect(
      Date.parse(exhausted.headers.get('anthropic-ratelimit-tokens-reset')),
    ).toBeGreaterThan(Date.now());
  });

  it('lets no path climb out of what it passes on', async () => {
    const { key, url, vendor } = await start();
    const { hostname, pathname, port } = new URL(url);
    for (const path of [
      '/openai/v1/../v1/files',
      '/openai/v1/models/..',
      '/openai/v1/models/../files',
      '/openai/v1/models/%2e%2e',
      '/openai/v1/models/%2e%2e%2ffiles',
      '/openai/v1/models/%252e%252e%252ffiles',
      '/openai/v1/models/a%2fb',
      '/openai/v1/models/..%5cfiles',
      '/openai/v1/models/\\..\\files',
      '/openai/v1/models/',
      '/openai/http://127.0.0.1:1/v1/models',
      '/openai/@127.0.0.1/v1/models',
      '/openai',
      '/anthropic/v1/files',
      '/anthropic/v1/messages/batches',
      '/openai/v1/chat/completions',
    ]) {
      const asked = httpRequest({
        hostname,
        port,
        path: pathname + path,
        headers: { authorization: `Bearer ${key}` },
      });
      asked.end();
      const [answer] = await once(asked, 'response');
      answer.resume();
      expect([path, answer.statusCode]).toEqual([path, 404]);
    }
    const absolute = httpRequest({
      hostname,
      port,
      path: 'http://127.0.0.1:1/api/cost-governance/llm/openai/v1/files',
      headers: { authorization: `Bearer ${key}` },
    });
    absolute.end();
    const [answer] = await once(absolute, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(404);
    expect(vendor.received).toEqual([]);
  });

  it.each(['openai', 'anthropic'] as const)(
    'refuses 50 MB before it has them, in the words of %s',
    async vendorId => {
      const { anthropic, openai, url, key, vendor } = await start();
      const content = 'a'.repeat(50_000_000);
      const large = [{ role: 'user' as const, content }];
      await expect(
        vendorId === 'openai'
          ? openai().chat.completions.create({ ...chat, messages: large })
          : anthropic().messages.create({ ...message, messages: large }),
      ).rejects.toMatchObject({ status: 413 });
      // Also where it does not say before how long it is.
      const endless = await fetch(`${url}/openai/v1/chat/completions`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        duplex: 'half',
        body: new Blob([content]).stream(),
      } as RequestInit);
      expect(endless.status).toBe(413);
      expect(vendor.received).toEqual([]);
    },
  );

  it('refuses what cannot be accounted for', async () => {
    const { key, ledger, url, vendor } = await start();
    const refused: [path: string, body: unknown][] = [
      ...[-1, 1.5, '5', 1e300, true, {}].map((max): [string, unknown] => [
        '/openai/v1/chat/completions',
        { ...chat, max_tokens: max },
      ]),
      ['/openai/v1/chat/completions', { ...chat, max_completion_tokens: -1 }],
      ['/openai/v1/chat/completions', { ...chat, n: 0 }],
      ['/openai/v1/chat/completions', { ...chat, n: 1e9 }],
      ['/openai/v1/chat/completions', { messages }],
      ['/openai/v1/chat/completions', { ...chat, model: "m'; drop table" }],
      ['/openai/v1/chat/completions', []],
      ['/openai/v1/chat/completions', '{'],
      ['/openai/v1/chat/completions', ''],
      [
        '/openai/v1/responses',
        { model: 'gpt-4o', input: 'a', background: true },
      ],
      ['/anthropic/v1/messages', { ...message, max_tokens: -1 }],
    ];
    for (const [path, body] of refused) {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      await answer.text();
      expect([path, body, answer.status]).toEqual([path, body, 400]);
    }
    expect(vendor.received).toEqual([]);
    expect((await ledger()).states).toEqual([]);
  });

  it('says where it is', async () => {
    const { call } = await start();
    const { body } = await call('get', '/llm/gateway');
    expect(body.vendors).toEqual([
      {
        vendor: 'openai',
        baseUrl: expect.stringMatching(
          /\/api\/cost-governance\/llm\/openai\/v1$/,
        ),
      },
      {
        vendor: 'anthropic',
        baseUrl: expect.stringMatching(
          /\/api\/cost-governance\/llm\/anthropic$/,
        ),
      },
    ]);
  });
});
