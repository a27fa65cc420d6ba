import type { TokenBuckets } from '../TokenBuckets';

/** Buckets that are tested, with time in the hands of the test. */
export interface TestedBuckets {
  buckets: TokenBuckets;
  /** Lets time go by for the buckets. In Redis the real time goes by as well. */
  advance(ms: number): Promise<void>;
}
