import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { tablesOf } from '@proofline/test-support';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { RollupWriter } from './rollups/RollupWriter';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  '@proofline/backstage-plugin-spec-coverage-backend',
  'migrations',
);

jest.setTimeout(60_000);

const TABLES = [
  'background_runs',
  'catalog_entities',
  'coverage_days',
  'coverage_totals',
  'drifts',
  'entity_parents',
  'entity_user_stories',
  'invariant_acceptances',
  'invariants',
  'proof_jobs',
  'rollup_marks',
  'source_checks',
  'source_state',
  'spec_checks',
  'spec_entities',
  'spec_patterns',
  'spec_versions',
  'specs',
  'verdicts',
  'webhook_deliveries',
];

describe('migrations', () => {
  it.each(databases.eachSupportedId())(
    'go up, hold data, and leave nothing when they go down, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory });
      const now = new Date();
      await knex('specs').insert({
        spec_ref: 'files:specs/ledger.md',
        source: 'files',
        created_at: now,
      });
      await knex('drifts').insert({
        id: 'one',
        spec_ref: 'files:specs/ledger.md',
        opened_at: now,
      });
      expect(await knex('specs').first()).toMatchObject({
        state: 'pending',
        expected: 0,
        content_hash: null,
      });
      expect(await tablesOf(knex)).toEqual(TABLES);

      for (const _ of readdirSync(directory)) {
        await knex.migrate.down({ directory });
      }
      expect(await tablesOf(knex)).toEqual([]);
      await knex.migrate.latest({ directory });
      expect(await tablesOf(knex)).toEqual(TABLES);
    },
  );

  it.each(databases.eachSupportedId())(
    'have what was there counted when dashboards come, and keep it when they go, %p',
    async id => {
      const knex = await databases.init(id);
      const before = readdirSync(directory).filter(
        name => name < '20261125000000_coverage.js',
      );
      for (const _ of before) {
        await knex.migrate.up({ directory });
      }
      const now = new Date();
      const counts = { expected: 3, proven: 2, failed: 1 };
      const LEDGER = 'component:default/ledger';
      await knex('specs').insert({
        spec_ref: 'files:ledger',
        source: 'files',
        created_at: now,
        state: 'unproven',
        ...counts,
      });
      await knex('drifts').insert({
        id: 'one',
        spec_ref: 'files:ledger',
        opened_at: now,
      });
      await knex('spec_entities').insert({
        spec_ref: 'files:ledger',
        entity_ref: LEDGER,
        via_ref: LEDGER,
      });
      await knex('coverage_days').insert({
        entity_ref: LEDGER,
        day: '2026-03-02',
        expected: 1,
        proven: 1,
      });

      await knex.migrate.up({ directory });
      await new RollupWriter(knex).writeAll();
      const totals = await knex('coverage_totals').orderBy('entity_ref');
      expect(
        totals.map(row => [row.entity_ref, row.kind, row.open_drifts]),
      ).toEqual([
        ['*', 'portal', 1],
        [LEDGER, 'component', 1],
        ['source=files', 'source', 1],
      ]);
      totals.forEach(row => expect(row).toMatchObject({ ...counts, specs: 1 }));
      const days = () =>
        knex('coverage_days').where('entity_ref', LEDGER).orderBy('day');
      expect(await days()).toEqual([
        expect.objectContaining({ day: '2026-03-02', expected: 1, proven: 1 }),
        expect.objectContaining(counts),
      ]);
      await knex('invariant_acceptances').insert({
        spec_ref: 'files:ledger',
        invariant_key: 'L-1',
        content_hash: 'hash',
        accepted_by: 'user:default/ada',
        reason: 'because',
        accepted_at: now,
        accepted_until: now,
      });

      await knex.migrate.down({ directory });
      expect(await tablesOf(knex)).toEqual(
        TABLES.filter(
          name =>
            ![
              'coverage_totals',
              'entity_parents',
              'invariant_acceptances',
            ].includes(name),
        ),
      );
      expect(await knex('specs').first()).toMatchObject(counts);
      expect(await knex('drifts').first()).toMatchObject({ id: 'one' });
      expect((await days()).map(row => row.expected)).toEqual([1, 3]);
      // And up again, onto what is there.
      await knex.migrate.up({ directory });
      await new RollupWriter(knex).writeAll();
      expect(await knex('coverage_totals')).toHaveLength(3);
    },
  );

  it.each(databases.eachSupportedId())(
    'let a spec have one open drift and a run one verdict a claim, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory });
      const drift = { spec_ref: 'files:a', opened_at: new Date() };
      await knex('drifts').insert({ id: 'one', ...drift });
      await expect(
        knex('drifts').insert({ id: 'two', ...drift }),
      ).rejects.toMatchObject({
        message: expect.stringMatching(/unique/i),
      });
      await knex('drifts').where('id', 'one').update({ closed_at: new Date() });
      await knex('drifts').insert({ id: 'two', ...drift });

      const verdict = {
        spec_ref: 'files:a',
        invariant_key: 'A-1',
        content_hash: 'hash',
        proof_job_id: 'job',
        run: 1,
        prover: 'z3',
        prover_version: '1',
        outcome: 'proven',
        duration_ms: 1,
        settled_at: new Date(),
      };
      await knex('verdicts').insert({ id: 'one', ...verdict });
      await expect(
        knex('verdicts').insert({ id: 'two', ...verdict }),
      ).rejects.toMatchObject({
        message: expect.stringMatching(/unique/i),
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'bring an index for each query that runs often, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory });
      const now = new Date();
      await knex.batchInsert(
        'verdicts',
        Array.from({ length: 1_000 }, (_, index) => ({
          id: `verdict-${index}`,
          spec_ref: 'a',
          invariant_key: `A-${index % 20}`,
          content_hash: `hash-${index % 50}`,
          proof_job_id: `job-${index}`,
          run: 1,
          prover: 'z3',
          prover_version: '1',
          outcome: 'proven',
          duration_ms: 1,
          settled_at: new Date(index),
        })),
        100,
      );
      await knex.batchInsert(
        'drifts',
        Array.from({ length: 1_000 }, (_, index) => ({
          id: `drift-${index}`,
          spec_ref: `files:${index}`,
          opened_at: new Date(index),
          // One in five is open.
          closed_at: index % 5 === 0 ? null : new Date(index + 1),
        })),
        100,
      );
      await knex.raw('ANALYZE');
      const isPostgres = knex.client.config.client === 'pg';
      const queries: Array<[Knex.QueryBuilder, string]> = [
        [
          knex('spec_checks')
            .where('source', 'files')
            .where('available_at', '<=', now)
            .orderBy('available_at')
            .limit(1),
          'spec_checks_source_idx',
        ],
        [
          knex('proof_jobs')
            .where('state', 'queued')
            .where('available_at', '<=', now)
            .orderBy('available_at')
            .limit(1),
          'proof_jobs_state_idx',
        ],
        [
          knex('drifts').where('spec_ref', 'a').whereNull('closed_at'),
          'drifts_open_idx',
        ],
        [
          knex('drifts').whereNotNull('closed_at').where('closed_at', '>', now),
          'drifts_closed_idx',
        ],
        [
          knex('spec_entities').where('entity_ref', 'a').select('spec_ref'),
          'spec_entities_entity_idx',
        ],
        [
          knex('verdicts')
            .where('spec_ref', 'a')
            .where('content_hash', 'b')
            .select('id'),
          'verdicts_hash_idx',
        ],
        [
          knex('verdicts')
            .where('spec_ref', 'a')
            .where('settled_at', '<', now)
            .orderBy('settled_at', 'desc'),
          'verdicts_spec_idx',
        ],
        [
          knex('proof_jobs')
            .where('created_at', '<', now)
            .orderBy([
              { column: 'created_at', order: 'desc' },
              { column: 'id', order: 'desc' },
            ])
            .limit(1),
          'proof_jobs_created_idx',
        ],
        [
          knex('proof_jobs')
            .where('spec_ref', 'a')
            .where('finished_at', '>=', now)
            .select('id'),
          'proof_jobs_spec_finished_idx',
        ],
        [
          knex('drifts')
            .whereNull('closed_at')
            .orderBy(['opened_at', 'id'])
            .limit(1),
          // SQLite has the same order in the index of those that are closed or not.
          isPostgres ? 'drifts_backlog_idx' : 'drifts_closed_idx',
        ],
        [
          knex('drifts').orderBy(['opened_at', 'id']).limit(1),
          'drifts_opened_idx',
        ],
        [
          knex('coverage_totals')
            .where('kind', 'system')
            .orderBy([
              { column: 'expected', order: 'desc' },
              { column: 'entity_ref', order: 'desc' },
            ])
            .limit(1),
          'coverage_totals_kind_idx',
        ],
        [
          knex('coverage_totals')
            .where('kind', 'group')
            .orderBy([
              { column: 'proven_specs', order: 'desc' },
              { column: 'entity_ref', order: 'desc' },
            ])
            .limit(1),
          'coverage_totals_proven_idx',
        ],
        [
          // A year of an entity is one range of one index.
          knex('coverage_days')
            .where('entity_ref', 'a')
            .where('day', '>=', '2026-01-01')
            .orderBy('day'),
          isPostgres
            ? 'coverage_days_pkey'
            : 'sqlite_autoindex_coverage_days_1',
        ],
        [
          knex('catalog_entities').where('repository', 'acme/payments'),
          'catalog_entities_repository_idx',
        ],
        [
          knex('invariant_acceptances')
            .where('expired', false)
            .where('accepted_until', '<=', now),
          'invariant_acceptances_until_idx',
        ],
      ];
      for (const [query, index] of queries) {
        const plan = await knex.transaction(async trx => {
          if (isPostgres) {
            // On an empty table a scan is cheapest; the question is whether the index can serve.
            await trx.raw('SET LOCAL enable_seqscan = off');
            await trx.raw('SET LOCAL enable_sort = off');
          }
          const explain = isPostgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
          const { sql, bindings } = query.toSQL();
          return trx.raw(`${explain} ${sql}`, [...bindings]);
        });
        expect(JSON.stringify(plan)).toContain(index);
      }
    },
  );
});
