import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Method } from '@proofline/test-support';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const SERVICE = mockCredentials.service.header();
const RESERVATION = { tenant: PAYMENTS, tokens: 600, requestId: 'one' };

type Case = readonly [method: Method, path: string, body: unknown];

describe('bad input', () => {
  const settlePath =
    '/llm/reservations/00000000-0000-4000-8000-000000000000/settle';
  const settle = { model: 'm', inputTokens: 1, outputTokens: 1 };
  const stop = { enabled: false, reason: 'why' };

  it.each(databases.eachSupportedId())(
    'is refused, and changes nothing, %p',
    async id => {
      const knex = await databases.init(id);
      const { call, stop: end } = await startGovernance({ knex });
      const cases: Case[] = [
        ...[-1, 0, 1.5, 1e300, '5', null, undefined, 1_001].map(
          tokens =>
            ['post', '/llm/reservations', { ...RESERVATION, tokens }] as const,
        ),
        ...[
          '{a}',
          'group:default/{a}',
          'group:default/a\nb',
          `group:default/${'a'.repeat(10_000)}`,
          'group:default/a\0b',
          '',
          'payments',
          7,
        ].map(
          tenant =>
            ['post', '/llm/reservations', { ...RESERVATION, tenant }] as const,
        ),
        ...['', 'a b', 'a\0', 'a'.repeat(201)].map(
          requestId =>
            [
              'post',
              '/llm/reservations',
              { ...RESERVATION, requestId },
            ] as const,
        ),
        ['post', '/llm/reservations', { ...RESERVATION, cost: 1 }],
        ['post', '/llm/reservations', []],
        ['post', '/llm/reservations', '{'],
        ...[
          { inputTokens: -1 },
          { outputTokens: 0.5 },
          { outputTokens: 1e12 },
          { model: '' },
          { model: "m'; drop table usage" },
          { cachedInputTokens: 2 },
          { inputTokens: undefined },
        ].map(wrong => ['post', settlePath, { ...settle, ...wrong }] as const),
        ['post', '/llm/reservations/one/settle', settle],
        ['delete', '/llm/reservations/1%27', undefined],
        ['get', '/llm/tenants/payments', undefined],
        ['get', '/llm/tenants?cursor=x', undefined],
        ['get', '/llm/usage?from=yesterday', undefined],
        ['get', '/llm/usage?from=2026-02-01&to=2026-01-01', undefined],
        ['get', '/llm/usage?from=2020-01-01&to=2026-01-01', undefined],
        ['get', '/llm/usage?from=2026-02-29&to=2026-03-05', undefined],
        ['get', '/llm/refusals?from=2026-02-20&to=2026-02-30', undefined],
        ['get', '/llm/refusals?to=2026-19-39', undefined],
        ['get', '/llm/usage?groupBy=tenant', undefined],
        ['get', '/llm/kill-switch/history?cursor=bm8', undefined],
        ['put', '/llm/kill-switch', { enabled: false }],
        ['put', '/llm/kill-switch', { ...stop, reason: ' ' }],
        ['put', '/llm/kill-switch', { ...stop, reason: 'a\0' }],
        ['put', '/llm/kill-switch', { ...stop, enabled: 'false' }],
        ['put', '/llm/kill-switch', { ...stop, until: 'soon' }],
        ['put', '/llm/kill-switch', { ...stop, until: '2020-01-01T00:00:00Z' }],
        ['put', '/llm/kill-switch', { ...stop, tenant: 'group:default/{a}' }],
      ];
      try {
        for (const [method, path, body] of cases) {
          const answer = await call(method, path, {
            authorization: SERVICE,
            body: body as object,
          });
          expect([path, body, answer.status]).toEqual([path, body, 400]);
        }
        expect(await knex('reservations')).toEqual([]);
        expect(await knex('kill_switch_events')).toEqual([]);
      } finally {
        await end();
      }
    },
  );
});
