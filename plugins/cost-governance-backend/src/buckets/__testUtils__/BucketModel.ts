import type { BucketCharge, ReserveResult } from '../TokenBuckets';

/** What a test compares of an outcome; times are compared where they are exact. */
export interface ModelOutcome {
  outcome: ReserveResult['outcome'] | 'settled' | 'unknown';
  remainingTokens?: number;
  isRepeated?: boolean;
}

interface ModelReservation {
  tokens: number;
  expiresAt: number;
}

/**
 * What token buckets of one tenant are, as plainly as it can be said: every bucket has the same charges, limits do not change,
 * and all that happens is a change of a few numbers.
 */
export class BucketModel {
  now = 0;
  readonly levels: number[];
  readonly #charges: readonly BucketCharge[];
  readonly #reservations = new Map<string, ModelReservation>();

  constructor(charges: readonly BucketCharge[]) {
    this.#charges = charges;
    this.levels = charges.map(charge => charge.limit.capacity);
  }

  advance(ms: number): void {
    this.now += ms;
    this.#charges.forEach(({ limit }, index) => {
      this.levels[index] = Math.min(
        limit.capacity,
        this.levels[index] + (ms / 60_000) * limit.refillPerMinute,
      );
    });
  }

  reserve(id: string, tokens: number, expiresInMs: number): ModelOutcome {
    if (this.#find(id)) {
      return this.#reserved(true);
    }
    if (this.#charges.some(({ limit }) => limit.capacity < tokens)) {
      return { outcome: 'too-large' };
    }
    if (Math.min(...this.levels) < tokens) {
      return { outcome: 'exhausted' };
    }
    this.#reservations.set(id, { tokens, expiresAt: this.now + expiresInMs });
    this.#add(-tokens);
    return this.#reserved(false);
  }

  settle(id: string, usedTokens: number): ModelOutcome {
    const reservation = this.#find(id);
    if (!reservation) {
      return { outcome: 'unknown' };
    }
    this.#reservations.delete(id);
    this.#add(reservation.tokens - usedTokens);
    return { outcome: 'settled', remainingTokens: this.#remaining() };
  }

  #find(id: string): ModelReservation | undefined {
    const found = this.#reservations.get(id);
    return found && found.expiresAt > this.now ? found : undefined;
  }

  #add(tokens: number): void {
    this.#charges.forEach(({ limit }, index) => {
      this.levels[index] = Math.min(
        limit.capacity,
        this.levels[index] + tokens,
      );
    });
  }

  #reserved(isRepeated: boolean): ModelOutcome {
    return {
      outcome: 'reserved',
      isRepeated,
      remainingTokens: this.#remaining(),
    };
  }

  #remaining(): number {
    return Math.max(0, Math.floor(Math.min(...this.levels)));
  }
}
