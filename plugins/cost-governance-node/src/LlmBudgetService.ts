/**
 * What an LLM call used, as its vendor reports it.
 *
 * @public
 */
export interface LlmUsage {
  /** The model that answered, where it is not the one that was asked for. */
  model?: string;
  /** Input tokens, those that the vendor read from its cache among them. */
  inputTokens: number;
  /** Of the input tokens, those that the vendor read from its cache. */
  cachedInputTokens?: number;
  /** Of the input tokens, those that the vendor wrote to its cache for minutes. */
  cacheWriteInputTokens?: number;
  /** Of the input tokens, those that the vendor wrote to its cache for an hour or longer. */
  longCacheWriteInputTokens?: number;
  outputTokens: number;
  /** Whether the vendor did not report these numbers, and they were counted by what was sent and received. */
  isEstimated?: boolean;
}

/**
 * An LLM call that is to be made.
 *
 * @public
 */
export interface LlmCallRequest {
  /** Who is charged: an entity ref, as a rule of a Group. */
  tenant: string;
  model: string;
  /** The most tokens that the call may use, input and output together; {@link estimateTokens} helps. */
  estimate: number;
  /** What the call is made for, an entity ref. */
  entityRef?: string;
}

/**
 * Tokens that are held for a call while it is made.
 *
 * @public
 */
export interface LlmReservation {
  /** When it counts as used in full, whatever comes after. A call should end before. */
  expiresAt: Date;
  /** Tokens that the tenant has left. */
  remainingTokens: number;
  /**
   * Says what was used up to now, in all. It is what counts if the call throws before it ends, such as a stream that breaks off.
   */
  reportUsage(usage: LlmUsage): void;
}

/**
 * The budget within which backend plugins make LLM calls.
 *
 * @public
 */
export interface LlmBudgetService {
  /**
   * Makes an LLM call within the budget of a tenant: holds the tokens first, and settles afterwards by what was used. When the call
   * throws, that error is thrown on; what it had reported is charged, and where it reported nothing the tokens are given back. A
   * settle that cannot be delivered is logged, and the tokens stay charged as they were estimated: the answer of the call is paid
   * for, and so it is returned.
   *
   * @throws LlmTokensExhaustedError when the tenant does not have enough tokens now; the call is not made
   * @throws ResponseError of `@backstage/errors` when the call may not be made: 403 when LLM calls are stopped or the tenant has no
   * limit, 400 when the estimate is more than the tenant ever has, 503 when limits cannot be checked
   */
  withReservation<T>(
    request: LlmCallRequest,
    call: (
      reservation: LlmReservation,
    ) => Promise<{ result: T; usage: LlmUsage }>,
  ): Promise<T>;
}
