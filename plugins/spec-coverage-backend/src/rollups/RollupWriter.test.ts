import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { markEvents, markRollups } from './marks';
import { toCounts } from './counts';
import { RollupWriter } from './RollupWriter';
import { PORTAL } from './scopes';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

async function setUp(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@proofline/backstage-plugin-spec-coverage-backend',
      'migrations',
    ),
  });
  const spec = (ref: string, expected: number, proven: number) => ({
    spec_ref: ref,
    source: 'files',
    created_at: new Date(),
    expected,
    proven,
    unproven: expected - proven,
  });
  await knex('specs').insert([
    spec('files:a', 4, 3),
    spec('files:b', 6, 0),
    spec('files:c', 1, 1),
  ]);
  const link = (entity: string, specRef: string, via: string) => ({
    entity_ref: entity,
    spec_ref: specRef,
    via_ref: via,
  });
  await knex('spec_entities').insert([
    link('component:default/x', 'files:a', 'component:default/x'),
    link('system:default/s', 'files:a', 'component:default/x'),
    // The same spec through another component counts once.
    link('system:default/s', 'files:a', 'component:default/y'),
    link('system:default/s', 'files:b', 'component:default/y'),
  ]);
  const rollup = async (entityRef: string, day: string) =>
    toCounts(
      (await knex('coverage_days')
        .where({ entity_ref: entityRef, day })
        .first()) ?? {},
    );
  const writer = new RollupWriter(knex);
  return { knex, rollup, writer };
}

describe('RollupWriter', () => {
  it.each(databases.eachSupportedId())(
    'counts each spec once, and leaves past days alone, %p',
    async id => {
      const { knex, rollup, writer } = await setUp(id);
      const refs = ['component:default/x', 'system:default/s'];
      await markRollups(knex, refs, new Date('2026-11-22T23:59:59.999Z'));
      await writer.writeAll();
      expect(await rollup('component:default/x', '2026-11-22')).toMatchObject({
        expected: 4,
        proven: 3,
        unproven: 1,
      });
      expect(await rollup('system:default/s', '2026-11-22')).toMatchObject({
        expected: 10,
        proven: 3,
      });
      expect(await rollup(PORTAL, '2026-11-22')).toMatchObject({
        expected: 11,
        proven: 4,
      });

      await knex('specs').where('spec_ref', 'files:a').update({ proven: 4 });
      await markRollups(knex, refs, new Date('2026-11-23T00:00:00.000Z'));
      await writer.writeAll();
      expect((await rollup('system:default/s', '2026-11-22')).proven).toBe(3);
      expect((await rollup('system:default/s', '2026-11-23')).proven).toBe(4);
    },
  );

  it.each(databases.eachSupportedId())(
    'loses nothing when many write at once, %p',
    async id => {
      const { knex, rollup, writer } = await setUp(id);
      const now = new Date('2026-11-23T12:00:00.000Z');
      await Promise.all(
        ['files:a', 'files:b', 'files:c'].flatMap(specRef =>
          Array.from({ length: 5 }, () =>
            knex
              .transaction(async trx => {
                await trx('specs')
                  .where('spec_ref', specRef)
                  .increment('expected', 1);
                await markRollups(trx, ['system:default/s'], now);
              })
              .then(() => writer.writeAll()),
          ),
        ),
      );
      expect((await rollup(PORTAL, '2026-11-23')).expected).toBe(11 + 15);
      expect((await rollup('system:default/s', '2026-11-23')).expected).toBe(
        10 + 10,
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'adds up what happened on a day, however often it is counted, %p',
    async id => {
      const { knex, writer } = await setUp(id);
      const now = new Date('2026-11-22T12:00:00.000Z');
      const event = (changes: object) => ({
        source: 'files',
        entityRefs: ['component:default/x'],
        ...changes,
      });
      await markEvents(knex, [event({ isNew: true })], now);
      await writer.writeAll();
      await markEvents(
        knex,
        [
          event({ isProven: true }),
          event({ proofLatencyMs: 10 }),
          event({}),
          event({ proofLatencyMs: 20 }),
        ],
        now,
      );
      await writer.writeAll();
      await markEvents(knex, [event({ hasDrifted: true })], now);
      await markEvents(knex, [event({ proofLatencyMs: 20 })], now);
      await writer.writeAll();
      const days = await knex('coverage_days').orderBy('entity_ref');
      expect(days.map(row => row.entity_ref)).toEqual([
        PORTAL,
        'component:default/x',
        'source=files',
      ]);
      for (const day of days) {
        expect(day).toMatchObject({
          new_activity: 1,
          proven_activity: 1,
          drifted_activity: 1,
          proofs: 3,
          proof_latency_p50_ms: 20,
          proof_latency_p95_ms: 20,
          week_proof_latency_p50_ms: 20,
          week_proof_latency_p95_ms: 20,
        });
        expect(Number(day.proof_latency_total_ms)).toBe(50);
        expect(JSON.parse(day.proof_latencies)).toEqual([
          [10, 1],
          [20, 2],
        ]);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps the percentiles of the week so far beside those of the day, %p',
    async id => {
      const { knex, writer } = await setUp(id);
      // From Sunday to Wednesday.
      for (const [day, ...latencies] of [
        ['2026-11-22', 1],
        ['2026-11-23', 10, 20],
        ['2026-11-24'],
        ['2026-11-25', 30, 40],
      ] as Array<[string, ...number[]]>) {
        const now = new Date(`${day}T12:00:00Z`);
        await markRollups(knex, ['component:default/x'], now);
        await markEvents(
          knex,
          latencies.map(proofLatencyMs => ({
            source: 'files',
            entityRefs: ['component:default/x'],
            proofLatencyMs,
          })),
          now,
        );
        await writer.writeAll();
      }
      const days = await knex('coverage_days')
        .where('entity_ref', 'component:default/x')
        .orderBy('day');
      expect(
        days.map(row => [
          row.proof_latency_p50_ms,
          row.week_proof_latency_p50_ms,
          row.week_proof_latency_p95_ms,
        ]),
      ).toEqual([
        [1, 1, 1],
        [10, 10, 20],
        [null, null, null],
        [30, 20, 40],
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'stores the latency of a proof that took months, or ended before it began by another clock, %p',
    async id => {
      const { knex, writer } = await setUp(id);
      const now = new Date('2026-11-22T12:00:00.000Z');
      await markEvents(
        knex,
        [100 * 24 * 3_600_000, -5].map(proofLatencyMs => ({
          source: 'files',
          entityRefs: [],
          proofLatencyMs,
        })),
        now,
      );
      await writer.writeAll();
      const day = await knex('coverage_days')
        .where('entity_ref', PORTAL)
        .first();
      expect(JSON.parse(day.proof_latencies)).toEqual([
        [0, 1],
        [2 ** 31 - 1, 1],
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'costs one look where nothing happened, and leaves no row, %p',
    async id => {
      const { knex, writer } = await setUp(id);
      await markRollups(
        knex,
        ['component:default/x'],
        new Date('2026-11-22T12:00:00.000Z'),
      );
      await writer.writeAll();
      const before = await knex('coverage_days').orderBy('entity_ref');
      const queries: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => queries.push(sql));
      await writer.writeAll();
      const asked = queries.filter(
        sql => !/^(BEGIN|COMMIT|select pg_advisory_xact_lock)/.test(sql),
      );
      expect(asked).toEqual([expect.stringMatching(/^select .*rollup_marks/)]);
      expect(await knex('coverage_days').orderBy('entity_ref')).toEqual(before);
    },
  );

  it.each(databases.eachSupportedId())(
    'forgets days before one, but for the last, from which history then begins, %p',
    async id => {
      const { knex, writer } = await setUp(id);
      const days = async () =>
        (
          await knex('coverage_days')
            .whereNot('entity_ref', PORTAL)
            .orderBy(['entity_ref', 'day'])
        ).map(row => `${row.entity_ref} ${row.day}`);
      for (const [entityRef, ...on] of [
        ['component:default/x', '2026-01-01', '2026-02-01', '2026-03-01'],
        // Nothing happened since; it is still as it was.
        ['system:default/s', '2026-01-01', '2026-01-02'],
      ]) {
        for (const day of on) {
          await markRollups(knex, [entityRef], new Date(`${day}T12:00:00Z`));
        }
      }
      await writer.writeAll();
      expect(await writer.prune('2026-02-15')).toBeGreaterThan(0);
      expect(await days()).toEqual([
        'component:default/x 2026-02-01',
        'component:default/x 2026-03-01',
        'system:default/s 2026-01-02',
      ]);
      // A day that is the limit itself is the one that history begins with.
      await writer.prune('2026-03-01');
      expect(await days()).toEqual([
        'component:default/x 2026-03-01',
        'system:default/s 2026-01-02',
      ]);
      expect(await writer.prune('2026-03-01')).toBe(0);
    },
  );
});
