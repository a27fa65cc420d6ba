import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  '@proofline/backstage-plugin-spec-coverage-backend',
  'migrations',
);

jest.setTimeout(60_000);

async function tables(knex: Knex): Promise<string[]> {
  const rows =
    knex.client.config.client === 'pg'
      ? await knex('pg_tables')
          .where('schemaname', 'public')
          .select('tablename as name')
      : await knex('sqlite_master').where('type', 'table').select('name');
  return rows
    .map((row: { name: string }) => row.name)
    .filter(
      (name: string) => !name.includes('knex') && !name.startsWith('sqlite_'),
    )
    .sort();
}

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
      expect(await tables(knex)).toHaveLength(17);

      for (const _ of readdirSync(directory)) {
        await knex.migrate.down({ directory });
      }
      expect(await tables(knex)).toEqual([]);
      await knex.migrate.latest({ directory });
      expect(await tables(knex)).toHaveLength(17);
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
      await knex.raw('ANALYZE');
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
      ];
      const isPostgres = knex.client.config.client === 'pg';
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
