import type { BucketCharge } from '../TokenBuckets';

/** So slow that the seconds which a test takes add nothing that could be seen. */
export const TOKENS_PER_DAY = 1 / (24 * 60);

/** A charge to the bucket of a tenant. */
export function tenantCharge(
  capacity: number,
  refillPerMinute = TOKENS_PER_DAY,
): BucketCharge {
  return { scope: 'tenant', name: '', limit: { capacity, refillPerMinute } };
}

/** A charge to a bucket for a model. */
export function modelCharge(
  name: string,
  capacity: number,
  refillPerMinute = TOKENS_PER_DAY,
): BucketCharge {
  return { scope: 'model', name, limit: { capacity, refillPerMinute } };
}
