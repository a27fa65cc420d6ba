import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';

/** For how long runs are kept, in ms. */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/**
 * Keeps a row of each run of a background task that did something or failed: when it began and ended, what it counted, or why it
 * failed. Of failures in a row the first is kept, because a task that runs every few seconds would fill the table with the same line.
 */
export class BackgroundRuns {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #failing = new Set<string>();

  constructor(options: { knex: Knex; logger: LoggerService }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
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
    const startedAt = new Date();
    try {
      const counts = await run();
      this.#failing.delete(task);
      if (Object.values(counts).some(count => count > 0)) {
        await this.#write(task, startedAt, { counts: JSON.stringify(counts) });
      }
    } catch (error) {
      if (!this.#failing.has(task)) {
        this.#failing.add(task);
        await this.#write(task, startedAt, { error: stringifyError(error) });
      }
      throw error;
    }
  }

  /** Forgets runs that began more than 30 days ago. */
  async prune(): Promise<number> {
    return this.#knex('background_runs')
      .where('started_at', '<', new Date(Date.now() - KEEP_MS))
      .delete();
  }

  /** Never rejects: where the database is what fails, the log is all that is left. */
  async #write(
    task: string,
    startedAt: Date,
    detail: { counts: string } | { error: string },
  ): Promise<void> {
    try {
      await this.#knex('background_runs').insert({
        id: randomUUID(),
        task,
        started_at: startedAt,
        ended_at: new Date(),
        ...detail,
      });
    } catch (error) {
      this.#logger.error(
        `A run of the task '${task}' could not be recorded: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
