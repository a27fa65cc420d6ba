import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Where the migrations of the plugin are. */
export const MIGRATIONS = resolvePackagePath(
  '@proofline/backstage-plugin-cost-governance-backend',
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
