import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const MIGRATIONS = resolvePackagePath(
  '@proofline/backstage-plugin-spec-coverage-backend',
  'migrations',
);

/** Connects to the plugin's database and brings its tables up to date, unless the operator does that. */
export async function connect(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: MIGRATIONS });
  }
  return client;
}

/** Whether rows can be locked and locked rows passed over (PostgreSQL). SQLite has one writer at a time instead. */
export function canLockRows(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
