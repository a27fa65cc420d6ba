import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/**
 * A request for tokens that one LLM call may use.
 *
 * @public
 */
export type ReservationRequest = Schemas['ReservationRequest'];

/**
 * Tokens that are held for one LLM call.
 *
 * @public
 */
export type Reservation = Schemas['Reservation'];

/**
 * What an LLM call used, as its vendor reports it. `cachedInputTokens` are a part of `inputTokens`.
 *
 * @public
 */
export type SettleRequest = Omit<
  Schemas['SettleRequest'],
  'cachedInputTokens'
> & { cachedInputTokens?: number };

/**
 * What one LLM call used and cost, in millionths of a US dollar; `null` where its model has no price.
 *
 * @public
 */
export type Usage = Schemas['Usage'];

/**
 * What was used over a time. Where `unpricedTokens` is not 0, the cost is more than `costMicroUsd`.
 *
 * @public
 */
export type Use = Schemas['Use'];

/**
 * What was used by one day, model or entity, which is its `key`.
 *
 * @public
 */
export type UsageItem = Schemas['UsageItem'];

/**
 * What was used from one UTC day to another, both included.
 *
 * @public
 */
export type UsageReport = Schemas['UsageReport'];

/**
 * Which use is reported, and by what.
 *
 * @public
 */
export type UsageQuery = NonNullable<
  operations['getUsage']['parameters']['query']
>;

/**
 * A limit, and how full its bucket is; without `tokens` while that cannot be asked.
 *
 * @public
 */
export type LimitLevel = Schemas['Limit'];

/**
 * A tenant with its limits, use and cost.
 *
 * @public
 */
export type Tenant = Schemas['Tenant'];

/**
 * One use of the kill switch.
 *
 * @public
 */
export type KillSwitchEvent = Schemas['KillSwitchEvent'];

/**
 * Whether LLM calls are allowed, and which uses of the switch stop them.
 *
 * @public
 */
export type KillSwitchState = Schemas['KillSwitch'];

/**
 * A use of the kill switch, as it is asked for.
 *
 * @public
 */
export type KillSwitchRequest = Schemas['KillSwitchRequest'];

/**
 * Which page of a list is asked for.
 *
 * @public
 */
export interface PageQuery {
  limit?: number;
  cursor?: string;
}

/**
 * A page of a list. `nextCursor` is absent on the last page.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
