import { ResponseError } from '@backstage/errors';

/**
 * Whether the backend answered with this HTTP status.
 *
 * @public
 */
export function isResponseError(
  error: Error | undefined,
  status: number,
): boolean {
  return ResponseError.is(error) && error.statusCode === status;
}

/**
 * What to tell a person about an error.
 *
 * - `signed-out`: the backend does not take them for anybody: their session is over
 * - `denied`: a permission is missing
 * - `not-found`: the backend knows no such thing, or will not say so
 * - `not-installed`: something answered that is not the backend of the plugin
 * - `unreachable`: no answer came at all
 * - `other`: the backend said what is wrong
 *
 * @public
 */
export type Problem =
  | 'signed-out'
  | 'denied'
  | 'not-found'
  | 'not-installed'
  | 'unreachable'
  | 'other';

/**
 * Sorts an error by what a person can do about it.
 *
 * @public
 */
export function problemOf(error: Error): Problem {
  if (!ResponseError.is(error)) {
    return 'unreachable';
  }
  const { statusCode, cause } = error;
  if (statusCode === 401) {
    return 'signed-out';
  }
  if (statusCode === 403) {
    return 'denied';
  }
  if (statusCode === 404) {
    // A portal without the backend plugin answers 404 too, but not with an error of ours.
    return cause.name === 'NotFoundError' ? 'not-found' : 'not-installed';
  }
  return 'other';
}

/**
 * The sentence of an error that is worth reading: what the backend said rather than that it said something.
 *
 * @public
 */
export function messageOf(error: Error): string {
  return ResponseError.is(error)
    ? error.cause.message || error.message
    : error.message;
}
