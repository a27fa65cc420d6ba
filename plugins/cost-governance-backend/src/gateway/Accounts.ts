import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LlmGovernor } from '../llm/LlmGovernor';
import type { CallUse } from '../llm/usageRows';

/** How long is waited before it is tried again, in ms: about a minute in all, in which a database or Redis comes back as a rule. */
const WAITS_MS = [200, 1_000, 5_000, 15_000, 40_000];

/** Ends reservations of calls that were passed on, also while the database or the buckets are away for a little. */
export class Accounts {
  readonly #governor: Pick<LlmGovernor, 'settle' | 'release'>;
  readonly #logger: LoggerService;
  readonly #wait: (ms: number) => Promise<unknown>;
  readonly #pending = new Set<Promise<void>>();

  constructor(options: {
    governor: Pick<LlmGovernor, 'settle' | 'release'>;
    logger: LoggerService;
    wait?: (ms: number) => Promise<unknown>;
  }) {
    this.#governor = options.governor;
    this.#logger = options.logger;
    this.#wait = options.wait ?? (ms => sleep(ms, undefined, { ref: false }));
  }

  /** Settles, beside what the caller is told. What cannot be settled is logged, and counts as used in full when it expires. */
  settle(id: string, by: string, use: CallUse): void {
    this.#track(
      this.#end(id, 'settled', () => this.#governor.settle(id, by, use)),
    );
  }

  /** Gives tokens back, as {@link Accounts.settle} does. */
  release(id: string, by: string): void {
    this.#track(
      this.#end(id, 'released', () => this.#governor.release(id, by)),
    );
  }

  /** Waits until all is settled and released, or logged. */
  async idle(): Promise<void> {
    await Promise.all(this.#pending);
  }

  #track(ending: Promise<void>): void {
    this.#pending.add(ending);
    ending.finally(() => this.#pending.delete(ending));
  }

  async #end(
    id: string,
    what: string,
    end: () => Promise<unknown>,
  ): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await end();
        return;
      } catch (error) {
        if (isLasting(error) || attempt >= WAITS_MS.length) {
          this.#logger.error(
            `The reservation ${id} of a call through the gateway could not be ${what}, and counts as used in full: ${stringifyError(
              error,
            )}`,
          );
          return;
        }
        await this.#wait(WAITS_MS[attempt]);
      }
    }
  }
}

/** Whether it would fail the same way again. */
function isLasting(error: unknown): boolean {
  return [ConflictError, InputError, NotAllowedError, NotFoundError].some(
    type => error instanceof type,
  );
}
