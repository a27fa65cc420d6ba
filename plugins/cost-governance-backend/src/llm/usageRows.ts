import { randomUUID } from 'node:crypto';
import { dayOf, type ReservationRow, toDate, type UsageRow } from '../database';
import { costMicroUsd, type Price, type UsedTokens } from './pricing';

/** What a call used, as its vendor reports it. */
export interface CallUse extends UsedTokens {
  model: string;
  /** Whether the vendor did not report these numbers, and they were counted by what was sent and received. */
  isEstimated: boolean;
}

/** What is written down of a reservation whose call used something. */
export function toSettled(
  reservation: ReservationRow,
  use: CallUse,
  usedAt: Date,
  prices: readonly Price[],
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
    cost_micro_usd: costMicroUsd(prices, use.model, dayOf(usedAt), use) ?? null,
    is_estimated: use.isEstimated,
    used_at: usedAt,
    recorded_at: new Date(),
  };
}

/** What is written down of a reservation whose time is over and that nobody settled. */
export function toExpired(reservation: ReservationRow): UsageRow {
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
export function toReversed(expired: UsageRow): UsageRow {
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
