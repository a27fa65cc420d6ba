import {
  AuthenticationError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import { TokensExhaustedError } from '../llm/errors';
import type { VendorId } from './endpoints';

/** What the gateway refuses with by itself, and not the vendor. The message is for the caller. */
export class Refusal extends Error {
  readonly status: number;
  /** Whether SDKs shall not send the request again by themselves, though they would for the status. */
  readonly isFinal: boolean;

  constructor(status: number, message: string, isFinal = false) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.isFinal = isFinal;
  }
}

/** An answer in the form of a vendor. */
export interface RefusalAnswer {
  status: number;
  headers: Record<string, string>;
  body: object;
}

/** The type of each error in the API of Anthropic, https://docs.anthropic.com/en/api/errors. */
const ANTHROPIC_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

/** Type and code of errors in the API of OpenAI, https://platform.openai.com/docs/guides/error-codes. */
const OPENAI_TYPES: Record<number, [type: string, code: string | null]> = {
  400: ['invalid_request_error', null],
  401: ['invalid_request_error', 'invalid_api_key'],
  403: ['permission_error', 'forbidden'],
  404: ['invalid_request_error', 'unknown_url'],
  413: ['invalid_request_error', 'request_too_large'],
  429: ['tokens', 'rate_limit_exceeded'],
};

/** The body with which a vendor would say something, so that its SDK throws the error that fits. */
export function errorBody(
  vendor: VendorId,
  status: number,
  message: string,
): object {
  if (vendor === 'anthropic') {
    const type = ANTHROPIC_TYPES[status] ?? 'api_error';
    return { type: 'error', error: { type, message } };
  }
  const [type, code] = OPENAI_TYPES[status] ?? ['server_error', null];
  return { error: { message, type, param: null, code } };
}

/** What is said in a stream that is ended, as the vendor says it. */
export function errorEvent(
  vendor: VendorId,
  status: number,
  message: string,
): string {
  const data = JSON.stringify(errorBody(vendor, status, message));
  return vendor === 'anthropic'
    ? `event: error\ndata: ${data}\n\n`
    : `data: ${data}\n\n`;
}

/**
 * The answer to an error, in the form of a vendor.
 *
 * @returns undefined for an error that says nothing to the caller, which is one of ours
 */
export function toRefusalAnswer(
  vendor: VendorId,
  error: unknown,
): RefusalAnswer | undefined {
  const status = statusOf(error);
  if (status === undefined) {
    return undefined;
  }
  return {
    status,
    headers: headersOf(vendor, error),
    body: errorBody(vendor, status, (error as Error).message),
  };
}

/** The HTTP status of an error that is for the caller. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof Refusal) {
    return error.status;
  }
  if (error instanceof TokensExhaustedError) {
    return error.statusCode;
  }
  if (error instanceof TokenBucketsUnavailableError) {
    return 503;
  }
  if (error instanceof AuthenticationError) {
    return 401;
  }
  if (error instanceof NotAllowedError) {
    return 403;
  }
  if (error instanceof NotFoundError) {
    return 404;
  }
  return error instanceof InputError ? 400 : undefined;
}

function headersOf(vendor: VendorId, error: unknown): Record<string, string> {
  if (error instanceof TokensExhaustedError) {
    const seconds = error.retryAfterSeconds;
    return {
      'retry-after': String(seconds),
      ...(vendor === 'openai'
        ? {
            'x-ratelimit-limit-tokens': String(error.capacity),
            'x-ratelimit-remaining-tokens': String(error.remainingTokens),
            'x-ratelimit-reset-tokens': `${seconds}s`,
          }
        : {
            'anthropic-ratelimit-tokens-limit': String(error.capacity),
            'anthropic-ratelimit-tokens-remaining': String(
              error.remainingTokens,
            ),
            'anthropic-ratelimit-tokens-reset': new Date(
              Date.now() + seconds * 1000,
            ).toISOString(),
          }),
    };
  }
  if (error instanceof TokenBucketsUnavailableError) {
    return { 'retry-after': String(error.retryAfterSeconds) };
  }
  // Both SDKs know this header.
  return error instanceof Refusal && error.isFinal
    ? { 'x-should-retry': 'false' }
    : {};
}
