import type { JsonObject } from '@backstage/types';
import type { SourceState } from '@proofline/backstage-plugin-spec-coverage-node';
import { setTimeout as wait } from 'node:timers/promises';
import type { GithubApi } from './GithubApi';

const STATE_KEY = 'redeliver';

/** GitHub keeps deliveries for three days, and sends one again no later (its webhook documentation). */
const KEEP_MS = 3 * 24 * 60 * 60_000;

/**
 * Finds deliveries that failed and has GitHub send them again, which it does not do by itself. One that arrives in the end
 * has the id that it had at first, and so none counts twice.
 */
export class FailedDeliveries {
  readonly #options: {
    api: GithubApi;
    state: SourceState;
    /** The webhook: `['orgs', 'acme', 'hooks', '123']`. */
    hook: readonly string[];
    /** How often to look, in ms. */
    frequencyMs: number;
    now: () => number;
    /** Resolves after some time, and rejects when the signal is aborted. */
    wait: (ms: number, signal: AbortSignal) => Promise<void>;
  };

  constructor(options: {
    api: GithubApi;
    state: SourceState;
    hook: readonly string[];
    frequencyMs: number;
    now?: () => number;
    wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  }) {
    this.#options = {
      now: Date.now,
      wait: (ms, signal) => wait(ms, undefined, { signal }),
      ...options,
    };
  }

  /**
   * Looks again and again, until the signal is aborted.
   *
   * @throws when GitHub cannot be asked
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.check(signal);
      await this.#options
        .wait(this.#options.frequencyMs, signal)
        .catch(error => {
          if (!signal.aborted) {
            throw error;
          }
        });
    }
  }

  /**
   * Looks once, unless another process of the portal just did.
   *
   * @returns how many deliveries were asked for again
   */
  async check(signal: AbortSignal): Promise<number> {
    const { api, frequencyMs, hook, now, state } = this.#options;
    const { asked, checkedAt } = readState(await state.get(STATE_KEY));
    const moment = now();
    if (moment - checkedAt < frequencyMs / 2) {
      return 0;
    }
    const deliveries = await api.deliveries(hook, signal);
    const arrived = new Set(
      deliveries
        .filter(delivery => delivery.status === 'OK')
        .map(delivery => delivery.guid),
    );
    const recent = Object.fromEntries(
      Object.entries(asked).filter(([, at]) => moment - at < KEEP_MS),
    );
    let count = 0;
    for (const { guid, id } of deliveries) {
      if (!arrived.has(guid) && recent[guid] === undefined) {
        await api.redeliver(hook, id, signal);
        recent[guid] = moment;
        count += 1;
      }
    }
    await state.set(STATE_KEY, { checkedAt: moment, asked: recent });
    return count;
  }
}

function readState(value: unknown): {
  checkedAt: number;
  asked: Record<string, number>;
} {
  const { asked, checkedAt } = (value ?? {}) as JsonObject;
  return {
    checkedAt: Number(checkedAt ?? 0),
    asked: (asked ?? {}) as Record<string, number>,
  };
}
