import { ServiceUnavailableError } from '@backstage/errors';

/**
 * The store of the token buckets could not be asked, so nobody knows whether there are tokens left. Answered with 503.
 *
 * What was asked for may have been done or not. It is safe to ask again with the same request id: it is charged once.
 */
export class TokenBucketsUnavailableError extends ServiceUnavailableError {
  constructor(cause: unknown, message = 'Token limits cannot be checked now') {
    super(message, cause);
    this.name = 'TokenBucketsUnavailableError' as 'ServiceUnavailableError';
  }
}
