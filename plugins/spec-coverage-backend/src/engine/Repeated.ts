import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';

/** Does something again and again, one run at a time. A run that fails is told of, and the next one tries again. */
export class Repeated {
  readonly #options: {
    /** What is done, for the log: `bring roll-ups up to date`. */
    name: string;
    /** Time between two runs, in ms. */
    everyMs: number;
    run(): Promise<unknown>;
    logger: LoggerService;
  };

  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;

  constructor(options: {
    name: string;
    everyMs: number;
    run(): Promise<unknown>;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  start(): void {
    const { everyMs, logger, name, run } = this.#options;
    this.#timer = setInterval(() => {
      this.#running ??= run()
        .catch(error =>
          logger.error(`Could not ${name}: ${stringifyError(error)}`),
        )
        .finally(() => {
          this.#running = undefined;
        });
    }, everyMs);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
