import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { KillSwitchEvent } from '@proofline/backstage-plugin-cost-governance-common';
import { LlmCallsStoppedError, stoppedBy } from './LlmCallsStoppedError';

/**
 * How often is looked for stops while calls run, in ms. What is known may be half a second old besides; together that is less than the
 * second within which running calls end.
 */
const INTERVAL_MS = 250;

interface Follower {
  tenant: string;
  onEnd: (error: LlmCallsStoppedError) => void;
}

/** Ends running calls when the kill switch is used such that they shall end. While none runs, nothing is asked. */
export class StopFollowers {
  readonly #readStops: () => Promise<KillSwitchEvent[]>;
  readonly #logger: LoggerService;
  readonly #followers = new Set<Follower>();
  #timer: NodeJS.Timeout | undefined;
  #isFailing = false;

  /** @param readStops - the uses of the switch that stop calls now */
  constructor(
    readStops: () => Promise<KillSwitchEvent[]>,
    logger: LoggerService,
  ) {
    this.#readStops = readStops;
    this.#logger = logger;
  }

  /** As {@link KillSwitch.follow}. */
  add(tenant: string, onEnd: Follower['onEnd']): () => void {
    const follower = { tenant, onEnd };
    this.#followers.add(follower);
    this.#timer ??= setInterval(() => void this.look(), INTERVAL_MS).unref();
    return () => this.#remove(follower);
  }

  /** Looks now. Never rejects: where stops cannot be read, calls run on, and it is looked again. */
  async look(): Promise<void> {
    if (this.#followers.size === 0) {
      return;
    }
    try {
      const stops = (await this.#readStops()).filter(stop => stop.endRunning);
      this.#isFailing = false;
      for (const follower of [...this.#followers]) {
        const stop = stops.find(
          ({ tenant }) => tenant === undefined || tenant === follower.tenant,
        );
        if (stop && this.#remove(follower)) {
          follower.onEnd(stoppedBy(stop));
        }
      }
    } catch (error) {
      if (!this.#isFailing) {
        this.#isFailing = true;
        this.#logger.error(
          `The kill switch cannot be read, and so running LLM calls would not be ended by it: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  #remove(follower: Follower): boolean {
    const isRemoved = this.#followers.delete(follower);
    if (this.#followers.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    return isRemoved;
  }
}
