import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';

/**
 * How a bucket stands.
 *
 * - `unknown`: the store of the buckets cannot be asked
 * - `debt`: more was used than reserved; the next call waits until the bucket is above 0 again
 * - `low`: less than a fifth is left
 * - `fine`: anything else
 *
 * @internal
 */
export type LevelState = 'unknown' | 'debt' | 'low' | 'fine';

/** Below this share of its capacity a bucket is low. */
const LOW_SHARE = 0.2;

const MS_PER_MINUTE = 60_000;

/**
 * What there is to say of the level of a bucket.
 *
 * @internal
 */
export interface Level {
  state: LevelState;
  /** How full it is, 0 to 1; 0 where it owes or is not known. */
  share: number;
  /** How many tokens it owes. */
  debt: number;
  /** In how many ms it is full if nobody takes any; `undefined` where that is not known, or never. */
  fullInMs?: number;
}

/**
 * Works out how full a bucket is, what it owes, and when it is full again.
 *
 * @internal
 */
export function levelOf(limit: LimitLevel): Level {
  const { capacity, refillPerMinute, tokens } = limit;
  if (tokens === undefined) {
    return { state: 'unknown', share: 0, debt: 0 };
  }
  const share = capacity > 0 ? Math.min(1, Math.max(0, tokens / capacity)) : 0;
  return {
    state: stateOf(tokens, share),
    share,
    debt: Math.max(0, -tokens),
    fullInMs: fullInMsOf(Math.max(0, capacity - tokens), refillPerMinute),
  };
}

function fullInMsOf(
  missing: number,
  refillPerMinute: number,
): number | undefined {
  if (missing === 0) {
    return 0;
  }
  return refillPerMinute > 0
    ? (missing / refillPerMinute) * MS_PER_MINUTE
    : undefined;
}

function stateOf(tokens: number, share: number): LevelState {
  if (tokens < 0) {
    return 'debt';
  }
  return share < LOW_SHARE ? 'low' : 'fine';
}
