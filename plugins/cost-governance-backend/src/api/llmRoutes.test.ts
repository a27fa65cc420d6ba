import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Governance = Awaited<ReturnType<typeof startGovernance>>;

const SERVICE = mockCredentials.service.header();
const RESERVATION = { tenant: PAYMENTS, tokens: 600, requestId: 'one' };

describe('/llm', () => {
  let governance: Governance | undefined;

  afterEach(async () => {
    delete process.env.LLM_CALLS_ENABLED;
    await governance?.stop();
    governance = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    llm: object = {},
  ): Promise<Governance> {
    governance = await startGovernance({ knex: await databases.init(id), llm });
    return governance;
  }

  it.each(databases.eachSupportedId())(
    'holds tokens, accounts for use, and says when there will be more, %p',
    async id => {
      const { call } = await start(id);
      const reserved = await call('post', '/llm/reservations', {
        // Another way to write the same ref.
        body: { ...RESERVATION, tenant: 'Group:Payments' },
      });
      expect(reserved.status).toBe(201);
      expect(reserved.body.remainingTokens).toBe(400);
      expect(
        (await call('post', '/llm/reservations', { body: RESERVATION })).body
          .id,
      ).toBe(reserved.body.id);

      const refused = await call('post', '/llm/reservations', {
        body: { ...RESERVATION, requestId: 'two' },
      });
      expect(refused.status).toBe(429);
      // 200 are missing, and one flows in a second.
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(190);
      expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(200);
      expect(refused.body.error.message).toContain('400 tokens left');

      const settled = await call(
        'post',
        `/llm/reservations/${reserved.body.id}/settle`,
        {
          body: {
            model: 'gpt-4o-2024-08-06',
            inputTokens: 50,
            outputTokens: 10,
          },
        },
      );
      expect(settled.body).toMatchObject({
        tenant: PAYMENTS,
        costMicroUsd: 150,
      });

      const tenant = await call(
        'get',
        `/llm/tenants/${encodeURIComponent(PAYMENTS)}`,
      );
      expect(tenant.body).toMatchObject({
        ref: PAYMENTS,
        callsEnabled: true,
        limits: [{ scope: 'tenant', capacity: 1_000 }],
        today: { requests: 1, inputTokens: 50, costMicroUsd: 150 },
        thisMonth: { requests: 1, outputTokens: 10 },
      });
      expect(tenant.body.limits[0].tokens).toBeGreaterThanOrEqual(940);
      expect(
        (await call('get', '/llm/usage?groupBy=model')).body.items,
      ).toMatchObject([{ key: 'gpt-4o-2024-08-06', requests: 1 }]);
    },
  );

  it.each(databases.eachSupportedId())(
    'reports use by day, model and entity, filtered, with the total of all, %p',
    async id => {
      const { call } = await start(id);
      const use = async (
        requestId: string,
        details: { entityRef?: string; model: string; outputTokens: number },
      ) => {
        const { entityRef, ...settle } = details;
        const { body } = await call('post', '/llm/reservations', {
          body: { tenant: PAYMENTS, tokens: 1, requestId, entityRef },
        });
        await call('post', `/llm/reservations/${body.id}/settle`, {
          body: { ...settle, inputTokens: 0 },
        });
      };
      await use('a', { model: 'gpt-4o', outputTokens: 10 });
      await use('b', {
        model: 'gpt-4o',
        outputTokens: 20,
        entityRef: 'component:ledger',
      });
      await use('c', { model: 'unknown', outputTokens: 40 });
      const report = async (query: string) =>
        (await call('get', `/llm/usage?${query}`)).body;
      const { items, total } = await report('groupBy=model&limit=1');
      expect(items).toMatchObject([
        { key: 'unknown', outputTokens: 40, unpricedTokens: 40 },
      ]);
      expect(total).toMatchObject({ requests: 3, costMicroUsd: 150 });
      expect((await report('groupBy=entity')).items).toMatchObject([
        { key: null, outputTokens: 50 },
        { key: 'component:default/ledger', outputTokens: 20 },
      ]);
      expect(await report('')).toMatchObject({
        items: [{ key: new Date().toISOString().slice(0, 10), requests: 3 }],
      });
      expect(
        (await report('entityRef=component:default/ledger')).total,
      ).toMatchObject({ requests: 1, outputTokens: 20 });
      expect((await report('model=unknown')).total.outputTokens).toBe(40);
      expect((await report('tenant=group:default/other')).total.requests).toBe(
        0,
      );
      expect(
        (await report('from=2020-01-01&to=2020-01-31')).total.requests,
      ).toBe(0);
    },
  );

  it.each(databases.eachSupportedId())(
    'pages through tenants that have limits or used tokens, %p',
    async id => {
      const limit = { capacity: 10, refillPerMinute: 1 };
      const { call } = await start(id, {
        limits: {
          default: limit,
          tenants: { 'group:default/a': limit, 'group:default/b': limit },
        },
      });
      const { body } = await call('post', '/llm/reservations', {
        authorization: SERVICE,
        body: { tenant: 'group:default/aa', tokens: 1, requestId: 'x' },
      });
      await call('post', `/llm/reservations/${body.id}/settle`, {
        authorization: SERVICE,
        body: { model: 'm', inputTokens: 1, outputTokens: 0 },
      });
      const refs: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await call(
          'get',
          `/llm/tenants?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        refs.push(...page.body.items.map(({ ref }: { ref: string }) => ref));
        cursor = page.body.nextCursor;
      } while (cursor);
      expect(refs).toEqual([
        'group:default/a',
        'group:default/aa',
        'group:default/b',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'lets users use what their groups have, and services the tokens of any, %p',
    async id => {
      const { call } = await start(id);
      const reserve = (tenant: string, authorization?: string) =>
        call('post', '/llm/reservations', {
          authorization,
          body: { ...RESERVATION, tokens: 1, tenant },
        });
      expect((await reserve('group:default/billing')).status).toBe(403);
      expect((await reserve('group:default/billing', SERVICE)).status).toBe(
        201,
      );
      // A service in the name of a user is that user.
      expect(
        (
          await reserve(
            'group:default/billing',
            mockCredentials.service.header({
              onBehalfOf: mockCredentials.user(),
              targetPluginId: 'cost-governance',
            }),
          )
        ).status,
      ).toBe(403);
      const { body } = await reserve(PAYMENTS, SERVICE);
      for (const [method, path] of [
        ['delete', ''],
        ['post', '/settle'],
      ] as const) {
        const answer = await call(
          method,
          `/llm/reservations/${body.id}${path}`,
          {
            ...(path && {
              body: { model: 'm', inputTokens: 0, outputTokens: 0 },
            }),
          },
        );
        expect(answer.status).toBe(403);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'stops all calls by the switch, says why, and writes down who used it and who was refused, %p',
    async id => {
      const { audited, call } = await start(id);
      const reserve = (requestId: string) =>
        call('post', '/llm/reservations', {
          body: { ...RESERVATION, tokens: 1, requestId },
        });
      const before = await reserve('before');
      const stopped = await call('put', '/llm/kill-switch', {
        body: { enabled: false, reason: 'the bill' },
      });
      expect(stopped.body).toMatchObject({ enabled: false });
      const refused = await reserve('refused');
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(
        'stopped by user:default/mock: the bill',
      );
      // What was under way is accounted for all the same.
      expect(
        (
          await call('post', `/llm/reservations/${before.body.id}/settle`, {
            body: { model: 'gpt-4o', inputTokens: 1, outputTokens: 0 },
          })
        ).status,
      ).toBe(200);
      await call('put', '/llm/kill-switch', {
        body: { enabled: true, reason: 'paid' },
      });
      expect((await reserve('after')).status).toBe(201);
      const first = await call('get', '/llm/kill-switch/history?limit=1');
      expect(first.body.items).toMatchObject([
        { enabled: true, reason: 'paid', by: 'user:default/mock' },
      ]);
      const second = await call(
        'get',
        `/llm/kill-switch/history?cursor=${first.body.nextCursor}`,
      );
      expect(second.body).toEqual({
        items: [expect.objectContaining({ enabled: false })],
      });
      expect(audited).toMatchObject([
        {
          eventId: 'llm-kill-switch',
          status: 'succeeded',
          meta: { enabled: false, reason: 'the bill' },
        },
        {
          eventId: 'llm-reserve',
          status: 'failed',
          meta: { tenant: PAYMENTS, tokens: 1 },
        },
        { eventId: 'llm-kill-switch', status: 'succeeded' },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'cannot be allowed where the environment stops it, %p',
    async id => {
      process.env.LLM_CALLS_ENABLED = 'false';
      const { audited, call } = await start(id);
      const allow = await call('put', '/llm/kill-switch', {
        body: { enabled: true, reason: 'I want to' },
      });
      expect(allow.status).toBe(409);
      const refused = await call('post', '/llm/reservations', {
        body: RESERVATION,
      });
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('LLM_CALLS_ENABLED');
      expect((await call('get', '/llm/kill-switch')).body).toEqual({
        enabled: false,
        isStoppedByEnvironment: true,
        stops: [],
      });
      expect(audited).toMatchObject([
        { eventId: 'llm-kill-switch', status: 'failed' },
        { eventId: 'llm-reserve', status: 'failed' },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'writes down what expired, by a task that one process runs, and corrects it when it is settled after all, %p',
    async id => {
      const knex = await databases.init(id);
      governance = await startGovernance({ knex });
      const { call, scheduler } = governance;
      const { body } = await call('post', '/llm/reservations', {
        body: { ...RESERVATION, model: 'gpt-4o' },
      });
      await knex('reservations').update({ expires_at: new Date(0) });
      await scheduler.triggerTask('cost-governance-expire-reservations');
      expect((await call('get', '/llm/usage')).body.total).toMatchObject({
        unsettledTokens: 600,
        unpricedTokens: 600,
      });
      const settle = await call('post', `/llm/reservations/${body.id}/settle`, {
        body: { model: 'gpt-4o', inputTokens: 1, outputTokens: 0 },
      });
      expect(settle.body).toMatchObject({ inputTokens: 1, isEstimated: false });
      expect((await call('get', '/llm/usage')).body.total).toMatchObject({
        requests: 1,
        inputTokens: 1,
        unsettledTokens: 0,
        unpricedTokens: 0,
        costMicroUsd: 2,
      });
    },
  );
});
