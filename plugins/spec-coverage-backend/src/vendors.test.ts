import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  EntityCoverage,
  SpecHistoryEntry,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  type SampleSpec,
  sendWebhook,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import z3Module from '@proofline/backstage-plugin-spec-coverage-backend-module-z3';
import type { AddressInfo } from 'node:net';
import {
  component,
  isAtRest,
  startPortal,
  until,
} from './__testUtils__/startPortal';
import {
  type PlayedVendor,
  playVendor,
  VENDORS,
} from './__testUtils__/vendors';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

const cases = databases
  .eachSupportedId()
  .flatMap(([id]) => VENDORS.map(vendor => [vendor, id] as const));

function spec(prose: string, claim: string): SampleSpec {
  return {
    title: 'Ledger',
    prose: [prose],
    claims: [
      {
        key: 'LEDGER-1',
        text: 'a withdrawal never makes the balance negative',
        language: 'smt2',
        body: `(declare-const balance Int) (declare-const amount Int)
(assert (>= balance 0)) (assert (<= 0 amount balance))
(define-fun invariant () Bool ${claim})`,
      },
    ],
  };
}

const TRUE_CLAIM = '(>= (- balance amount) 0)';
const FALSE_CLAIM = '(> (- balance amount) 0)';

describe('an edit at a vendor', () => {
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  let vendor: PlayedVendor | undefined;

  afterEach(async () => {
    await portal?.stop();
    await vendor?.server.stop();
    portal = undefined;
    vendor = undefined;
  });

  it.each(cases)(
    'of %s is drift on the page, is proven again, and the drift is closed, %s',
    async (name, id) => {
      const played = await playVendor(name);
      vendor = played;
      const { server, source } = played;
      const document = played.document(0);
      const ref = `${source}:${document}`;
      server.write(document, spec('What must hold.', TRUE_CLAIM));
      const started = await startPortal({
        knex: await databases.init(id),
        entities: [component('ledger', ref)],
        modules: [played.module, z3Module],
        config: { sources: played.sources() },
        rootConfig: played.rootConfig(),
      });
      portal = started;
      const { port } = started.server.address() as AddressInfo;
      const tell = async () => {
        // Google tells by a channel, which is open when the portal is up.
        const delivery = await until(
          async () => {
            try {
              return server.deliveryOf(document);
            } catch {
              return undefined;
            }
          },
          found => found !== undefined,
        );
        const send = () =>
          sendWebhook(`http://127.0.0.1:${port}`, source, delivery!);
        const answer = await send();
        expect([answer.status, await answer.json()]).toEqual([
          202,
          { result: 'accepted' },
        ]);
        expect(await (await send()).json()).toEqual({ result: 'duplicate' });
      };
      const history = async (): Promise<SpecHistoryEntry[]> =>
        (await started.get(`${started.specPath(ref)}/history`)).body.items;
      const coverage = async (): Promise<EntityCoverage> =>
        (await started.get('/coverage/entity/component/default/ledger')).body;

      const first = await started.specWhen(
        ref,
        found => found.state === 'proven' && isAtRest(found),
      );
      expect((await coverage()).items).toMatchObject([
        { ref, state: 'proven', url: expect.stringMatching(/^http/) },
      ]);

      // Other words, and the same claim.
      server.write(document, spec('What must hold, always.', TRUE_CLAIM), {
        by: 'Grace Hopper',
      });
      await tell();
      const second = await started.specWhen(
        ref,
        found =>
          found.contentHash !== first.contentHash &&
          found.state === 'proven' &&
          isAtRest(found),
      );
      expect(second.provenHash).toBe(second.contentHash);
      const happened = await history();
      expect(happened.map(entry => entry.type).sort()).toEqual([
        'drift-closed',
        'drift-closed',
        'drift-opened',
        'drift-opened',
        'verdict',
        'verdict',
        'version',
        'version',
      ]);
      expect(
        happened.find(
          entry =>
            entry.type === 'version' &&
            entry.version.contentHash === second.contentHash,
        ),
      ).toMatchObject({
        version: {
          changedBy: 'Grace Hopper',
          changedAt: expect.any(String),
        },
      });

      // Saved again with other local ids, line ends or image data, and not changed.
      server.write(document, spec('What must hold, always.', TRUE_CLAIM));
      const { checkedAt } = second;
      await tell();
      const same = await started.specWhen(
        ref,
        found => found.checkedAt !== checkedAt && isAtRest(found),
      );
      expect(same).toMatchObject({
        state: 'proven',
        contentHash: second.contentHash,
      });
      expect(await history()).toHaveLength(happened.length);

      // A claim that does not hold.
      server.write(document, spec('What must hold, always.', FALSE_CLAIM));
      await tell();
      await started.specWhen(
        ref,
        found => found.counts.failed === 1 && isAtRest(found),
      );
      expect((await coverage()).items).toMatchObject([
        {
          state: 'drifted',
          counts: { proven: 0, failed: 1 },
          drift: expect.anything(),
        },
      ]);
      const changes = await started.get(`${started.specPath(ref)}/changes`);
      expect(changes.body).toMatchObject({
        from: { contentHash: second.contentHash },
        invariants: [{ key: 'LEDGER-1', change: 'changed', parts: ['body'] }],
      });
      expect(JSON.stringify(changes.body.hunks)).toContain(FALSE_CLAIM);

      // Gone.
      server.remove(document);
      await tell();
      const gone = await started.specWhen(
        ref,
        found => found.state === 'missing' && isAtRest(found),
      );
      expect(gone.counts.proven).toBe(0);
      expect(gone.drift).toBeDefined();
    },
  );
});
