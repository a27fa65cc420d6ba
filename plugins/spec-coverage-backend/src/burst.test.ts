import { TestDatabases } from '@backstage/backend-test-utils';
import { sendWebhook } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BurstBackend } from './__testUtils__/burst/BurstBackend';
import { BurstDatabase } from './__testUtils__/burst/BurstDatabase';
import {
  type BurstDelivery,
  BurstVendors,
} from './__testUtils__/burst/BurstVendors';
import {
  documentOf,
  sourceOf,
  VENDOR_NAMES,
} from './__testUtils__/burst/documents';
import { until } from './__testUtils__/until';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(300_000);

/** Documents of each vendor, and edits of each document. */
const DOCUMENTS = 25;
const EDITS = 4;

describe('a burst of edits over four vendors', () => {
  let backend: BurstBackend | undefined;
  let vendors: BurstVendors | undefined;
  let database: BurstDatabase | undefined;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'proofline-burst-'));
  });

  afterEach(async () => {
    await backend?.kill();
    await vendors?.stop();
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(id: string, config: Record<string, unknown> = {}) {
    const played = await BurstVendors.start(DOCUMENTS);
    const stored =
      id === 'SQLITE_3'
        ? BurstDatabase.sqlite(folder)
        : BurstDatabase.postgres(
            process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING!,
          );
    const started = await BurstBackend.create({
      database: stored.config,
      documents: DOCUMENTS,
      sources: played.sources,
      rootConfig: played.rootConfig,
      config: {
        catalogSync: { frequency: { seconds: 1 }, timeout: { minutes: 1 } },
        ...config,
      },
    });
    vendors = played;
    database = stored;
    backend = started;
    await started.start();
    const versions = new Map<string, number>();
    for (const [vendor, index] of played.all()) {
      versions.set(`${sourceOf(vendor)}:${documentOf(vendor, index)}`, 0);
    }
    const settled = () =>
      until(
        () => stored.inspect(versions),
        ({ pending, wrong }) => pending === 0 && wrong.length === 0,
        120_000,
      );
    await settled();
    return { played, settled, started, stored, versions };
  }

  it.each(databases.eachSupportedId())(
    'with duplicates, in disorder, with trouble at the vendors, survives two kills, %p',
    async id => {
      const { played, settled, started, stored, versions } = await start(id);
      let requests = 0;
      played.setTrouble({
        latencyMs: 2,
        interfere: () => {
          requests += 1;
          // One in twenty fails, in one way or another.
          return requests % 20 === 0
            ? ([{ status: 500 }, 'reset', { status: 503 }] as const)[
                (requests / 20) % 3
              ]
            : undefined;
        },
      });

      const deliveries: BurstDelivery[] = [];
      for (let edit = 1; edit <= EDITS; edit += 1) {
        for (const [vendor, index] of played.all()) {
          played.edit(vendor, index, edit);
          versions.set(
            `${sourceOf(vendor)}:${documentOf(vendor, index)}`,
            edit,
          );
          const delivery = played.deliveryOf(vendor, index);
          deliveries.push(delivery);
          // One in five comes twice.
          if (deliveries.length % 5 === 0) {
            deliveries.push(delivery);
          }
        }
      }
      // One in ten comes much later than it should.
      const late = deliveries.filter((_, place) => place % 10 === 3);
      const ordered = deliveries
        .filter((_, place) => place % 10 !== 3)
        .concat(late);

      const acknowledged = new Map<string, Set<string>>();
      let toSend = ordered;
      const kills = [ordered.length / 3, (2 * ordered.length) / 3];
      let sent = 0;
      while (toSend.length > 0) {
        const again: BurstDelivery[] = [];
        const batches = toSend;
        for (let at = 0; at < batches.length; at += 10) {
          if (kills.length > 0 && sent >= kills[0]) {
            kills.shift();
            // Whatever is on its way now is not acknowledged, and is sent again.
            const cut = Promise.all(batches.slice(at, at + 10).map(send));
            await started.kill();
            again.push(...(await cut).flatMap(failed => failed ?? []));
            await started.start();
          } else {
            const failed = await Promise.all(
              batches.slice(at, at + 10).map(send),
            );
            again.push(...failed.flatMap(delivery => delivery ?? []));
          }
          sent += 10;
        }
        toSend = again;
      }

      async function send(
        delivery: BurstDelivery,
      ): Promise<BurstDelivery | undefined> {
        const { request, source } = delivery;
        const answer = await sendWebhook(started.url, source, request).catch(
          () => undefined,
        );
        if (answer?.status !== 202) {
          return delivery;
        }
        const ids = acknowledged.get(source) ?? new Set();
        acknowledged.set(source, ids);
        ids.add(JSON.stringify(request.headers) + String(request.rawBody));
        return undefined;
      }

      expect(kills).toEqual([]);
      expect(await settled()).toEqual({ wrong: [], doubled: 0, pending: 0 });
      for (const vendor of VENDOR_NAMES) {
        const source = sourceOf(vendor);
        const [{ count }] = await stored
          .knex('webhook_deliveries')
          .where({ source })
          .count('* as count');
        expect([source, Number(count)]).toEqual([
          source,
          acknowledged.get(source)?.size,
        ]);
      }
      const unfinished = await stored
        .knex('proof_jobs')
        .whereNotIn('state', ['succeeded', 'superseded']);
      expect(unfinished).toEqual([]);
      const [{ runs }] = await stored.knex('proof_jobs').max('run as runs');
      expect(Number(runs)).toBe(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'is found by the reconcile schedule alone when no webhook arrives, %p',
    async id => {
      const { played, stored, versions } = await start(id, {
        reconcile: { frequency: { seconds: 2 }, timeout: { minutes: 1 } },
      });
      for (const [vendor, index] of played.all()) {
        const ref = `${sourceOf(vendor)}:${documentOf(vendor, index)}`;
        if (index === 7) {
          played.remove(vendor, index);
          versions.delete(ref);
        } else if (index % 2 === 0) {
          played.edit(vendor, index, 1);
          versions.set(ref, 1);
        }
      }
      const done = await until(
        async () => ({
          ...(await stored.inspect(versions)),
          missing: (
            await stored.knex('specs').where('document_state', 'missing')
          ).length,
        }),
        ({ missing, wrong }) =>
          missing === VENDOR_NAMES.length && wrong.length === 0,
        120_000,
      );
      expect(done).toMatchObject({ doubled: 0 });
      expect(await stored.knex('webhook_deliveries')).toEqual([]);
    },
  );
});
