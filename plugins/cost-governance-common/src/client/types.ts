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
 * What an LLM call used, as its vendor reports it. `cachedInputTokens`, `cacheWriteInputTokens` and `longCacheWriteInputTokens` are
 * parts of `inputTokens`.
 *
 * @public
 */
export type SettleRequest = Pick<
  Schemas['SettleRequest'],
  'model' | 'inputTokens' | 'outputTokens'
> &
  Partial<Schemas['SettleRequest']>;

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
export type KillSwitchRequest = Omit<
  Schemas['KillSwitchRequest'],
  'endRunning'
> &
  Partial<Schemas['KillSwitchRequest']>;

/**
 * How many reservations were refused, by day and why.
 *
 * @public
 */
export type RefusalReport = Schemas['RefusalReport'];

/**
 * How many reservations were refused, by why.
 *
 * @public
 */
export type Refusals = Schemas['Refusals'];

/**
 * Which refusals are reported.
 *
 * @public
 */
export type RefusalQuery = NonNullable<
  operations['getRefusals']['parameters']['query']
>;

/**
 * A key for the gateway that is bound to a tenant, without its secret.
 *
 * @public
 */
export type VirtualKey = Schemas['VirtualKey'];

/**
 * A virtual key, as it is asked for.
 *
 * @public
 */
export type VirtualKeyRequest = Schemas['VirtualKeyRequest'];

/**
 * A virtual key that was made just now, with its secret, which is shown this once.
 *
 * @public
 */
export type NewVirtualKey = Schemas['NewVirtualKey'];

/**
 * Which page of which virtual keys is asked for.
 *
 * @public
 */
export interface VirtualKeyQuery extends PageQuery {
  tenant?: string;
}

/**
 * Where the gateway is, for each vendor that is configured.
 *
 * @public
 */
export type Gateway = Schemas['Gateway'];

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
