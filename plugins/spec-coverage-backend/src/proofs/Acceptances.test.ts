import { TestDatabases } from '@backstage/backend-test-utils';
import { playDate } from '../__testUtils__/playDate';
import {
  DOCUMENT,
  IN_A_WEEK,
  LEDGER,
  NOW,
  REASON,
  startAccepting,
  stateOf,
} from '../__testUtils__/startAccepting';
import { isAtRest } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe('an accepted risk', () => {
  let stop: (() => Promise<void>) | undefined;

  beforeEach(() => playDate(NOW));

  afterEach(async () => {
    await stop?.();
    stop = undefined;
    jest.useRealTimers();
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const portal = await startAccepting(await databases.init(id));
    stop = portal.stop;
    return portal;
  }

  it.each(databases.eachSupportedId())(
    'ends by itself at its end, and the spec drifts again, %p',
    async id => {
      const portal = await start(id);
      await portal.accept('L-2');
      jest.setSystemTime(new Date('2026-03-09T08:59:59.999Z'));
      // Whatever decides anew before the end leaves it.
      await portal.verify(LEDGER);
      await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.invariants[1].verdict?.settledAt !== NOW,
      );
      expect((await portal.spec()).state).toBe('proven');

      jest.setSystemTime(new Date(IN_A_WEEK));
      const spec = await portal.specWhen(
        LEDGER,
        ({ state }) => state !== 'proven',
      );
      expect(spec).toMatchObject({
        state: 'unproven',
        counts: { expected: 2, proven: 1, accepted: 0, failed: 1 },
        drift: { openedAt: IN_A_WEEK },
      });
      // It is kept to be read, and found done with: it is not decided again and again.
      expect(await portal.knex('invariant_acceptances')).toHaveLength(1);
      expect(
        await portal
          .knex('invariant_acceptances')
          .where('expired', false)
          .first(),
      ).toBeUndefined();

      // And can be taken again.
      expect(
        (
          await portal.accept('L-2', {
            reason: REASON,
            until: '2026-03-10T00:00:00.000Z',
          })
        ).status,
      ).toBe(200);
      expect((await portal.spec()).state).toBe('proven');
    },
  );

  it.each(databases.eachSupportedId())(
    'holds for one version of the document, %p',
    async id => {
      const portal = await start(id);
      await portal.accept('L-2');

      portal.source.put('ledger', { ...DOCUMENT, prose: 'Another word.' });
      await portal.hint(LEDGER);
      const changed = await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.state !== 'proven',
      );
      expect(changed).toMatchObject({
        state: 'drifted',
        counts: { accepted: 0, failed: 1, proven: 1 },
      });
      expect(changed.invariants[1]).not.toHaveProperty('acceptance');

      // The words of which it was taken are back, and so is the risk.
      portal.source.put('ledger', DOCUMENT);
      await portal.hint(LEDGER);
      const back = await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.state === 'proven',
      );
      expect(back.counts).toMatchObject({ accepted: 1, proven: 1 });
    },
  );

  it.each(databases.eachSupportedId())(
    'outlives a new way to write the same document down, %p',
    async id => {
      const portal = await start(id);
      await portal.accept('L-2');
      const before = await portal.spec();

      portal.source.canonicalizer = 'test/2';
      await portal.hint(LEDGER);
      const after = await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.contentHash !== before.contentHash,
      );
      expect(after).toMatchObject({
        state: 'proven',
        counts: before.counts,
        provenAt: before.provenAt,
      });
      expect(after.invariants[1].acceptance).toEqual(
        before.invariants[1].acceptance,
      );
      expect(after.drift).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'is taken back, and gives way to a proof, %p',
    async id => {
      const portal = await start(id);
      await portal.accept('L-2');
      expect((await portal.withdraw('L-2')).status).toBe(204);
      expect(await portal.spec()).toMatchObject({
        state: 'unproven',
        counts: { accepted: 0, failed: 1 },
        drift: { openedAt: NOW },
      });
      const again = await portal.withdraw('L-2');
      expect(again.status).toBe(404);
      expect(again.body.error.message).toContain(`'${LEDGER}#L-2'`);
      expect(
        portal.audited.map(({ eventId, status }) => [eventId, status]),
      ).toEqual([
        ['invariant-accept', 'succeeded'],
        ['invariant-withdraw-acceptance', 'succeeded'],
        ['invariant-withdraw-acceptance', 'failed'],
      ]);

      await portal.accept('L-2');
      // Another prover, or a newer run, proves it at the same version.
      await portal
        .knex('verdicts')
        .where('invariant_key', 'L-2')
        .update({ outcome: 'proven' });
      await portal.hint(LEDGER);
      const proven = await portal.specWhen(
        LEDGER,
        spec => stateOf(spec, 'L-2') === 'proven',
      );
      expect(proven.counts).toMatchObject({ proven: 2, accepted: 0 });
      // The risk has become moot, and is still there to be read.
      expect(proven.invariants[1].acceptance).toMatchObject({ reason: REASON });
      expect((await portal.withdraw('L-2')).status).toBe(204);
      expect(stateOf(await portal.spec(), 'L-2')).toBe('proven');
    },
  );
});
