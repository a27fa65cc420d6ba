import {
  checkCharges,
  checkReserveRequest,
  checkUsedTokens,
} from '../checkRequest';
import type {
  BucketCharge,
  BucketLevel,
  ReserveRequest,
  ReserveResult,
  SettleResult,
  TokenBuckets,
} from '../TokenBuckets';
import { TokenBucketsUnavailableError } from '../TokenBucketsUnavailableError';
import type { RedisClient } from './connectRedis';
import { bucketsKey, reservationKey } from './keys';
import { ReserveBatches, toArguments } from './ReserveBatches';
import { LEVELS, RESERVE, SETTLE } from './scripts';

/** What `defineCommand` adds to a client. It sends EVALSHA, and the script itself where Redis does not know it. */
interface ScriptCommands {
  reserveTokens(
    ...keysAndArguments: Array<string | number>
  ): Promise<number[][]>;
  settleTokens(...keysAndArguments: string[]): Promise<number[]>;
  tokenLevels(...keysAndArguments: string[]): Promise<number[]>;
}

/**
 * Token buckets that any number of processes share through Redis. Each method is one round trip; what is
 * reserved for a tenant in the same moment goes together.
 *
 * Redis has to keep what it was told (`appendonly yes`), and must not throw it away when memory gets short
 * (`maxmemory-policy noeviction`): a bucket that was lost is full again. With `appendfsync everysec` that can happen to the last
 * second before a power cut, and with `always` not; with replicas, to what the one that takes over had not heard of yet.
 */
export class RedisTokenBuckets implements TokenBuckets {
  readonly #client: RedisClient;
  readonly #scripts: ScriptCommands;
  readonly #batches: ReserveBatches;

  /** @param client - from `connectRedis`; ended by {@link RedisTokenBuckets.close} */
  constructor(client: RedisClient) {
    client.defineCommand('reserveTokens', { lua: RESERVE });
    client.defineCommand('settleTokens', { lua: SETTLE, numberOfKeys: 2 });
    client.defineCommand('tokenLevels', { lua: LEVELS, numberOfKeys: 1 });
    this.#client = client;
    const scripts = client as RedisClient & ScriptCommands;
    this.#scripts = scripts;
    this.#batches = new ReserveBatches((keys, args) =>
      scripts.reserveTokens(keys.length, ...keys, ...args),
    );
  }

  async reserve(request: ReserveRequest): Promise<ReserveResult> {
    checkReserveRequest(request);
    const { charges } = request;
    const [code, ...rest] = await ask(this.#batches.add(request));
    if (code === 0) {
      const [isRepeated, remainingTokens, expiresAtMs] = rest;
      return {
        outcome: 'reserved',
        isRepeated: isRepeated === 1,
        remainingTokens,
        expiresAtMs,
      };
    }
    const [number, remainingTokens, retryAfterMs] = rest;
    const { scope, name, limit } = charges[number - 1];
    return code === 1
      ? { outcome: 'exhausted', retryAfterMs, scope, name, remainingTokens }
      : { outcome: 'too-large', scope, name, capacity: limit.capacity };
  }

  async settle(
    tenant: string,
    requestId: string,
    usedTokens: number,
  ): Promise<SettleResult> {
    checkUsedTokens(usedTokens);
    const [isKnown, reservedTokens, remainingTokens] = await ask(
      this.#scripts.settleTokens(
        bucketsKey(tenant),
        reservationKey(tenant, requestId),
        String(usedTokens),
      ),
    );
    return isKnown
      ? { outcome: 'settled', reservedTokens, remainingTokens }
      : { outcome: 'unknown' };
  }

  release(tenant: string, requestId: string): Promise<SettleResult> {
    return this.settle(tenant, requestId, 0);
  }

  async levels(
    tenant: string,
    charges: readonly BucketCharge[],
  ): Promise<BucketLevel[]> {
    checkCharges(charges);
    const levels = await ask(
      this.#scripts.tokenLevels(bucketsKey(tenant), ...toArguments(charges)),
    );
    return charges.map((charge, index) => ({
      ...charge,
      tokens: levels[index],
    }));
  }

  async close(): Promise<void> {
    try {
      // Waits for the answers that are still due.
      await this.#client.quit();
    } catch {
      this.#client.disconnect();
    }
  }
}

/** Whatever stands between us and an answer of Redis, nobody knows whether there are tokens. */
async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new TokenBucketsUnavailableError(error);
  }
}
