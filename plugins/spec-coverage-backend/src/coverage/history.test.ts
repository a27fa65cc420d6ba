import { TestDatabases } from '@backstage/backend-test-utils';
import { playDate } from '../__testUtils__/playDate';
import { component, isAtRest, startPortal } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';

describe('the history of coverage', () => {
  let stop: (() => Promise<void>) | undefined;

  beforeEach(() => playDate('2026-03-02T09:00:00.000Z'));

  afterEach(async () => {
    await stop?.();
    stop = undefined;
    jest.useRealTimers();
  });

  it.each(databases.eachSupportedId())(
    'is not rewritten when invariants are retired, costs nothing where nothing happens, and is kept as long as is configured, %p',
    async id => {
      const knex = await databases.init(id);
      const portal = await startPortal({
        knex,
        entities: [component('ledger', LEDGER)],
        // Longer than the clock is ever moved at once.
        config: { lease: '60d', history: { retention: { days: 30 } } },
      });
      stop = portal.stop;
      const trend = async (from: string, to: string) => {
        const { points } = (
          await portal.get(
            `/coverage/trends?entityRef=component:default/ledger&from=${from}&to=${to}`,
          )
        ).body;
        return points.map(
          (point: { date: string; counts: Record<string, number> }) => [
            point.date,
            point.counts.expected,
            point.counts.proven,
            point.counts.failed,
          ],
        );
      };
      const rows = async () => (await knex('coverage_days')).length;

      portal.source.put('ledger', {
        claims: { 'L-1': 'proven', 'L-2': 'proven', 'L-3': 'failed' },
      });
      await portal.hint(LEDGER);
      await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.counts.failed === 1,
      );
      await portal.rolledUp();
      const kept = await rows();

      // Days pass, and all is looked at again.
      jest.setSystemTime(new Date('2026-03-05T09:00:00.000Z'));
      await portal.hint(LEDGER);
      await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.checkedAt === '2026-03-05T09:00:00.000Z',
      );
      await portal.rolledUp();
      expect(
        await knex('coverage_days')
          .where('entity_ref', 'component:default/ledger')
          .pluck('day'),
      ).toEqual(['2026-03-02', '2026-03-05']);

      // Two of the three claims are retired.
      jest.setSystemTime(new Date('2026-03-06T09:00:00.000Z'));
      portal.source.put('ledger', { claims: { 'L-1': 'proven' } });
      await portal.hint(LEDGER);
      await portal.specWhen(
        LEDGER,
        spec => isAtRest(spec) && spec.state === 'proven',
      );
      await portal.rolledUp();
      expect(await trend('2026-03-01', '2026-03-07')).toEqual([
        ['2026-03-02', 3, 2, 1],
        ['2026-03-03', 3, 2, 1],
        ['2026-03-04', 3, 2, 1],
        ['2026-03-05', 3, 2, 1],
        ['2026-03-06', 1, 1, 0],
        ['2026-03-07', 1, 1, 0],
      ]);

      // 30 days after the 5th, the 2nd is forgotten, and history begins with the last day before those.
      jest.setSystemTime(new Date('2026-04-05T09:00:00.000Z'));
      await portal.scheduler.triggerTask('spec-coverage-reconcile');
      expect(await trend('2026-03-01', '2026-03-07')).toEqual([
        ['2026-03-06', 1, 1, 0],
        ['2026-03-07', 1, 1, 0],
      ]);
      expect(await trend('2026-04-04', '2026-04-05')).toEqual([
        ['2026-04-04', 1, 1, 0],
        ['2026-04-05', 1, 1, 0],
      ]);
      expect(await rows()).toBeLessThanOrEqual(kept + 3);
    },
  );
});
