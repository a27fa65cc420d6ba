import { TestDatabases } from '@backstage/backend-test-utils';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { assertDocumented } from '../__testUtils__/contract';
import {
  component,
  isAtRest,
  startPortal,
  until,
} from '../__testUtils__/startPortal';
import { InMemorySource, signedWebhook } from '../__testUtils__/testDocuments';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const SECRET = 'only the vendor knows';
const LEDGER = 'memory:ledger';

const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({
  exporter,
  exportIntervalMillis: 2 ** 30,
});
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));

function sign(body: Buffer | string, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** How many requests were counted, by source and result. */
async function counted(): Promise<Record<string, number>> {
  await reader.forceFlush();
  const metricsNow = exporter
    .getMetrics()
    .at(-1)
    ?.scopeMetrics.flatMap(scope => scope.metrics)
    .filter(metric => metric.descriptor.name.includes('webhook.deliveries'))
    .map(metric => metric.dataPoints as Array<DataPoint<number>>);
  return Object.fromEntries(
    (metricsNow ?? [])
      .flat()
      .map(point => [
        `${point.attributes.source} ${point.attributes.result}`,
        point.value,
      ]),
  );
}

describe('POST /webhooks/{source}', () => {
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    secrets = [SECRET],
  ) {
    const knex = await databases.init(id);
    const source = new InMemorySource();
    source.documents = 'named';
    source.webhook = signedWebhook(...secrets);
    source.put('ledger', { claims: { 'L-1': 'proven' } });
    const open = new InMemorySource('open');
    const started = await startPortal({
      knex,
      source,
      moreSources: [open],
      entities: [component('ledger', `${LEDGER}, memory:folder/*`)],
    });
    portal = started;
    await started.specWhen(LEDGER, spec => spec.state === 'proven');
    await started.specWhen(LEDGER, isAtRest);
    const send = (
      body: Buffer | string,
      options: { signature?: string | null; to?: string } = {},
    ) => {
      const { signature = sign(body), to = 'memory' } = options;
      const post = request(started.server)
        .post(`/api/spec-coverage/webhooks/${to}`)
        .expect(answer => assertDocumented('post', `/webhooks/${to}`, answer))
        .set('Content-Type', 'application/json');
      return signature === null
        ? post.send(body.toString())
        : post.set('X-Hub-Signature', signature).send(body.toString());
    };
    const delivery = (deliveryId: string, ...specRefs: string[]) =>
      JSON.stringify({ id: deliveryId, specRefs });
    return { knex, source, started, send, delivery };
  }

  it.each(databases.eachSupportedId())(
    'stores what it acknowledges, and each delivery once, %p',
    async id => {
      const { knex, source, started, send, delivery } = await start(id);
      source.put('ledger', { claims: { 'L-1': 'proven', 'L-2': 'failed' } });
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => send(delivery('one', LEDGER))),
      );
      expect(answers.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, () => 202),
      );
      const results = answers.map(({ body }) => body.result).sort();
      expect(results.slice(0, 2)).toEqual(['accepted', 'duplicate']);
      expect(await knex('webhook_deliveries').select('hints')).toEqual([
        { hints: 1 },
      ]);
      await started.specWhen(LEDGER, spec => spec.counts.failed === 1);
      await started.specWhen(LEDGER, isAtRest);
      const fetches = source.fetches;
      expect((await send(delivery('one', LEDGER))).body).toEqual({
        result: 'duplicate',
      });
      expect(await knex('spec_checks').where('spec_ref', LEDGER)).toEqual([]);
      expect(source.fetches).toBe(fetches);
    },
  );

  it.each(databases.eachSupportedId())(
    'reads nothing that no entity names, and lists a folder again that one names, %p',
    async id => {
      const { knex, source, started, send, delivery } = await start(id);
      source.put('secret', { claims: { 'S-1': 'proven' } });
      const fetches = source.fetches;
      const answer = await send(
        delivery('one', 'memory:secret', 'other:ledger'),
      );
      expect(answer.status).toBe(202);
      expect(await knex('specs').where('spec_ref', 'memory:secret')).toEqual(
        [],
      );
      expect(source.fetches).toBe(fetches);

      source.put('folder/new', { claims: { 'N-1': 'proven' } });
      await send(delivery('two', 'memory:folder/new'));
      const found = await started.specWhen(
        'memory:folder/new',
        spec => spec.state === 'proven',
      );
      expect(found.entityRefs).toContain('component:default/ledger');
      source.held.delete('folder/new');
      await send(JSON.stringify({ id: 'three', listChanges: true }));
      await until(
        () => knex('specs').where('spec_ref', 'memory:folder/new'),
        rows => rows.length === 0,
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'asks for the delivery again when it cannot be stored, and takes it then, %p',
    async id => {
      const { knex, send, delivery } = await start(id);
      await knex.schema.renameTable('webhook_deliveries', 'away');
      const refused = await send(delivery('one', LEDGER));
      expect(refused.status).toBe(503);
      expect(JSON.stringify(refused.body)).not.toMatch(
        /webhook_deliveries|ledger|SQL| at /,
      );
      await knex.schema.renameTable('away', 'webhook_deliveries');
      expect((await send(delivery('one', LEDGER))).body).toEqual({
        result: 'accepted',
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets a delivery after 30 days and not before, %p',
    async id => {
      const { knex, send, delivery } = await start(id);
      const age = (days: number) =>
        knex('webhook_deliveries').update({
          received_at: new Date(Date.now() - days * 24 * 60 * 60_000),
        });
      await send(delivery('one', LEDGER));
      await age(29.9);
      const { DeliveryInbox } = jest.requireActual('../intake/DeliveryInbox');
      await new DeliveryInbox(knex).prune();
      expect(await knex('webhook_deliveries')).toHaveLength(1);
      await age(30.1);
      await new DeliveryInbox(knex).prune();
      expect(await knex('webhook_deliveries')).toHaveLength(0);
    },
  );

  it('takes two secrets while one is being replaced', async () => {
    const { send, delivery } = await start('SQLITE_3', ['new one', SECRET]);
    for (const [index, secret] of ['new one', SECRET].entries()) {
      const body = delivery(String(index), LEDGER);
      expect(
        (await send(body, { signature: sign(body, secret) })).body,
      ).toEqual({ result: 'accepted' });
    }
  });

  it('answers what it does not take with a fixed status, and counts it', async () => {
    const { knex, send, delivery, started } = await start('SQLITE_3');
    await knex('webhook_deliveries').delete();
    const before = await counted();
    const body = delivery('canary', 'memory:canary');
    const right = sign(body);
    const cases: Array<
      [string, number, string, () => ReturnType<typeof send>]
    > = [
      [
        'no signature',
        401,
        'unauthorized',
        () => send(body, { signature: null }),
      ],
      ['empty', 401, 'unauthorized', () => send(body, { signature: '' })],
      [
        'truncated',
        401,
        'unauthorized',
        () => send(body, { signature: right.slice(0, -1) }),
      ],
      [
        'doubled',
        401,
        'unauthorized',
        () => send(body, { signature: `${right}, ${right}` }),
      ],
      [
        'another body',
        401,
        'unauthorized',
        () => send(delivery('canary', LEDGER), { signature: right }),
      ],
      [
        'an empty secret',
        401,
        'unauthorized',
        () => send(body, { signature: sign(body, '') }),
      ],
      ['no JSON', 400, 'unreadable', () => send('canary')],
      [
        'nested deeply',
        400,
        'unreadable',
        () => send(`{"canary":${'['.repeat(3_000)}${']'.repeat(3_000)}}`),
      ],
      [
        'a wrong reference',
        400,
        'unreadable',
        () => send(delivery('canary', 'canary')),
      ],
      [
        'too large',
        413,
        'too-large',
        () => send(JSON.stringify({ canary: 'a'.repeat(20_000) })),
      ],
      [
        'a gzip bomb',
        415,
        'encoded',
        () => {
          const bomb = gzipSync(Buffer.alloc(50_000_000));
          return request(started.server)
            .post('/api/spec-coverage/webhooks/memory')
            .expect(answer =>
              assertDocumented('post', '/webhooks/memory', answer),
            )
            .set('Content-Type', 'application/json')
            .set('Content-Encoding', 'gzip')
            .set('X-Hub-Signature', sign(bomb))
            .serialize(data => data as string)
            .send(bomb as unknown as string);
        },
      ],
      ['no secret', 404, 'unknown', () => send(body, { to: 'open' })],
      ['no source', 404, 'unknown', () => send(body, { to: 'canary' })],
      ['a path', 404, 'unknown', () => send(body, { to: '..%2Fspecs' })],
    ];
    for (const [what, status, result, call] of cases) {
      const answer = await call();
      expect([what, answer.status, answer.body]).toEqual([
        what,
        status,
        { result, message: expect.any(String) },
      ]);
      const shown = JSON.stringify([answer.body, answer.headers]);
      expect(shown).not.toMatch(/canary|\.ts:|node_modules/);
    }
    expect(await knex('webhook_deliveries')).toEqual([]);
    const after = await counted();
    const added = Object.fromEntries(
      Object.entries(after).flatMap(([key, value]) =>
        value > (before[key] ?? 0) ? [[key, value - (before[key] ?? 0)]] : [],
      ),
    );
    expect(added).toEqual({
      'memory unauthorized': 6,
      'memory unreadable': 3,
      'memory too-large': 1,
      'memory encoded': 1,
      'none unknown': 3,
    });
  });
});
