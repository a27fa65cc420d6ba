import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { BackgroundRuns } from '../alerts/BackgroundRuns';

interface RepeatedOptions {
  /** What the task is called where its failures are recorded: `roll-ups`. */
  task: string;
  /** Time between two runs, in ms. */
  everyMs: number;
  run(): Promise<unknown>;
  runs: Pick<BackgroundRuns, 'recordFailure'>;
  logger: LoggerService;
}

/**
 * Does something again and again, one run at a time. A run that fails is recorded and told of, and the next one tries again; of
 * failures in a row the first one is, because they would fill the log with the same line.
 */
export class Repeated {
  readonly #options: RepeatedOptions;

  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;
  #isFailing = false;

  constructor(options: RepeatedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.runOnce().finally(() => {
        this.#running = undefined;
      });
    }, this.#options.everyMs);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One run, as the timer makes it. Never rejects. */
  async runOnce(): Promise<void> {
    const { logger, run, task } = this.#options;
    const startedAt = new Date();
    try {
      await run();
      if (this.#isFailing) {
        logger.info(`The task '${task}' succeeds again`);
      }
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) {
        this.#isFailing = true;
        logger.error(
          `The task '${task}' failed, and is tried again until it succeeds: ${stringifyError(
            error,
          )}`,
        );
        await this.#record(startedAt, error);
      }
    }
  }

  async #record(startedAt: Date, error: unknown): Promise<void> {
    const { logger, runs, task } = this.#options;
    try {
      await runs.recordFailure(task, startedAt, error);
    } catch (recordError) {
      // Where the database is what fails, the log is all that is left.
      logger.error(
        `The failure of the task '${task}' could not be recorded: ${stringifyError(
          recordError,
        )}`,
      );
    }
  }
}
