import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  KillSwitchEvent,
  KillSwitchState,
} from '@proofline/backstage-plugin-cost-governance-common';
import type { Knex } from 'knex';
import { type KillSwitchEventRow, toDate } from '../database';
import { ENVIRONMENT_VARIABLE } from './environment';
import { LlmCallsStoppedError, stoppedBy } from './LlmCallsStoppedError';
import { StopFollowers } from './StopFollowers';

/** How old what is known of the switch may be when it is decided by, in ms. All processes follow within a second. */
const MAX_AGE_MS = 500;

/** A use of the switch. */
export interface KillSwitchUse {
  enabled: boolean;
  reason: string;
  until?: Date;
  tenant?: string;
  /** Whether calls that run through the gateway are ended as well. */
  endRunning?: boolean;
  /** The user or service that does it. */
  by: string;
}

/** The newest use of each tenant, and of all. */
interface Known<T> {
  /** When reading began: what was switched before is in it. */
  asOf: number;
  events: T;
}

/**
 * Stops LLM calls, of all or of one tenant. Uses of the switch are rows that are never changed; what holds is the newest one of a
 * tenant, and of all. Where a stop of all and the permission of one tenant meet, the stop wins.
 *
 * Nothing is decided by what is older than half a second: then the database is asked first, and where it does not answer, nothing is
 * allowed. So a stop holds in each process within a second also where a timer would be late.
 */
export class KillSwitch {
  readonly #knex: Knex;
  readonly #isStoppedByEnvironment: boolean;
  readonly #now: () => number;
  readonly #followers: StopFollowers;
  #known: Known<KillSwitchEvent[]> | undefined;
  #reading: Known<Promise<KillSwitchEvent[]>> | undefined;

  constructor(options: {
    knex: Knex;
    isStoppedByEnvironment: boolean;
    logger: LoggerService;
    /** Ms by a clock that does not go back. */
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#isStoppedByEnvironment = options.isStoppedByEnvironment;
    this.#now = options.now ?? (() => performance.now());
    this.#followers = new StopFollowers(() => this.#stops(), options.logger);
  }

  /**
   * Lets calls of a tenant pass.
   *
   * @throws LlmCallsStoppedError that says by whom and why they are stopped
   */
  async assertAllowed(tenant: string): Promise<void> {
    if (this.#isStoppedByEnvironment) {
      throw new LlmCallsStoppedError(
        `LLM calls are stopped by ${ENVIRONMENT_VARIABLE} in the environment of the backend`,
      );
    }
    const stop = (await this.#stops()).find(
      event => event.tenant === undefined || event.tenant === tenant,
    );
    if (stop) {
      throw stoppedBy(stop);
    }
  }

  /**
   * Ends a running call when the switch is used such that running calls end, within a second, in whatever process that is done. A stop
   * that is undone within that second may pass unnoticed.
   *
   * @param onEnd - called once at most, with what to say to the caller
   * @returns to be called when the call ended by itself
   */
  follow(
    tenant: string,
    onEnd: (error: LlmCallsStoppedError) => void,
  ): () => void {
    return this.#followers.add(tenant, onEnd);
  }

  /** Whether calls are allowed, and what stops them. */
  async state(): Promise<KillSwitchState> {
    const stops = await this.#stops();
    return {
      enabled:
        !this.#isStoppedByEnvironment &&
        stops.every(({ tenant }) => tenant !== undefined),
      isStoppedByEnvironment: this.#isStoppedByEnvironment,
      stops,
    };
  }

  /**
   * Uses the switch. In this process it holds at once.
   *
   * @throws ConflictError when calls are to be allowed that the environment stops
   * @throws InputError when the end of a stop is past, or what allows calls has an end
   */
  async set(use: KillSwitchUse): Promise<void> {
    const { by, enabled, endRunning = false, reason, tenant = '', until } = use;
    if (enabled && this.#isStoppedByEnvironment) {
      throw new ConflictError(
        `LLM calls are stopped by ${ENVIRONMENT_VARIABLE} in the environment of the backend; only a start without it allows them`,
      );
    }
    if (enabled && until) {
      throw new InputError(`'until' is for stops: leave it out to allow calls`);
    }
    if (enabled && endRunning) {
      throw new InputError(
        `'endRunning' is for stops: leave it out to allow calls`,
      );
    }
    if (until && until.getTime() <= Date.now()) {
      throw new InputError(`'until' is not in the future`);
    }
    await this.#knex<KillSwitchEventRow>('kill_switch_events').insert({
      tenant,
      enabled,
      end_running: endRunning,
      reason,
      until: until ?? null,
      set_by: by,
      created_at: new Date(),
    });
    // A reading that is under way may have begun before.
    this.#reading = undefined;
    this.#known = undefined;
    await this.#followers.look();
  }

  /** Uses of the switch, the newest first. */
  async history(page: {
    limit: number;
    /** Only those before this one. */
    beforeId?: number;
  }): Promise<KillSwitchEvent[]> {
    const rows = await this.#knex<KillSwitchEventRow>('kill_switch_events')
      .modify(query => {
        if (page.beforeId !== undefined) {
          query.where('id', '<', page.beforeId);
        }
      })
      .orderBy('id', 'desc')
      .limit(page.limit);
    return rows.map(toEvent);
  }

  /** The uses that stop calls now, that of all first. */
  async #stops(): Promise<KillSwitchEvent[]> {
    const events = await this.#fresh();
    const now = Date.now();
    return events.filter(
      ({ enabled, until }) =>
        !enabled && (until === undefined || Date.parse(until) > now),
    );
  }

  async #fresh(): Promise<KillSwitchEvent[]> {
    const isRecent = (asOf: number) => this.#now() - asOf < MAX_AGE_MS;
    if (this.#known && isRecent(this.#known.asOf)) {
      return this.#known.events;
    }
    if (!this.#reading || !isRecent(this.#reading.asOf)) {
      const reading = { asOf: this.#now(), events: this.#read() };
      this.#reading = reading;
      try {
        const events = await reading.events;
        // Not where the switch was used in the meantime, or a later reading is under way.
        if (this.#reading === reading) {
          this.#known = { asOf: reading.asOf, events };
        }
      } finally {
        if (this.#reading === reading) {
          this.#reading = undefined;
        }
      }
      return reading.events;
    }
    return this.#reading.events;
  }

  async #read(): Promise<KillSwitchEvent[]> {
    const newest = this.#knex('kill_switch_events').max('id').groupBy('tenant');
    const rows = await this.#knex<KillSwitchEventRow>('kill_switch_events')
      .whereIn('id', newest)
      .orderBy('tenant');
    return rows.map(toEvent);
  }
}

function toEvent(row: KillSwitchEventRow): KillSwitchEvent {
  return {
    id: String(row.id),
    enabled: Boolean(row.enabled),
    endRunning: Boolean(row.end_running),
    ...(row.tenant && { tenant: row.tenant }),
    reason: row.reason,
    ...(row.until && { until: toDate(row.until).toISOString() }),
    by: row.set_by,
    at: toDate(row.created_at).toISOString(),
  };
}
