import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, stringifyError } from '@backstage/errors';
import type {
  Reservation,
  Usage,
} from '@proofline/backstage-plugin-cost-governance-common';
import type {
  BucketCharge,
  ReserveResult,
  TokenBuckets,
} from '../buckets/TokenBuckets';
import { type ReservationRow, toDate, type UsageRow } from '../database';
import type { KillSwitch } from '../killSwitch/KillSwitch';
import {
  assertRepeated,
  bucketRequestId,
  type CallRequest,
  toCall,
} from './callRequest';
import { RequestTooLargeError, TokensExhaustedError } from './errors';
import { chargesOf, type Limits } from './limits';
import { plainInputTokens } from './pricing';
import { refusalReason } from './refusalReason';
import type { Refusals } from './Refusals';
import type { Reservations } from './Reservations';
import type { Settled, UsageLedger } from './UsageLedger';
import type { CallUse } from './usageRows';

/**
 * For how long after a reservation expired the buckets still know it, in ms: what comes in this time is put right there as well.
 */
const LATE_MS = 24 * 60 * 60_000;

/**
 * Lets LLM calls be made within the limits of their tenants, and accounts for them.
 *
 * Of each reservation there is a bucket's part, which caps, and a row, which accounts. To reserve, the bucket goes first: a process
 * that ends between the two leaves tokens charged that nobody used, and never the other way round. To settle, the row goes first,
 * for the same reason. What was interrupted is made good by sending it again.
 */
export class LlmGovernor {
  readonly #buckets: TokenBuckets;
  readonly #killSwitch: Pick<KillSwitch, 'assertAllowed'>;
  readonly #reservations: Reservations;
  readonly #ledger: UsageLedger;
  readonly #limits: Limits;
  readonly #refusals: Pick<Refusals, 'count'>;
  readonly #expiresInMs: number;
  readonly #logger: LoggerService;

  constructor(options: {
    buckets: TokenBuckets;
    killSwitch: Pick<KillSwitch, 'assertAllowed'>;
    reservations: Reservations;
    ledger: UsageLedger;
    limits: Limits;
    refusals: Pick<Refusals, 'count'>;
    /** After how many ms a reservation counts as used in full. */
    expiresInMs: number;
    logger: LoggerService;
  }) {
    this.#buckets = options.buckets;
    this.#killSwitch = options.killSwitch;
    this.#reservations = options.reservations;
    this.#ledger = options.ledger;
    this.#limits = options.limits;
    this.#refusals = options.refusals;
    this.#expiresInMs = options.expiresInMs;
    this.#logger = options.logger;
  }

  /**
   * Holds tokens for a call. The same request id of a tenant is the same reservation.
   *
   * @param options - `isFirst` where the request id was made up for this call and cannot have been used before: it is not looked for then
   * @throws LlmCallsStoppedError when the kill switch is on
   * @throws TokensExhaustedError when there are not enough tokens now
   * @throws RequestTooLargeError when there never will be
   * @throws WithoutLimitError when the tenant has no limit
   * @throws InputError when the tenant has limits on single models, and the call does not say which it is for
   * @throws ConflictError when the id was used for something else, or its reservation is no longer open
   * @throws TokenBucketsUnavailableError when the buckets cannot be asked
   */
  async reserve(
    call: CallRequest,
    options: { isFirst?: boolean } = {},
  ): Promise<Reservation> {
    try {
      return await this.#reserve(call, options.isFirst ?? false);
    } catch (error) {
      const reason = refusalReason(error);
      if (reason) {
        this.#refusals.count(call.tenant, reason);
      }
      throw error;
    }
  }

  async #reserve(call: CallRequest, isFirst: boolean): Promise<Reservation> {
    await this.#killSwitch.assertAllowed(call.tenant);
    const charges = chargesOf(this.#limits, call);
    const known = isFirst ? undefined : await this.#reservations.find(call);
    if (known) {
      assertRepeated(known, call);
      const levels = await this.#buckets.levels(call.tenant, charges);
      return toReservation(
        known,
        Math.max(0, Math.min(...levels.map(({ tokens }) => tokens))),
      );
    }
    const held = await this.#hold(call, charges);
    // Where this fails, the tokens stay charged until they expire: whether the row is there, nobody knows.
    const row = await this.#reservations.write(call, held.expiresAtMs);
    try {
      assertRepeated(row, call);
    } catch (error) {
      // What another request was charged before is not this one's to give back.
      if (!held.isRepeated) {
        await this.#giveBack(call);
      }
      throw error;
    }
    return toReservation(row, held.remainingTokens);
  }

  /**
   * Says what a call really used. A second settle changes nothing, and has the answer of the first. That of a reservation that
   * expired is corrected in the ledger, and for a day also in the buckets.
   *
   * @param caller - the user or service that says so
   * @throws InputError when parts of the input are more than the whole
   * @throws NotFoundError when there is no such reservation
   * @throws NotAllowedError when it is of somebody else
   * @throws ConflictError when it was released
   * @throws TokenBucketsUnavailableError when the use is accounted for, but the buckets do not know yet; send it again
   */
  async settle(id: string, caller: string, use: CallUse): Promise<Usage> {
    if (plainInputTokens(use) < 0) {
      throw new InputError(
        `'cachedInputTokens', 'cacheWriteInputTokens' and 'longCacheWriteInputTokens' together are more than 'inputTokens', of which they are parts`,
      );
    }
    const { reservation, usage } =
      (await this.#ledger.settle(id, caller, use)) ??
      (await this.#settledBefore(id, caller));
    // Also for what was settled before: that may have ended in between. The buckets know what they did.
    await this.#buckets.settle(
      reservation.tenant,
      bucketRequestId(toCall(reservation)),
      Number(usage.input_tokens) + Number(usage.output_tokens),
    );
    return toUsage(usage);
  }

  /**
   * Gives the tokens of a call back that was not made. A second release changes nothing.
   *
   * @throws as {@link LlmGovernor.settle}; ConflictError when it was settled or expired
   */
  async release(id: string, caller: string): Promise<void> {
    const reservation = await this.#reservations.own(id, caller);
    if (!(await this.#ledger.release(id))) {
      const { state } = await this.#reservations.own(id, caller);
      if (state !== 'released') {
        throw new ConflictError(
          state === 'expired'
            ? 'The reservation expired: its tokens count as used in full until it is settled'
            : 'The reservation was settled',
        );
      }
    }
    await this.#buckets.release(
      reservation.tenant,
      bucketRequestId(toCall(reservation)),
    );
  }

  async #settledBefore(id: string, caller: string): Promise<Settled> {
    const reservation = await this.#reservations.own(id, caller);
    return {
      reservation,
      usage: await this.#reservations.usageOf(reservation),
    };
  }

  /** Charges the buckets. */
  async #hold(
    call: CallRequest,
    charges: BucketCharge[],
  ): Promise<Extract<ReserveResult, { outcome: 'reserved' }>> {
    const { tenant, tokens } = call;
    const result = await this.#buckets.reserve({
      tenant,
      requestId: bucketRequestId(call),
      tokens,
      charges,
      expiresInMs: this.#expiresInMs + LATE_MS,
    });
    switch (result.outcome) {
      case 'reserved':
        return { ...result, expiresAtMs: result.expiresAtMs - LATE_MS };
      case 'exhausted':
        throw new TokensExhaustedError(
          `${whose(call, result)} has ${
            result.remainingTokens
          } tokens left, and ${tokens} were asked for`,
          result.retryAfterMs,
          {
            remainingTokens: result.remainingTokens,
            capacity:
              charges.find(
                ({ name, scope }) =>
                  name === result.name && scope === result.scope,
              )?.limit.capacity ?? 0,
          },
        );
      default:
        throw new RequestTooLargeError(
          `${whose(call, result)} never holds more than ${
            result.capacity
          } tokens, and ${tokens} were asked for`,
        );
    }
  }

  async #giveBack(call: CallRequest): Promise<void> {
    try {
      await this.#buckets.release(call.tenant, bucketRequestId(call));
    } catch (error) {
      this.#logger.warn(
        `Tokens of '${
          call.tenant
        }' stay charged until their reservation expires: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}

function whose(
  { tenant }: CallRequest,
  { name, scope }: { scope: BucketCharge['scope']; name: string },
): string {
  return scope === 'tenant'
    ? `The tenant '${tenant}'`
    : `The ${scope} '${name}' of the tenant '${tenant}'`;
}

function toReservation(
  row: ReservationRow,
  remainingTokens: number,
): Reservation {
  return {
    id: row.id,
    expiresAt: toDate(row.expires_at).toISOString(),
    remainingTokens,
  };
}

function toUsage(row: UsageRow): Usage {
  return {
    reservationId: row.reservation_id,
    tenant: row.tenant,
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    model: row.model ?? '',
    inputTokens: Number(row.input_tokens),
    cachedInputTokens: Number(row.cached_input_tokens),
    cacheWriteInputTokens: Number(row.cache_write_input_tokens),
    longCacheWriteInputTokens: Number(row.long_cache_write_input_tokens),
    outputTokens: Number(row.output_tokens),
    costMicroUsd:
      row.cost_micro_usd === null ? null : Number(row.cost_micro_usd),
    isEstimated: Boolean(row.is_estimated),
    usedAt: toDate(row.used_at).toISOString(),
  };
}
