import type { JsonValue } from '@backstage/types';
import type { SourceState } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';

/** What a source remembers, in the database of the plugin. */
export class DatabaseSourceState implements SourceState {
  readonly #source: string;
  readonly #database: Promise<Knex>;

  /** @param database - resolves when the tables are there */
  constructor(source: string, database: Promise<Knex>) {
    this.#source = source;
    this.#database = database;
  }

  async get(key: string): Promise<JsonValue | undefined> {
    const knex = await this.#database;
    const row: { value: string } | undefined = await knex('source_state')
      .where({ source: this.#source, key })
      .first('value');
    return row && JSON.parse(row.value);
  }

  async set(key: string, value: JsonValue): Promise<void> {
    const knex = await this.#database;
    await knex('source_state')
      .insert({ source: this.#source, key, value: JSON.stringify(value) })
      .onConflict(['source', 'key'])
      .merge();
  }

  async delete(key: string): Promise<void> {
    const knex = await this.#database;
    await knex('source_state').where({ source: this.#source, key }).delete();
  }

  async list(
    prefix: string,
  ): Promise<Array<{ key: string; value: JsonValue }>> {
    const knex = await this.#database;
    const rows: Array<{ key: string; value: string }> = await knex(
      'source_state',
    )
      .where({ source: this.#source })
      // Not LIKE, to which `_` and `%` in a key mean something.
      .whereRaw('substr(??, 1, ?) = ?', ['key', prefix.length, prefix])
      .select('key', 'value');
    return rows
      .map(({ key, value }) => ({ key, value: JSON.parse(value) }))
      .sort((left, right) => (left.key < right.key ? -1 : 1));
  }
}
