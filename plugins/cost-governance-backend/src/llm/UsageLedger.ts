import type { LoggerService } from '@backstage/backend-plugin-api';
import { Batcher } from '@proofline/backstage-batcher';
import type { Knex } from 'knex';
import {
  type ReservationRow,
  type ReservationState,
  toDate,
  type UsageRow,
} from '../database';
import type { Price } from './pricing';
import { addToDays } from './usageDays';
import { type CallUse, toExpired, toReversed, toSettled } from './usageRows';

/** A reservation that was settled, and what was written down of it. */
export interface Settled {
  reservation: ReservationRow;
  usage: UsageRow;
}

/** What somebody says that a call used. */
interface Settle {
  id: string;
  caller: string;
  use: CallUse;
}

/** How many expired reservations are written down in one transaction. */
const EXPIRE_BATCH = 200;

/** How many calls are settled in one transaction; it locks the sums of their day. */
const SETTLE_BATCH = 100;

/**
 * What LLM calls used and cost: one row for each call, and sums by day that are brought up to date in the same transaction. A row is
 * written in the transaction that ends its reservation, so that each is counted once, whoever asks how often. Rows are never changed:
 * that of a reservation which is settled after it expired is taken back by a row with its numbers below 0.
 */
export class UsageLedger {
  readonly #knex: Knex;
  readonly #prices: readonly Price[];
  readonly #logger: LoggerService;
  readonly #settles = new Batcher<Settle, Settled | undefined>({
    maxItems: SETTLE_BATCH,
    run: async settles => this.#settleAll(settles),
  });

  constructor(options: {
    knex: Knex;
    prices: readonly Price[];
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#prices = options.prices;
    this.#logger = options.logger;
  }

  /**
   * Ends a reservation with what its call used: one that is open, or one that expired, which is then corrected.
   *
   * @param caller - who reserved, and nobody else may settle
   * @returns undefined when there is nothing to end, and nothing was changed: it was settled or released, the caller has no such
   * reservation, or it expired so long ago that the ledger forgot
   */
  async settle(
    id: string,
    caller: string,
    use: CallUse,
  ): Promise<Settled | undefined> {
    const settled = await this.#settles.add({ id, caller, use });
    if (settled?.usage.cost_micro_usd === null) {
      await this.#tellUnpriced(use.model);
    }
    return settled;
  }

  /**
   * Ends an open reservation of a call that was not made.
   *
   * @returns whether it was open
   */
  async release(id: string): Promise<boolean> {
    const ended = await end(this.#knex, 'released', 'open', query => {
      query.where({ id });
    });
    return ended.length > 0;
  }

  /**
   * Writes down reservations as used whose time is over and that nobody settled: their tokens stay charged.
   *
   * @returns how many there were
   */
  async expire(): Promise<number> {
    let expired = 0;
    for (;;) {
      const found = await this.#knex<ReservationRow>('reservations')
        .where('state', 'open')
        .where('expires_at', '<=', new Date())
        .orderBy('expires_at')
        .limit(EXPIRE_BATCH)
        .select('id');
      if (found.length === 0) {
        return expired;
      }
      expired += await this.#knex.transaction(async tx => {
        const ids = found.map(({ id }) => id);
        const ended = await end(tx, 'expired', 'open', query => {
          query.whereIn('id', ids);
        });
        await write(tx, ended.map(toExpired));
        return ended.length;
      });
    }
  }

  /**
   * Forgets single uses and ended reservations of before a moment. The sums of days are kept.
   *
   * @returns how many there were
   */
  async prune(before: Date): Promise<{ uses: number; reservations: number }> {
    const uses = await this.#knex('usage')
      .where('used_at', '<', before)
      .delete();
    const reservations = await this.#knex('reservations')
      .whereNot('state', 'open')
      .where('expires_at', '<', before)
      .delete();
    return { uses, reservations };
  }

  /** Ends many reservations at once. Of two that say what one call used, the first is taken. */
  async #settleAll(all: readonly Settle[]): Promise<(Settled | undefined)[]> {
    const settles = new Map(
      [...all].reverse().map(each => [keyOf(each.id, each.caller), each]),
    );
    const settled = await this.#knex.transaction(async tx => {
      const onTime = await this.#settleOpen(tx, settles);
      const late = await this.#settleExpired(tx, without(settles, onTime));
      await write(tx, [
        ...onTime.map(({ usage }) => usage),
        ...late.flatMap(({ expired, usage }) => [toReversed(expired), usage]),
      ]);
      return new Map(
        [...onTime, ...late].map(({ reservation, usage }) => [
          settles.get(keyOf(reservation.id, reservation.reserved_by)),
          { reservation, usage },
        ]),
      );
    });
    return all.map(each => settled.get(each));
  }

  async #settleOpen(
    tx: Knex,
    settles: ReadonlyMap<string, Settle>,
  ): Promise<Settled[]> {
    const ended = await end(tx, 'settled', 'open', ofTheirs(settles.values()));
    const now = new Date();
    return ended.map(reservation => ({
      reservation,
      usage: this.#toUsage(reservation, settles, now),
    }));
  }

  /** Of those that expired: the ones of which the ledger still knows. */
  async #settleExpired(
    tx: Knex,
    settles: ReadonlyMap<string, Settle>,
  ): Promise<(Settled & { expired: UsageRow })[]> {
    if (settles.size === 0) {
      return [];
    }
    const rows = await tx<UsageRow>('usage')
      .whereIn(
        'reservation_id',
        [...settles.values()].map(({ id }) => id),
      )
      .where('kind', 'expired');
    const expired = new Map(rows.map(row => [row.reservation_id, row]));
    const known = [...settles.values()].filter(({ id }) => expired.has(id));
    if (known.length === 0) {
      return [];
    }
    const ended = await end(tx, 'settled', 'expired', ofTheirs(known));
    return ended.map(reservation => {
      const row = expired.get(reservation.id)!;
      return {
        reservation,
        expired: row,
        usage: this.#toUsage(reservation, settles, toDate(row.used_at)),
      };
    });
  }

  #toUsage(
    reservation: ReservationRow,
    settles: ReadonlyMap<string, Settle>,
    usedAt: Date,
  ): UsageRow {
    const { id, reserved_by } = reservation;
    const { use } = settles.get(keyOf(id, reserved_by))!;
    return toSettled(reservation, use, usedAt, this.#prices);
  }

  /** Says once of each model that it has no price; its tokens are counted as unpriced in each answer. */
  async #tellUnpriced(model: string): Promise<void> {
    const inserted = await this.#knex('unpriced_models')
      .insert({ model, first_used_at: new Date() })
      .onConflict('model')
      .ignore()
      .returning('model');
    if (inserted.length > 0) {
      this.#logger.warn(
        `The model '${model}' has no price: its tokens are counted, and what they cost is not known. Add it to costGovernance.llm.prices`,
      );
    }
  }
}

function keyOf(id: string, caller: string): string {
  return `${id} ${caller}`;
}

/** The settles that are left when some are done. */
function without(
  settles: ReadonlyMap<string, Settle>,
  done: readonly Settled[],
): Map<string, Settle> {
  const left = new Map(settles);
  for (const { reservation } of done) {
    left.delete(keyOf(reservation.id, reservation.reserved_by));
  }
  return left;
}

/** Ends those of some reservations that are in a state, and gives them. */
async function end(
  knex: Knex,
  to: Exclude<ReservationState, 'open'>,
  from: ReservationState,
  which: (query: Knex.QueryBuilder) => void,
): Promise<ReservationRow[]> {
  return knex<ReservationRow>('reservations')
    .where(which)
    .where('state', from)
    .update({ state: to, ended_at: new Date() })
    .returning('*');
}

/** The reservations that somebody settles who may. */
function ofTheirs(settles: Iterable<Settle>) {
  const keys = [...settles].map(({ id, caller }) => [id, caller]);
  return (query: Knex.QueryBuilder): void => {
    query.whereIn(['id', 'reserved_by'], keys);
  };
}

async function write(tx: Knex, rows: UsageRow[]): Promise<void> {
  if (rows.length > 0) {
    await tx('usage').insert(rows);
    await addToDays(tx, rows);
  }
}
