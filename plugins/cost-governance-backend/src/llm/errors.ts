/** There are not enough tokens now. Answered as 429 with `Retry-After`. */
export class TokensExhaustedError extends Error {
  readonly statusCode = 429;
  /** After how many seconds there will be enough, if nobody else takes them; a whole number above 0. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.name = 'TokensExhaustedError';
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}
