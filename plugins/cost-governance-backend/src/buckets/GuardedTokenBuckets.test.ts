import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import express from 'express';
import request from 'supertest';
import { tenantCharge } from './__testUtils__/charges';
import { GuardedTokenBuckets } from './GuardedTokenBuckets';
import { MemoryTokenBuckets } from './MemoryTokenBuckets';
import { TokenBucketsUnavailableError } from './TokenBucketsUnavailableError';

const exporter = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const reader = new PeriodicExportingMetricReader({
  exporter,
  exportIntervalMillis: 2 ** 30,
});
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));

const TENANT = 'group:default/payments';
const CHARGES = [tenantCharge(1_000)];

/** What was counted since the last time, by attributes. */
async function counted(name: string): Promise<Record<string, number>> {
  exporter.reset();
  await reader.forceFlush();
  const points = exporter
    .getMetrics()
    .at(-1)
    ?.scopeMetrics.flatMap(scope => scope.metrics)
    .filter(metric => metric.descriptor.name === name)
    .flatMap(metric => metric.dataPoints as Array<DataPoint<number>>);
  return Object.fromEntries(
    (points ?? []).map(({ attributes, value }) => [
      Object.values(attributes).join(' '),
      value,
    ]),
  );
}

/** Shared buckets that can be taken away. */
class AwayTokenBuckets extends MemoryTokenBuckets {
  isAway = false;
  /** For one tenant alone, as when a node of a cluster is away. */
  awayFor: string | undefined;

  override async reserve(...args: Parameters<MemoryTokenBuckets['reserve']>) {
    this.#check(args[0].tenant);
    return super.reserve(...args);
  }

  override async settle(...args: Parameters<MemoryTokenBuckets['settle']>) {
    this.#check(args[0]);
    return super.settle(...args);
  }

  override async levels(...args: Parameters<MemoryTokenBuckets['levels']>) {
    this.#check(args[0]);
    return super.levels(...args);
  }

  #check(tenant: string): void {
    if (this.isAway || this.awayFor === tenant) {
      throw new TokenBucketsUnavailableError(new Error('ECONNREFUSED'));
    }
  }
}

describe('GuardedTokenBuckets', () => {
  let shared: AwayTokenBuckets;
  let buckets: GuardedTokenBuckets;
  let logger: ReturnType<typeof mockServices.logger.mock>;

  beforeEach(() => reader.forceFlush());

  function create(onFailure: 'closed' | 'open'): void {
    shared = new AwayTokenBuckets();
    logger = mockServices.logger.mock();
    buckets = new GuardedTokenBuckets({
      buckets: shared,
      localAllowance:
        onFailure === 'open' ? { capacity: 10, refillPerMinute: 0 } : undefined,
      logger,
    });
  }

  function reserve(requestId: string, tokens: number, tenant = TENANT) {
    return buckets.reserve({
      tenant,
      requestId,
      tokens,
      charges: CHARGES,
      expiresInMs: 60_000,
    });
  }

  const settle = (requestId: string, used: number) =>
    buckets.settle(TENANT, requestId, used);

  it('passes everything on while the shared buckets are there', async () => {
    create('open');
    expect(await reserve('a', 600)).toMatchObject({ remainingTokens: 400 });
    expect(await reserve('b', 600)).toMatchObject({ outcome: 'exhausted' });
    expect(await settle('a', 100)).toMatchObject({ remainingTokens: 900 });
    expect(await buckets.levels(TENANT, CHARGES)).toMatchObject([
      { tokens: 900 },
    ]);
    expect(await counted('cost_governance.token_buckets.degraded')).toEqual({});
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('does not take a wrong request for an outage', async () => {
    create('open');
    await expect(reserve('a', -1)).rejects.toMatchObject({
      name: 'InputError',
    });
    expect(await counted('cost_governance.token_buckets.degraded')).toEqual({});
  });

  it('refuses everything while they are away, counts it, and says it once', async () => {
    create('closed');
    await reserve('before', 100);
    shared.isAway = true;
    for (const id of ['a', 'b', 'c']) {
      await expect(reserve(id, 1)).rejects.toThrow(
        TokenBucketsUnavailableError,
      );
    }
    await expect(settle('before', 1)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await expect(buckets.release(TENANT, 'before')).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    await expect(buckets.levels(TENANT, CHARGES)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    expect(await counted('cost_governance.token_buckets.degraded')).toEqual({
      'reserve refused': 3,
      'settle refused': 2,
      'levels refused': 1,
    });
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('refused'),
      expect.objectContaining({ message: 'ECONNREFUSED' }),
    );

    shared.isAway = false;
    expect(await settle('before', 1)).toMatchObject({ outcome: 'settled' });
    expect(await reserve('a', 1)).toMatchObject({ isRepeated: false });
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(await counted('cost_governance.token_buckets.degraded')).toEqual({});
  });

  it('says once that the buckets of some tenants are away, whatever others are answered meanwhile', async () => {
    create('closed');
    shared.awayFor = TENANT;
    for (const id of ['a', 'b', 'c']) {
      await expect(reserve(id, 1)).rejects.toThrow(
        TokenBucketsUnavailableError,
      );
      await reserve(id, 1, 'group:default/other');
    }
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.info).not.toHaveBeenCalled();
    shared.awayFor = undefined;
    await reserve('a', 1);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('says again that they are away, where a tenant of the last time never asked again', async () => {
    create('closed');
    const now = jest.spyOn(performance, 'now');
    try {
      now.mockReturnValue(1_000);
      shared.isAway = true;
      await expect(reserve('a', 1, 'group:default/gone')).rejects.toThrow();
      await expect(reserve('a', 1)).rejects.toThrow();
      shared.isAway = false;
      await reserve('a', 1);
      expect(logger.info).not.toHaveBeenCalled();
      now.mockReturnValue(1_000 + 60_000);
      await reserve('a', 1);
      expect(logger.info).toHaveBeenCalledTimes(1);
      shared.isAway = true;
      await expect(reserve('a', 1)).rejects.toThrow();
      expect(logger.error).toHaveBeenCalledTimes(2);
    } finally {
      now.mockRestore();
    }
  });

  it('allows each tenant its local allowance where that is wanted, and counts it', async () => {
    create('open');
    shared.isAway = true;
    expect(await reserve('a', 6)).toMatchObject({
      outcome: 'reserved',
      remainingTokens: 4,
    });
    expect(await reserve('a', 6)).toMatchObject({ isRepeated: true });
    await expect(reserve('b', 5)).rejects.toThrow(TokenBucketsUnavailableError);
    await expect(reserve('c', 11)).rejects.toThrow(
      TokenBucketsUnavailableError,
    );
    expect(await reserve('d', 10, 'group:default/other')).toMatchObject({
      remainingTokens: 0,
    });
    expect(await counted('cost_governance.token_buckets.degraded')).toEqual({
      'reserve allowed': 3,
      'reserve refused': 2,
    });
    await reserve('e', 4);
    expect(
      await counted('cost_governance.token_buckets.degraded_tokens'),
    ).toEqual({ '': 4 });
  });

  it('settles what was allowed locally where it was allowed, also when the shared buckets are back', async () => {
    create('open');
    shared.isAway = true;
    await reserve('a', 10);
    expect(await settle('a', 4)).toMatchObject({ remainingTokens: 6 });
    await reserve('b', 6);
    shared.isAway = false;
    expect(await settle('b', 6)).toEqual({
      outcome: 'settled',
      reservedTokens: 6,
      remainingTokens: 0,
    });
    expect(await buckets.levels(TENANT, CHARGES)).toMatchObject([
      { tokens: 1_000 },
    ]);
    expect(await settle('b', 6)).toEqual({ outcome: 'unknown' });
  });

  it('is a 503 for whoever asks', async () => {
    create('closed');
    shared.isAway = true;
    const error = await reserve('a', 1).catch(thrown => thrown);
    const app = express();
    app.get('/', () => {
      throw error;
    });
    app.use(
      MiddlewareFactory.create({
        config: mockServices.rootConfig(),
        logger,
      }).error(),
    );
    const response = await request(app).get('/');
    expect(response.status).toBe(503);
    expect(response.text).not.toContain('ECONNREFUSED');
  });
});
