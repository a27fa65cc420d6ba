import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { type DbMoment, toDate } from '../database';

const KEEP_DAYS = 30;

/** Keeps a row of each run of a background task: when it began and ended, how, and what it counted. */
export class BackgroundRuns {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Runs a task and records it.
   *
   * @param run - returns what it counted
   * @throws what the task throws, after it was recorded
   */
  async record(
    task: string,
    run: () => Promise<Record<string, number>>,
  ): Promise<void> {
    const id = randomUUID();
    await this.#knex('background_runs').insert({
      id,
      task,
      started_at: new Date(),
      result: 'running',
    });
    try {
      const counts = await run();
      await this.#end(id, 'succeeded', { counts: JSON.stringify(counts) });
    } catch (error) {
      await this.#end(id, 'failed', { error: stringifyError(error) });
      throw error;
    }
  }

  /** Records a run that failed, of a task that runs too often for each run to leave a row. */
  async recordFailure(
    task: string,
    startedAt: Date,
    error: unknown,
  ): Promise<void> {
    await this.#knex('background_runs').insert({
      id: randomUUID(),
      task,
      started_at: startedAt,
      ended_at: new Date(),
      result: 'failed',
      error: stringifyError(error),
    });
  }

  /** When the last run that succeeded began. */
  async lastSuccess(task: string): Promise<Date | undefined> {
    const row: { started_at: DbMoment } | undefined = await this.#knex(
      'background_runs',
    )
      .where({ task, result: 'succeeded' })
      .orderBy('started_at', 'desc')
      .first('started_at');
    return row && toDate(row.started_at);
  }

  /** Forgets runs older than 30 days. */
  async prune(): Promise<void> {
    await this.#knex('background_runs')
      .where(
        'started_at',
        '<',
        new Date(Date.now() - KEEP_DAYS * 24 * 60 * 60_000),
      )
      .delete();
  }

  async #end(
    id: string,
    result: 'succeeded' | 'failed',
    detail: { counts?: string; error?: string },
  ): Promise<void> {
    await this.#knex('background_runs')
      .where('id', id)
      .update({ ended_at: new Date(), result, ...detail });
  }
}
