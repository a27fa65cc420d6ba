import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { chunk, sortBy } from 'lodash';
import { dayOf, type RefusalReason, type RefusalRow } from '../database';

/** How long counts wait for others, to be written together, in ms. */
const WRITE_AFTER_MS = 1_000;

/** How many rows are written by one statement: SQLite takes 500 at most. */
const BATCH = 200;

/**
 * Under how many names refusals of a day are counted in one process, and how many counts may wait for a database that is away. A
 * service may ask for tenants by any name; what is more than this is counted under no name, so that neither memory nor database grow
 * without end.
 */
const MOST_NAMES = 10_000;

interface Count {
  day: string;
  tenant: string;
  reason: RefusalReason;
  requests: number;
}

/**
 * Counts reservations that were refused. They are summed up in memory and written once a second, and only while there are some, so
 * that a flood of refusals costs little. Counts that could not be written are kept and tried again. Where the database does not say
 * whether it wrote them, they may be there twice.
 */
export class Refusals {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #mostNames: number;
  readonly #names = new Set<string>();
  #namesOf = '';
  #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isFailing = false;
  #isClosed = false;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    /** Under how many names refusals of a day are counted. */
    mostNames?: number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#mostNames = options.mostNames ?? MOST_NAMES;
  }

  /** Counts a reservation that was refused just now. */
  count(tenant: string, reason: RefusalReason): void {
    const day = dayOf(new Date());
    this.#add({
      day,
      tenant: this.#isNamed(day, tenant, reason) ? tenant : '',
      reason,
      requests: 1,
    });
    this.#writeLater();
  }

  /** Writes what was counted. Never rejects: what could not be written is kept. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /**
   * Forgets the days before that of a moment.
   *
   * @returns how many rows that were
   */
  async prune(before: Date): Promise<number> {
    return this.#knex('refusals').where('day', '<', dayOf(before)).delete();
  }

  /** Writes what was counted. From then on, what cannot be written is not tried again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
    if (this.#counts.size > 0) {
      const lost = [...this.#counts.values()].reduce(
        (sum, { requests }) => sum + requests,
        0,
      );
      this.#logger.error(
        `${lost} refusals of LLM reservations are not in the database, which could not be written to`,
      );
    }
  }

  #isNamed(day: string, tenant: string, reason: RefusalReason): boolean {
    if (day !== this.#namesOf) {
      this.#names.clear();
      this.#namesOf = day;
    }
    const name = keyOf({ day, tenant, reason });
    if (
      !this.#names.has(name) &&
      this.#names.size < this.#mostNames &&
      this.#counts.size < this.#mostNames
    ) {
      this.#names.add(name);
    }
    return this.#names.has(name);
  }

  #add(count: Count): void {
    const key = keyOf(count);
    const known = this.#counts.get(key);
    if (known) {
      known.requests += count.requests;
    } else {
      this.#counts.set(key, count);
    }
  }

  #writeLater(): void {
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  async #write(): Promise<void> {
    // Always in one order: processes that wait for each other's rows would wait forever.
    const counts = sortBy(
      [...this.#counts.values()],
      ['tenant', 'day', 'reason'],
    );
    if (counts.length === 0) {
      return;
    }
    this.#counts = new Map();
    try {
      await this.#knex.transaction(async tx => {
        for (const rows of chunk(counts, BATCH)) {
          await tx<RefusalRow>('refusals')
            .insert(rows)
            .onConflict(['tenant', 'day', 'reason'])
            .merge({
              requests: tx.raw('refusals.requests + excluded.requests'),
            });
        }
      });
      this.#isFailing = false;
    } catch (error) {
      counts.forEach(count => this.#add(count));
      if (!this.#isClosed) {
        this.#writeLater();
      }
      if (!this.#isFailing) {
        this.#isFailing = true;
        this.#logger.error(
          `Refusals of LLM reservations could not be written down, and it is tried again until they are: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }
}

function keyOf({ day, reason, tenant }: Omit<Count, 'requests'>): string {
  return `${day} ${reason} ${tenant}`;
}
