import type { Knex } from 'knex';

/** The tables of a database in the order of their names, without those in which knex writes down its migrations. */
export async function tablesOf(knex: Knex): Promise<string[]> {
  const rows: { name: string }[] =
    knex.client.config.client === 'pg'
      ? await knex('pg_tables')
          .where('schemaname', 'public')
          .select('tablename as name')
      : await knex('sqlite_master').where('type', 'table').select('name');
  return rows
    .map(({ name }) => name)
    .filter(name => !name.includes('knex') && !name.startsWith('sqlite_'))
    .sort();
}
