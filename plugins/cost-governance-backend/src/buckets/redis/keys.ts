import { createHash } from 'node:crypto';
import type { BucketCharge } from '../TokenBuckets';

const PREFIX = 'proofline:llm';

/** Where Redis keeps the buckets of a tenant: a hash with a field for each bucket. */
export function bucketsKey(tenant: string): string {
  return `${tenantPrefix(tenant)}:buckets`;
}

/** Where Redis keeps a reservation of a tenant: a string that expires with it. */
export function reservationKey(tenant: string, requestId: string): string {
  return `${tenantPrefix(tenant)}:reservation:${digest(requestId)}`;
}

/** The field of a bucket. Holds no space, which is what a reservation separates fields by. */
export function bucketField({ scope, name }: BucketCharge): string {
  return name === '' ? scope : `${scope}:${digest(name)}`;
}

/** The braces are a hash tag: all keys of a tenant are on one node of a cluster, so that one script may change them at once. */
function tenantPrefix(tenant: string): string {
  return `${PREFIX}:{${digest(tenant)}}`;
}

/**
 * Names are text of others, of any length and with any character; a digest is neither, cannot end the hash tag, and is
 * different for different names.
 */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
