import { TestDatabases } from '@backstage/backend-test-utils';
import { tablesOf } from '@proofline/test-support';
import type { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { MIGRATIONS } from './database';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const TABLES = [
  'background_runs',
  'kill_switch_events',
  'refusals',
  'reservations',
  'unpriced_models',
  'usage',
  'usage_days',
  'virtual_keys',
];

describe('migrations', () => {
  it.each(databases.eachSupportedId())(
    'go up, hold data, and leave nothing when they go down, %p',
    async id => {
      const knex = await databases.init(id);
      const directory = MIGRATIONS;
      await knex.migrate.latest({ directory });
      expect(await tablesOf(knex)).toEqual(TABLES);

      const reservation = {
        id: '4a1c1f5e-5d1c-4f4e-9a59-1f1d6f9c2d11',
        tenant: 'group:default/payments',
        request_id: 'one',
        // More than 32 bits hold.
        tokens: 5_000_000_000,
        reserved_by: 'user:default/ada',
        state: 'open',
        created_at: new Date(),
        expires_at: new Date(),
      };
      await knex('reservations').insert(reservation);
      expect(Number((await knex('reservations').first()).tokens)).toBe(
        5_000_000_000,
      );
      await expect(
        knex('reservations').insert({
          ...reservation,
          id: '4a1c1f5e-5d1c-4f4e-9a59-1f1d6f9c2d12',
        }),
      ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
      // The same id is another request of another tenant.
      await knex('reservations').insert({
        ...reservation,
        id: '4a1c1f5e-5d1c-4f4e-9a59-1f1d6f9c2d12',
        tenant: 'group:default/billing',
      });

      for (const _ of readdirSync(directory)) {
        await knex.migrate.down({ directory });
      }
      expect(await tablesOf(knex)).toEqual([]);
      await knex.migrate.latest({ directory });
      expect(await tablesOf(knex)).toEqual(TABLES);
    },
  );

  it.each(databases.eachSupportedId())(
    'have an index for each list that grows, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory: MIGRATIONS });
      const isPostgres = knex.client.config.client === 'pg';
      const keys = () =>
        knex('virtual_keys')
          .whereRaw('(created_at, id) < (?, ?)', [
            new Date(),
            '4a1c1f5e-5d1c-4f4e-9a59-1f1d6f9c2d11',
          ])
          .orderBy([
            { column: 'created_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(51);
      const queries: [Knex.QueryBuilder, index: string][] = [
        [keys(), 'virtual_keys_created_idx'],
        [
          keys().where('tenant', 'group:default/payments'),
          'virtual_keys_tenant_idx',
        ],
        [
          knex('virtual_keys').where({ key_hash: 'a', revoked_at: null }),
          'virtual_keys_hash_uniq',
        ],
      ];
      for (const [query, index] of queries) {
        const plan = await knex.transaction(async tx => {
          if (isPostgres) {
            // On an empty table a scan is cheapest; the question is whether the index can serve.
            await tx.raw('SET LOCAL enable_seqscan = off');
            await tx.raw('SET LOCAL enable_sort = off');
          }
          const { sql, bindings } = query.toSQL();
          return tx.raw(
            `${isPostgres ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${sql}`,
            [...bindings],
          );
        });
        expect(JSON.stringify(plan)).toContain(index);
      }
    },
  );
});
