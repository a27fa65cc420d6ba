import {
  advance,
  type BucketState,
  fullBucket,
  levelAt,
  waitFor,
  withLimit,
} from './bucketMath';
import {
  checkCharges,
  checkReserveRequest,
  checkUsedTokens,
} from './checkRequest';
import type {
  BucketCharge,
  BucketLevel,
  ReserveRequest,
  ReserveResult,
  SettleResult,
  TokenBuckets,
} from './TokenBuckets';

/** How often, in reservations, what is no longer needed is looked for, at least. */
const SWEEP_EVERY = 1_000;

interface KeptBucket extends BucketState {
  /** Until when a reservation may be settled that was charged here. */
  neededUntil: number;
}

interface Reservation {
  tokens: number;
  expiresAt: number;
  bucketIds: string[];
}

/** What is kept of a tenant. A bucket that is not here is full. */
interface Tenant {
  buckets: Map<string, KeptBucket>;
  reservations: Map<string, Reservation>;
}

/** Options of {@link MemoryTokenBuckets}. */
export interface MemoryTokenBucketsOptions {
  /** Ms since the epoch by a clock that never goes back; by default that of the process, which no change of the wall clock moves. */
  now?: () => number;
}

/**
 * Token buckets of one process. They are gone when it ends, and no other process sees them: two processes with the same limits
 * give out twice as much. What is full and what has expired is forgotten, so that memory follows use.
 */
export class MemoryTokenBuckets implements TokenBuckets {
  readonly #now: () => number;
  readonly #tenants = new Map<string, Tenant>();
  #reservedSinceSweep = 0;
  #keptAfterSweep = 0;

  constructor({
    now = () => performance.timeOrigin + performance.now(),
  }: MemoryTokenBucketsOptions = {}) {
    // Whole ms, as in Redis: parts of a ms that are cut off here are counted the next time.
    this.#now = () => Math.floor(now());
  }

  async reserve(request: ReserveRequest): Promise<ReserveResult> {
    checkReserveRequest(request);
    const { charges, tokens } = request;
    const tooSmall = charges.find(charge => charge.limit.capacity < tokens);
    const now = this.#now();
    const tenant = this.#tenants.get(request.tenant);
    const known = tenant?.reservations.get(request.requestId);
    const buckets = charges.map(charge => bucketOf(tenant, charge, now));
    if (known && known.expiresAt > now) {
      return {
        outcome: 'reserved',
        isRepeated: true,
        remainingTokens: lowest(buckets, now),
        expiresAtMs: known.expiresAt,
      };
    }
    if (tooSmall) {
      return {
        outcome: 'too-large',
        scope: tooSmall.scope,
        name: tooSmall.name,
        capacity: tooSmall.limit.capacity,
      };
    }
    if (buckets.some(bucket => levelAt(bucket, now) < tokens)) {
      this.#rememberLimits(tenant, charges, buckets);
      return exhausted(request, buckets, now);
    }
    return this.#charge(request, buckets, now);
  }

  async settle(
    tenantName: string,
    requestId: string,
    usedTokens: number,
  ): Promise<SettleResult> {
    checkUsedTokens(usedTokens);
    const now = this.#now();
    const tenant = this.#tenants.get(tenantName);
    const reservation = tenant?.reservations.get(requestId);
    if (!tenant || !reservation || reservation.expiresAt <= now) {
      return { outcome: 'unknown' };
    }
    tenant.reservations.delete(requestId);
    const settled = reservation.bucketIds.map(id => {
      // Buckets are kept for as long as one of their reservations.
      const bucket = tenant.buckets.get(id)!;
      const { tokens, at } = advance(bucket, now);
      bucket.tokens = Math.min(
        bucket.capacity,
        tokens + reservation.tokens - usedTokens,
      );
      bucket.at = at;
      return bucket;
    });
    return {
      outcome: 'settled',
      reservedTokens: reservation.tokens,
      remainingTokens: lowest(settled, now),
    };
  }

  release(tenant: string, requestId: string): Promise<SettleResult> {
    return this.settle(tenant, requestId, 0);
  }

  async levels(
    tenantName: string,
    charges: readonly BucketCharge[],
  ): Promise<BucketLevel[]> {
    checkCharges(charges);
    const now = this.#now();
    const tenant = this.#tenants.get(tenantName);
    return charges.map(charge => ({
      ...charge,
      tokens: Math.floor(levelAt(bucketOf(tenant, charge, now), now)),
    }));
  }

  async close(): Promise<void> {
    this.#tenants.clear();
  }

  /** How many buckets and reservations are in memory now. */
  get size(): number {
    let size = 0;
    for (const { buckets, reservations } of this.#tenants.values()) {
      size += buckets.size + reservations.size;
    }
    return size;
  }

  #charge(
    {
      tenant: tenantName,
      requestId,
      tokens,
      charges,
      ...request
    }: ReserveRequest,
    buckets: BucketState[],
    now: number,
  ): ReserveResult {
    this.#sweepNowAndThen(now);
    let tenant = this.#tenants.get(tenantName);
    if (!tenant) {
      tenant = { buckets: new Map(), reservations: new Map() };
      this.#tenants.set(tenantName, tenant);
    }
    const expiresAt = now + request.expiresInMs;
    const bucketIds = charges.map(bucketId);
    const charged = buckets.map((bucket, index): KeptBucket => {
      const { tokens: level, ...rest } = advance(bucket, now);
      const before = tenant.buckets.get(bucketIds[index])?.neededUntil ?? 0;
      return {
        ...rest,
        tokens: level - tokens,
        neededUntil: Math.max(before, expiresAt),
      };
    });
    charged.forEach((bucket, index) =>
      tenant.buckets.set(bucketIds[index], bucket),
    );
    tenant.reservations.set(requestId, { tokens, expiresAt, bucketIds });
    return {
      outcome: 'reserved',
      isRepeated: false,
      remainingTokens: lowest(charged, now),
      expiresAtMs: expiresAt,
    };
  }

  /** Without it a bucket whose refill was raised from nothing would go on waiting at the old rate. */
  #rememberLimits(
    tenant: Tenant | undefined,
    charges: readonly BucketCharge[],
    buckets: BucketState[],
  ): void {
    charges.forEach((charge, index) => {
      const kept = tenant?.buckets.get(bucketId(charge));
      if (kept) {
        const { capacity, refillPerMinute, tokens, at } = buckets[index];
        Object.assign(kept, { capacity, refillPerMinute, tokens, at });
      }
    });
  }

  /** Looks through all after as many reservations as there was left the last time, so that the cost for each stays the same. */
  #sweepNowAndThen(now: number): void {
    this.#reservedSinceSweep += 1;
    if (
      this.#reservedSinceSweep < Math.max(SWEEP_EVERY, this.#keptAfterSweep)
    ) {
      return;
    }
    for (const [name, { buckets, reservations }] of this.#tenants) {
      for (const [id, reservation] of reservations) {
        if (reservation.expiresAt <= now) {
          reservations.delete(id);
        }
      }
      for (const [id, bucket] of buckets) {
        const isFull = levelAt(bucket, now) >= bucket.capacity;
        if (isFull && bucket.neededUntil <= now) {
          buckets.delete(id);
        }
      }
      if (buckets.size + reservations.size === 0) {
        this.#tenants.delete(name);
      }
    }
    this.#reservedSinceSweep = 0;
    this.#keptAfterSweep = this.size;
  }
}

/** A scope has no colon, so that no two buckets have one id. */
function bucketId({ scope, name }: BucketCharge): string {
  return `${scope}:${name}`;
}

function bucketOf(
  tenant: Tenant | undefined,
  charge: BucketCharge,
  now: number,
): BucketState {
  const kept = tenant?.buckets.get(bucketId(charge));
  return kept
    ? withLimit(kept, charge.limit, now)
    : fullBucket(charge.limit, now);
}

function lowest(buckets: BucketState[], now: number): number {
  const levels = buckets.map(bucket => levelAt(bucket, now));
  return Math.max(0, Math.floor(Math.min(...levels)));
}

/** Names the bucket that takes longest. */
function exhausted(
  { tokens, charges }: ReserveRequest,
  buckets: BucketState[],
  now: number,
): ReserveResult {
  let slowest = -1;
  let retryAfterMs = 0;
  buckets.forEach((bucket, index) => {
    if (levelAt(bucket, now) < tokens) {
      const wait = waitFor(bucket, tokens, now);
      if (wait > retryAfterMs) {
        slowest = index;
        retryAfterMs = wait;
      }
    }
  });
  return {
    outcome: 'exhausted',
    retryAfterMs,
    scope: charges[slowest].scope,
    name: charges[slowest].name,
    remainingTokens: lowest([buckets[slowest]], now),
  };
}
