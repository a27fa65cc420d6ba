import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  dayOf,
  type ReservationRow,
  type ReservationState,
  toDate,
  type UsageRow,
} from '../database';
import { costMicroUsd, type Price, type UsedTokens } from './pricing';
import { addToDays } from './usageDays';

/** What a call used, as its vendor reports it. */
export interface CallUse extends UsedTokens {
  model: string;
  /** Whether the vendor did not report these numbers, and they were counted by what was sent and received. */
  isEstimated: boolean;
}

/** How many expired reservations are written down in one transaction. */
const BATCH = 200;

/**
 * What LLM calls used and cost: one row for each call, and sums by day that are brought up to date in the same transaction. A row is
 * written in the transaction that ends its reservation, so that each is counted once, whoever asks how often. Rows are never changed:
 * that of a reservation which is settled after it expired is taken back by a row with its numbers below 0.
 */
export class UsageLedger {
  readonly #knex: Knex;
  readonly #prices: readonly Price[];
  readonly #logger: LoggerService;

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
   * @returns the row of the ledger; undefined when the reservation was settled or released, and nothing was changed
   * @throws NotFoundError when it expired so long ago that the ledger forgot
   */
  async settle(
    reservation: ReservationRow,
    use: CallUse,
  ): Promise<UsageRow | undefined> {
    const row = await this.#knex.transaction(async tx => {
      const [ended] = await end(tx, [reservation.id], 'open', 'settled');
      if (ended) {
        const settled = this.#toSettled(ended, use, new Date());
        await write(tx, [settled]);
        return settled;
      }
      const [late] = await end(tx, [reservation.id], 'expired', 'settled');
      if (!late) {
        return undefined;
      }
      const expired = await tx<UsageRow>('usage')
        .where({ reservation_id: late.id, kind: 'expired' })
        .first();
      if (!expired) {
        throw new NotFoundError(
          'The reservation expired longer ago than single uses are kept',
        );
      }
      const corrected = this.#toSettled(late, use, toDate(expired.used_at));
      await write(tx, [toReversed(expired), corrected]);
      return corrected;
    });
    if (row && row.cost_micro_usd === null) {
      await this.#tellUnpriced(use.model);
    }
    return row;
  }

  /**
   * Ends an open reservation of a call that was not made.
   *
   * @returns whether it was open
   */
  async release(id: string): Promise<boolean> {
    return (await end(this.#knex, [id], 'open', 'released')).length > 0;
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
        .limit(BATCH)
        .select('id');
      if (found.length === 0) {
        return expired;
      }
      expired += await this.#knex.transaction(async tx => {
        const ids = found.map(({ id }) => id);
        const ended = await end(tx, ids, 'open', 'expired');
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

  #toSettled(
    reservation: ReservationRow,
    use: CallUse,
    usedAt: Date,
  ): UsageRow {
    return {
      id: randomUUID(),
      reservation_id: reservation.id,
      kind: 'settled',
      tenant: reservation.tenant,
      model: use.model,
      entity_ref: reservation.entity_ref,
      input_tokens: use.inputTokens,
      cached_input_tokens: use.cachedInputTokens,
      cache_write_input_tokens: use.cacheWriteInputTokens,
      long_cache_write_input_tokens: use.longCacheWriteInputTokens,
      output_tokens: use.outputTokens,
      unsettled_tokens: 0,
      cost_micro_usd:
        costMicroUsd(this.#prices, use.model, dayOf(usedAt), use) ?? null,
      is_estimated: use.isEstimated,
      used_at: usedAt,
      recorded_at: new Date(),
    };
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

/** Ends those of the given reservations that are in a state, and gives them. */
async function end(
  knex: Knex,
  ids: string[],
  from: ReservationState,
  to: Exclude<ReservationState, 'open'>,
): Promise<ReservationRow[]> {
  return knex<ReservationRow>('reservations')
    .whereIn('id', ids)
    .where('state', from)
    .update({ state: to, ended_at: new Date() })
    .returning('*');
}

function toExpired(reservation: ReservationRow): UsageRow {
  const now = new Date();
  return {
    id: randomUUID(),
    reservation_id: reservation.id,
    kind: 'expired',
    tenant: reservation.tenant,
    model: reservation.model,
    entity_ref: reservation.entity_ref,
    input_tokens: 0,
    cached_input_tokens: 0,
    cache_write_input_tokens: 0,
    long_cache_write_input_tokens: 0,
    output_tokens: 0,
    unsettled_tokens: reservation.tokens,
    // How many were input and how many output, nobody knows.
    cost_micro_usd: null,
    is_estimated: true,
    used_at: now,
    recorded_at: now,
  };
}

/** What takes back that a reservation expired, on the day on which it did. */
function toReversed(expired: UsageRow): UsageRow {
  return {
    ...expired,
    id: randomUUID(),
    kind: 'reversed',
    unsettled_tokens: -Number(expired.unsettled_tokens),
    // As the drivers gave it, the moment may not be one that they take.
    used_at: toDate(expired.used_at),
    recorded_at: new Date(),
  };
}

async function write(tx: Knex, rows: UsageRow[]): Promise<void> {
  if (rows.length > 0) {
    await tx('usage').insert(rows);
    await addToDays(tx, rows);
  }
}
