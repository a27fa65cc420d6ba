import type { Knex } from 'knex';
import { canLockRows } from './database';

/**
 * `<expression> in (…)` for any number of values, as one parameter.
 *
 * @param expression - SQL, never anything that came from outside
 */
export function isOneOf(
  knex: Knex,
  expression: string,
  values: Iterable<string>,
): Knex.Raw {
  return canLockRows(knex)
    ? knex.raw(`${expression} = any(?)`, [[...values]])
    : knex.raw(`${expression} in (select value from json_each(?))`, [
        JSON.stringify([...values]),
      ]);
}
