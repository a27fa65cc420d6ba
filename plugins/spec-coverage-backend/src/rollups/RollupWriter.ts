import type { Knex } from 'knex';
import { groupBy } from 'lodash';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import { canLockRows } from '../database';
import { type RollupMark, writeRollups } from './writeRollups';

/** Names the lock of PostgreSQL that the writer holds; any number that nobody else uses in this database. */
const WRITER_LOCK = 7_226_001;

/** How many marks are taken at once. */
const BATCH = 2_000;

/**
 * Brings the roll-ups of marked entities up to date. Counting once for many changes is what keeps the cost of a change the
 * same, however many specs there are.
 */
export class RollupWriter {
  readonly #knex: Knex;
  readonly #notifier: ChangeNotifier | undefined;

  /** @param notifier - is told which roll-ups changed, so that pages that show them fetch again */
  constructor(knex: Knex, notifier?: ChangeNotifier) {
    this.#knex = knex;
    this.#notifier = notifier;
  }

  /** Brings everything up to date that is marked now, whichever process marked it. */
  async writeAll(): Promise<void> {
    while ((await this.#writeBatch()) === BATCH) {
      // There may be more.
    }
  }

  async #writeBatch(): Promise<number> {
    const marks = await this.#knex.transaction(async trx => {
      if (canLockRows(trx)) {
        // One writer at a time: the sums of another could be older than what stands there.
        await trx.raw('select pg_advisory_xact_lock(?)', [WRITER_LOCK]);
      }
      const taken: RollupMark[] = await trx('rollup_marks')
        .orderBy('id')
        .limit(BATCH);
      if (taken.length === 0) {
        return taken;
      }
      // Not by a range: a mark with a smaller number may be written by a transaction that has not ended yet.
      await trx('rollup_marks')
        .whereIn(
          'id',
          taken.map(mark => mark.id),
        )
        .delete();
      const byDay = groupBy(taken, mark => mark.day);
      for (const [day, ofDay] of Object.entries(byDay)) {
        await writeRollups(trx, ofDay, day);
      }
      return taken;
    });
    if (marks.length > 0) {
      this.#notifier?.changed(marks.map(mark => mark.entity_ref));
    }
    return marks.length;
  }

  /** Forgets days before one, but for the last of each entity, from which its history then begins. */
  async prune(before: string): Promise<number> {
    return this.#knex('coverage_days')
      .where('day', '<', before)
      .whereExists(
        this.#knex('coverage_days as later')
          .select(this.#knex.raw('1'))
          .where('later.entity_ref', this.#knex.ref('coverage_days.entity_ref'))
          .where('later.day', '>', this.#knex.ref('coverage_days.day'))
          .where('later.day', '<=', before),
      )
      .delete();
  }
}
