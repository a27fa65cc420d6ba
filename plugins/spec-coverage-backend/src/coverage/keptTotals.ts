import type { Knex } from 'knex';
import { type CoverageTotalsRow, type DbMoment, toDate } from '../database';

/**
 * For how long a change may wait to be counted, in ms. They are counted once a second; one that waits for longer says that this does
 * not work, and what is kept could show as proven what is not any more.
 */
const MAX_WAIT_MS = 30_000;

/** Totals as they are kept, with what {@link waitingSince} selects. */
export type KeptTotalsRow = CoverageTotalsRow & {
  waiting_since: DbMoment | null;
};

/** Selects since when changes wait to be counted, beside what is kept; null where none does. */
export function waitingSince(knex: Knex): Knex.Raw {
  return knex.raw(
    '(select marked_at from rollup_marks order by id limit 1) as waiting_since',
  );
}

/** Whether what is kept is to be believed. If not, it has to be counted. */
export function isUpToDate(
  row: { waiting_since?: DbMoment | null } | undefined,
  now: Date,
): boolean {
  const since = row?.waiting_since ?? null;
  return (
    since === null || now.getTime() - toDate(since).getTime() <= MAX_WAIT_MS
  );
}
