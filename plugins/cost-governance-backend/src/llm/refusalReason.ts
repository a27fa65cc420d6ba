import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import type { RefusalReason } from '../database';
import { LlmCallsStoppedError } from '../killSwitch/LlmCallsStoppedError';
import {
  RequestTooLargeError,
  TokensExhaustedError,
  WithoutLimitError,
} from './errors';

const REASONS: [
  error: abstract new (...args: never) => Error,
  RefusalReason,
][] = [
  [LlmCallsStoppedError, 'stopped'],
  [TokensExhaustedError, 'exhausted'],
  [RequestTooLargeError, 'tooLarge'],
  [WithoutLimitError, 'withoutLimit'],
  [TokenBucketsUnavailableError, 'unavailable'],
];

/** Why a reservation was refused; undefined where it failed for another reason, as that the request was wrong. */
export function refusalReason(error: unknown): RefusalReason | undefined {
  return REASONS.find(([type]) => error instanceof type)?.[1];
}
