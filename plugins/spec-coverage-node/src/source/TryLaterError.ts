import { CustomErrorBase } from '@backstage/errors';

/**
 * A source cannot be asked at the moment: it is down, slow, or wants fewer requests. The check is made again later, and
 * nothing is said about the document. Any other error of {@link SpecSource.fetch} has the same effect; this one can
 * also say when to come back.
 *
 * @public
 */
export class TryLaterError extends CustomErrorBase {
  name = 'TryLaterError' as const;

  /** How long the source asks to be left alone, in ms; absent where it did not say. */
  readonly retryAfterMs?: number;

  /**
   * @param message - says which source, what it answered, and what to do if it goes on
   */
  constructor(
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause);
    this.retryAfterMs = options.retryAfterMs;
  }
}
