import { InputError } from '@backstage/errors';
import type { BucketCharge, ReserveRequest } from './TokenBuckets';

/** Far more buckets than a call has scopes; keeps one request from being work without end. */
const MOST_CHARGES = 100;

/** Up to here a double has room for tenths of a token, so that a slow refill is not rounded away. */
const LARGEST_AMOUNT = 1e15;

/**
 * Refuses a request for tokens that makes no sense, before anything is charged.
 *
 * @throws InputError that says what is wrong
 */
export function checkReserveRequest(request: ReserveRequest): void {
  const { tokens, expiresInMs, charges } = request;
  if (!Number.isSafeInteger(tokens) || tokens < 1) {
    throw new InputError(`Ask for a whole number of tokens above 0`);
  }
  if (!Number.isSafeInteger(expiresInMs) || expiresInMs < 1) {
    throw new InputError(
      'A reservation expires after a whole number of ms above 0',
    );
  }
  if (charges.length === 0) {
    throw new InputError('A request is charged to at least one bucket');
  }
  checkCharges(charges);
}

/**
 * Refuses limits that are no limits, and a bucket that is named twice.
 *
 * @throws InputError that says what is wrong
 */
export function checkCharges(charges: readonly BucketCharge[]): void {
  if (charges.length > MOST_CHARGES) {
    throw new InputError(`At most ${MOST_CHARGES} buckets at once`);
  }
  const names = new Set<string>();
  for (const { scope, name, limit } of charges) {
    if (!isAmount(limit.capacity) || !isAmount(limit.refillPerMinute)) {
      throw new InputError(
        'The capacity and the refill of a bucket are numbers from 0 to 10^15',
      );
    }
    names.add(`${scope}:${name}`);
  }
  if (names.size < charges.length) {
    throw new InputError('A bucket is charged once for a request');
  }
}

/**
 * Refuses a use that no call can have had.
 *
 * @throws InputError that says what is wrong
 */
export function checkUsedTokens(usedTokens: number): void {
  if (!Number.isSafeInteger(usedTokens) || usedTokens < 0) {
    throw new InputError('What was used is a whole number of tokens');
  }
}

function isAmount(value: number): boolean {
  return value >= 0 && value <= LARGEST_AMOUNT;
}
