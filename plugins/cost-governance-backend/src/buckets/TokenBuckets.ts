/**
 * A bucket and how it fills. Tokens here are LLM tokens, input and output together.
 */
export interface BucketLimit {
  /** The most tokens that the bucket holds: what can be used at once after a rest. */
  capacity: number;
  /** Tokens that flow in a minute, evenly; may be fractional. */
  refillPerMinute: number;
}

/** A bucket that a call is charged to, beside that of its tenant. */
export interface BucketCharge {
  /** What the bucket is for. The bucket of a tenant itself has the scope `tenant` and an empty name. */
  scope: 'tenant' | 'model' | 'entity';
  name: string;
  limit: BucketLimit;
}

/** A request for tokens. */
export interface ReserveRequest {
  /** Who is charged, an entity ref. Any text is safe here. */
  tenant: string;
  /** Names the request within the tenant: a second one with the same id is the same reservation. */
  requestId: string;
  /** A whole number above 0. */
  tokens: number;
  /** All of these are charged, or none. The first is the tenant's own. */
  charges: readonly BucketCharge[];
  /** After how many ms the reservation expires unless it is settled; what it holds then stays charged. */
  expiresInMs: number;
}

/** What came of a request for tokens. */
export type ReserveResult =
  | {
      outcome: 'reserved';
      /** Whether this id was reserved before, and nothing was charged now. */
      isRepeated: boolean;
      /** Tokens left in the emptiest of the charged buckets, rounded down; not below 0. */
      remainingTokens: number;
      /** By the clock of the store, ms since the epoch. */
      expiresAtMs: number;
    }
  | {
      /** There are not enough now. */
      outcome: 'exhausted';
      /** When there will be enough, if nobody else takes them; ms, above 0. */
      retryAfterMs: number;
      /** The bucket that has too few. */
      scope: BucketCharge['scope'];
      name: string;
      remainingTokens: number;
    }
  | {
      /** There never will be enough: the request is larger than a bucket. */
      outcome: 'too-large';
      scope: BucketCharge['scope'];
      name: string;
      capacity: number;
    };

/** What came of settling or releasing. `unknown`: no such reservation, or it expired or was settled before; nothing was changed. */
export type SettleResult =
  | { outcome: 'settled'; reservedTokens: number; remainingTokens: number }
  | { outcome: 'unknown' };

/** How full a bucket is. */
export interface BucketLevel extends BucketCharge {
  /** Tokens in it, rounded down; negative where more was used than reserved. */
  tokens: number;
}

/**
 * Token buckets of tenants. However many processes ask at once, no bucket gives out more than it holds, not even by one token.
 *
 * @throws TokenBucketsUnavailableError from each method when the store cannot be asked
 */
export interface TokenBuckets {
  reserve(request: ReserveRequest): Promise<ReserveResult>;
  /**
   * Puts back what was reserved and not used, or charges what was used and not reserved, which may leave debt. A second settle of the
   * same reservation changes nothing.
   *
   * @param usedTokens - a whole number, 0 or more
   */
  settle(
    tenant: string,
    requestId: string,
    usedTokens: number,
  ): Promise<SettleResult>;
  /** Puts all back. The same as settling with 0 tokens. */
  release(tenant: string, requestId: string): Promise<SettleResult>;
  /** How full buckets of a tenant are; asking charges nothing. */
  levels(
    tenant: string,
    charges: readonly BucketCharge[],
  ): Promise<BucketLevel[]>;
  /** Ends connections. */
  close(): Promise<void>;
}
