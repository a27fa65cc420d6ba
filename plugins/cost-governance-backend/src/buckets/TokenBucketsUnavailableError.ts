import { ServiceUnavailableError, toError } from '@backstage/errors';

/**
 * The store of the token buckets could not be asked, so nobody knows whether there are tokens left. Answered with 503.
 *
 * Its name stays that of its parent, which Backstage's error handler knows the status by.
 *
 * What was asked for may have been done or not. It is safe to ask again with the same request id: it is charged once.
 */
export class TokenBucketsUnavailableError extends ServiceUnavailableError {
  /** After how many seconds to ask again. */
  readonly retryAfterSeconds = 1;
  readonly #reason: unknown;

  /** @param reason - why, for the log. Not the cause: that would be told to the caller, with the address of the store. */
  constructor(reason: unknown) {
    super('Token limits cannot be checked now');
    this.#reason = reason;
  }

  /** What the store, or the connection to it, said. */
  get reason(): Error {
    return toError(this.#reason);
  }
}
