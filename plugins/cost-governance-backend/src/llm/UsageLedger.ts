import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  dayOf,
  type ReservationRow,
  type ReservationState,
  type UsageRow,
} from '../database';
import { costMicroUsd, type Price, type UsedTokens } from './pricing';

/** What is summed up by day. */
const SUMS = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'unsettled_tokens',
  'unpriced_tokens',
  'cost_micro_usd',
] as const;

/** What a call used, as its vendor reports it. */
export interface CallUse extends UsedTokens {
  model: string;
}

/** How many expired reservations are written down in one transaction. */
const BATCH = 200;

/**
 * What LLM calls used and cost: one row for each call, and sums by day that are brought up to date in the same transaction. A row is
 * written in the transaction that ends its reservation, so that each is counted once, whoever asks how often.
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
   * Ends an open reservation with what its call used.
   *
   * @returns the row of the ledger; undefined when the reservation was not open, and nothing was changed
   */
  async settle(
    reservation: ReservationRow,
    use: CallUse,
  ): Promise<UsageRow | undefined> {
    const usedAt = new Date();
    const cost = costMicroUsd(this.#prices, use.model, dayOf(usedAt), use);
    const row: UsageRow = {
      id: randomUUID(),
      reservation_id: reservation.id,
      tenant: reservation.tenant,
      model: use.model,
      entity_ref: reservation.entity_ref,
      input_tokens: use.inputTokens,
      cached_input_tokens: use.cachedInputTokens,
      output_tokens: use.outputTokens,
      unsettled_tokens: 0,
      cost_micro_usd: cost ?? null,
      used_at: usedAt,
    };
    const isSettled = await this.#knex.transaction(async tx => {
      const [ended] = await end(tx, [reservation.id], 'settled');
      if (ended) {
        await write(tx, [row]);
      }
      return Boolean(ended);
    });
    if (isSettled && cost === undefined) {
      await this.#tellUnpriced(use.model);
    }
    return isSettled ? row : undefined;
  }

  /**
   * Ends an open reservation of a call that was not made.
   *
   * @returns whether it was open
   */
  async release(id: string): Promise<boolean> {
    return (await end(this.#knex, [id], 'released')).length > 0;
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
        const ended = await end(tx, ids, 'expired');
        await write(tx, ended.map(toUnsettled));
        return ended.length;
      });
    }
  }

  /** Forgets single uses and ended reservations of before a moment. The sums of days are kept. */
  async prune(before: Date): Promise<void> {
    await this.#knex('usage').where('used_at', '<', before).delete();
    await this.#knex('reservations')
      .whereNot('state', 'open')
      .where('expires_at', '<', before)
      .delete();
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

/** Ends those of the given reservations that are open, and gives them. */
async function end(
  knex: Knex,
  ids: string[],
  state: Exclude<ReservationState, 'open'>,
): Promise<ReservationRow[]> {
  return knex<ReservationRow>('reservations')
    .whereIn('id', ids)
    .where('state', 'open')
    .update({ state, ended_at: new Date() })
    .returning('*');
}

function toUnsettled(reservation: ReservationRow): UsageRow {
  return {
    id: randomUUID(),
    reservation_id: reservation.id,
    tenant: reservation.tenant,
    model: reservation.model,
    entity_ref: reservation.entity_ref,
    input_tokens: 0,
    cached_input_tokens: 0,
    output_tokens: 0,
    unsettled_tokens: reservation.tokens,
    // How many were input and how many output, nobody knows.
    cost_micro_usd: null,
    used_at: new Date(),
  };
}

async function write(tx: Knex, rows: UsageRow[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  await tx('usage').insert(rows);
  for (const row of rows) {
    const tokens =
      Number(row.input_tokens) +
      Number(row.output_tokens) +
      Number(row.unsettled_tokens);
    await tx('usage_days')
      .insert({
        day: dayOf(new Date(row.used_at)),
        tenant: row.tenant,
        model: row.model ?? '',
        entity_ref: row.entity_ref ?? '',
        requests: 1,
        input_tokens: row.input_tokens,
        cached_input_tokens: row.cached_input_tokens,
        output_tokens: row.output_tokens,
        unsettled_tokens: row.unsettled_tokens,
        unpriced_tokens: row.cost_micro_usd === null ? tokens : 0,
        cost_micro_usd: row.cost_micro_usd ?? 0,
      })
      .onConflict(['tenant', 'day', 'model', 'entity_ref'])
      .merge(
        Object.fromEntries(
          SUMS.map(name => [
            name,
            tx.raw('usage_days.?? + excluded.??', [name, name]),
          ]),
        ),
      );
  }
}
