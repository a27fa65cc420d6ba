import { createHash } from 'node:crypto';
import type { BucketCharge } from '../TokenBuckets';

const PREFIX = 'proofline:llm';

/** Names that are their own safe part of a key; what a name of Backstage or a UUID looks like. */
const PLAIN = /^[A-Za-z0-9_.:/@-]{1,200}$/;

/** Where Redis keeps the buckets of a tenant: a hash with a field for each bucket. */
export function bucketsKey(tenant: string): string {
  return `${PREFIX}:{${part(tenant)}}:buckets`;
}

/** Where Redis keeps a reservation of a tenant: a string that expires with it. */
export function reservationKey(tenant: string, requestId: string): string {
  // The braces are a hash tag: all keys of a tenant are on one node of a cluster, so that one script may change them at once.
  return `${PREFIX}:{${part(tenant)}}:reservation:${part(requestId)}`;
}

/** The field of a bucket. Holds no space, which is what a reservation separates fields by. */
export function bucketField({ scope, name }: BucketCharge): string {
  return name === '' ? scope : `${scope}:${part(name)}`;
}

/**
 * Names are text of others, of any length and with any character. One that could end the hash tag or is long is told by its digest,
 * after a mark that no plain name begins with, so that different names stay different.
 */
function part(name: string): string {
  return PLAIN.test(name)
    ? name
    : `#${createHash('sha256').update(name).digest('base64url')}`;
}
