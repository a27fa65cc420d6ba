/**
 * A tenant does not have enough tokens now.
 *
 * @public
 */
export class LlmTokensExhaustedError extends Error {
  /** After how many ms there will be enough, if nobody else takes them. */
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'LlmTokensExhaustedError';
    this.retryAfterMs = retryAfterMs;
  }
}
