import { mockServices } from '@backstage/backend-test-utils';
import { readAdmins, readLlmConfig } from './config';

function read(llm: object) {
  return readLlmConfig(
    mockServices.rootConfig({ data: { costGovernance: { llm } } as never }),
  );
}

const LIMIT = { capacity: 100, refillPerMinute: 10 };

describe('readLlmConfig', () => {
  it('has defaults, of which none gives anybody tokens', () => {
    expect(readLlmConfig(mockServices.rootConfig({ data: {} }))).toEqual({
      buckets: {
        redis: undefined,
        onRedisFailure: 'closed',
        localAllowance: undefined,
      },
      gateway: { vendors: {}, maxRequestBytes: 32 * 1024 * 1024 },
      reservationTimeoutMs: 600_000,
      limits: { default: undefined, tenants: new Map() },
      prices: [],
      retentionMs: 396 * 86_400_000,
    });
  });

  it('reads limits, also where names have dots in them', () => {
    const { limits } = read({
      limits: {
        default: LIMIT,
        tenants: {
          'Group:default/Pay.ments': {
            ...LIMIT,
            models: { 'gpt-4.1': LIMIT },
            entities: { 'component:a.b': LIMIT },
          },
        },
      },
    });
    expect(limits).toEqual({
      default: { ...LIMIT, models: new Map(), entities: new Map() },
      tenants: new Map([
        [
          'group:default/pay.ments',
          {
            ...LIMIT,
            models: new Map([['gpt-4.1', LIMIT]]),
            entities: new Map([['component:default/a.b', LIMIT]]),
          },
        ],
      ]),
    });
  });

  it('reads prices, and takes cached tokens for as dear as others unless it is told', () => {
    const price = { model: 'm', from: '2026-01-01', input: 2, output: 3 };
    expect(read({ prices: [price] }).prices).toEqual([
      { ...price, cachedInput: 2 },
    ]);
  });

  it.each([
    [
      { limits: { default: { capacity: 0, refillPerMinute: 1 } } },
      'limits.default.capacity',
    ],
    [
      { limits: { default: { capacity: 1.5, refillPerMinute: 1 } } },
      'limits.default.capacity',
    ],
    [
      { limits: { default: { capacity: 1, refillPerMinute: -1 } } },
      'limits.default.refillPerMinute',
    ],
    [{ limits: { tenants: { payments: LIMIT } } }, 'limits.tenants'],
    [
      {
        limits: {
          tenants: { 'group:payments': LIMIT, 'group:default/payments': LIMIT },
        },
      },
      'twice',
    ],
    [
      { prices: [{ model: 'm', from: '2026-02-30', input: 1, output: 1 }] },
      "prices of 'm'",
    ],
    [
      { prices: [{ model: 'm', from: '2026-02-03', input: -1, output: 1 }] },
      "prices of 'm'",
    ],
    [{ reservationTimeout: '1ms' }, 'reservationTimeout'],
    [{ onRedisFailure: 'maybe' }, 'onRedisFailure'],
    [{ onRedisFailure: 'open' }, 'localAllowance'],
    [{ redis: {} }, 'url, or cluster.nodes'],
    [{ redis: { url: 'redis://a', cluster: { nodes: ['redis://b'] } } }, 'url'],
  ])('refuses %j, and names the key', (llm, told) => {
    expect(() => read(llm)).toThrow(told);
  });

  it('does not repeat the password of an address that it refuses', () => {
    expect(() => read({ redis: { url: 'http://me:hunter2@host' } })).toThrow(
      /^(?!.*hunter2).*redis:/s,
    );
  });
});

describe('readAdmins', () => {
  const readFrom = (costGovernance: object) =>
    readAdmins(mockServices.rootConfig({ data: { costGovernance } as never }));

  it('has nobody unless somebody is named, and each once', () => {
    expect(readFrom({})).toEqual([]);
    expect(
      readFrom({
        admins: ['group:platform', 'Group:default/Platform', 'user:a'],
      }),
    ).toEqual(['group:default/platform', 'user:default/a']);
  });

  it.each([[['platform']], [['group:default/a b']], [[7]], ['group:a']])(
    'refuses %j, and names the key',
    admins => {
      expect(() => readFrom({ admins })).toThrow('costGovernance.admins');
    },
  );
});
