import { isResponseError } from '@proofline/backstage-ui';
import type { LiveState } from './LiveState';

/** The shortest time in ms between the end of a request and the next one that a hint asks for. */
export const PAUSE_BETWEEN_REQUESTS_MS = 250;

/** How long one request may take, in ms. */
export const REQUEST_TIMEOUT_MS = 30_000;

const SECOND = 1000;

/**
 * Time in ms until coverage is asked for again without a signal.
 *
 * With signals this is for the ones that got lost: a socket that a proxy cut is still "available". While a proof runs
 * people are watching, so it is shorter then.
 *
 * @internal
 */
export function pollInterval(options: {
  signals: boolean;
  busy: boolean;
  state: LiveState<unknown>;
}): number {
  const { signals, busy, state } = options;
  if (state.error) {
    return retryInterval(state);
  }
  if (signals) {
    return busy ? 5 * SECOND : 30 * SECOND;
  }
  return busy ? 1.5 * SECOND : 5 * SECOND;
}

/**
 * Time in ms until a question that failed is asked again. A refusal is seldom taken back, an entity that the backend
 * has not met yet may appear any moment, and everything else is given longer and longer pauses.
 *
 * @internal
 */
export function retryInterval(state: LiveState<unknown>): number {
  const { error, failures } = state;
  if (isResponseError(error, 403)) {
    return 60 * SECOND;
  }
  if (isResponseError(error, 404)) {
    return 10 * SECOND;
  }
  return Math.min(30 * SECOND, SECOND * 2 ** Math.min(failures, 5));
}
