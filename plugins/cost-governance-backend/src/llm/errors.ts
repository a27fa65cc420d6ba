import { InputError, NotAllowedError } from '@backstage/errors';

/** There are not enough tokens now. Answered as 429 with `Retry-After`. */
export class TokensExhaustedError extends Error {
  readonly statusCode = 429;
  /** After how many seconds there will be enough, if nobody else takes them; a whole number above 0. */
  readonly retryAfterSeconds: number;

  /** What the bucket that has too few has left, and holds at most. */
  readonly remainingTokens: number;
  readonly capacity: number;

  constructor(
    message: string,
    retryAfterMs: number,
    bucket: { remainingTokens: number; capacity: number },
  ) {
    super(message);
    this.remainingTokens = Math.max(0, bucket.remainingTokens);
    this.capacity = bucket.capacity;
    this.name = 'TokensExhaustedError';
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

/** More tokens were asked for than a bucket ever holds. Answered as 400. */
export class RequestTooLargeError extends InputError {}

/** The tenant has no limit, and so no tokens. Answered as 403. */
export class WithoutLimitError extends NotAllowedError {}
