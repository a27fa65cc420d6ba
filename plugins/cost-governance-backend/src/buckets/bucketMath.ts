import type { BucketLimit } from './TokenBuckets';

/*
 * The arithmetic of a bucket in memory. The scripts for Redis (`redis/scripts.ts`) do the same in Lua; the conformance test
 * holds both to one model.
 */

/** What is remembered of a bucket. */
export interface BucketState extends BucketLimit {
  /** Tokens that were in it at {@link BucketState.at}, with fractions; below 0 is debt. */
  tokens: number;
  /** When that was, in ms. */
  at: number;
}

/** Stands for "never" where a number of ms is told: 30,000 years. */
export const NEVER_MS = 1e15;

const MS_PER_MINUTE = 60_000;

/** A bucket that nobody has used yet. */
export function fullBucket(limit: BucketLimit, now: number): BucketState {
  return {
    capacity: limit.capacity,
    refillPerMinute: limit.refillPerMinute,
    tokens: limit.capacity,
    at: now,
  };
}

/** Tokens in a bucket, with fractions. A clock that stands before `at` adds none. */
export function levelAt(bucket: BucketState, now: number): number {
  const elapsed = Math.max(0, now - bucket.at);
  return Math.min(
    bucket.capacity,
    bucket.tokens + (elapsed * bucket.refillPerMinute) / MS_PER_MINUTE,
  );
}

/** The same bucket, looked at now. Never earlier than it was looked at before: time that was counted is not counted again. */
export function advance(bucket: BucketState, now: number): BucketState {
  return {
    ...bucket,
    tokens: levelAt(bucket, now),
    at: Math.max(bucket.at, now),
  };
}

/**
 * The bucket under a limit that may differ from the one it had. Until now it fills at the slower of both rates, because nobody
 * knows when the limit was changed; what is above a lower capacity is lost.
 */
export function withLimit(
  bucket: BucketState,
  limit: BucketLimit,
  now: number,
): BucketState {
  if (
    bucket.capacity === limit.capacity &&
    bucket.refillPerMinute === limit.refillPerMinute
  ) {
    return bucket;
  }
  const slower = Math.min(bucket.refillPerMinute, limit.refillPerMinute);
  const { tokens, at } = advance({ ...bucket, refillPerMinute: slower }, now);
  return {
    capacity: limit.capacity,
    refillPerMinute: limit.refillPerMinute,
    tokens: Math.min(tokens, limit.capacity),
    at,
  };
}

/** After how many ms, from now on, a bucket will hold that many tokens; at least 1. */
export function waitFor(
  bucket: BucketState,
  tokens: number,
  now: number,
): number {
  const { refillPerMinute, at } = bucket;
  if (refillPerMinute === 0) {
    return NEVER_MS;
  }
  let ms = Math.ceil(
    ((tokens - bucket.tokens) * MS_PER_MINUTE) / refillPerMinute,
  );
  // Rounding may leave a hair too little then, and a caller who waited would be refused again.
  if (bucket.tokens + (ms * refillPerMinute) / MS_PER_MINUTE < tokens) {
    ms += 1;
  }
  return Math.min(NEVER_MS, Math.max(1, Math.ceil(at + ms - now)));
}
