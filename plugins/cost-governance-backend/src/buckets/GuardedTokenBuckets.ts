import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Counter, metrics } from '@opentelemetry/api';
import { MemoryTokenBuckets } from './MemoryTokenBuckets';
import type {
  BucketCharge,
  BucketLevel,
  BucketLimit,
  ReserveRequest,
  ReserveResult,
  SettleResult,
  TokenBuckets,
} from './TokenBuckets';
import { TokenBucketsUnavailableError } from './TokenBucketsUnavailableError';

/** Options of {@link GuardedTokenBuckets}. */
export interface GuardedTokenBucketsOptions {
  /** The shared buckets, which may be away. */
  buckets: TokenBuckets;
  /**
   * What each tenant may use in this process while the shared buckets are away; nothing without it. Nothing is taken from the shared
   * buckets later for what was allowed.
   */
  localAllowance?: BucketLimit;
  logger: LoggerService;
}

/** After how many ms it no longer counts that a tenant, which has not asked since, was told that the buckets are away. */
const FORGET_AWAY_MS = 60_000;

/**
 * Decides what is done while the shared buckets are away, and counts it: `cost_governance.token_buckets.degraded` by operation and
 * decision, and `cost_governance.token_buckets.degraded_tokens`, the tokens that nobody checked. Each call asks the shared buckets
 * first, so that they are used again from the moment on that they are back.
 */
export class GuardedTokenBuckets implements TokenBuckets {
  readonly #buckets: TokenBuckets;
  readonly #local = new MemoryTokenBuckets();
  readonly #allowance: BucketLimit | undefined;
  readonly #logger: LoggerService;
  readonly #decisions: Counter;
  readonly #tokens: Counter;
  /**
   * Tenants that were told that the buckets are away, and when, the longest ago first. Of a cluster one node may be away, and the
   * buckets of all others are there.
   */
  readonly #away = new Map<string, number>();

  constructor(options: GuardedTokenBucketsOptions) {
    const meter = metrics.getMeter('cost-governance');
    this.#decisions = meter.createCounter(
      'cost_governance.token_buckets.degraded',
      {
        description:
          'What was asked of the token buckets while they were away, by operation and decision',
      },
    );
    this.#tokens = meter.createCounter(
      'cost_governance.token_buckets.degraded_tokens',
      {
        description:
          'LLM tokens that were allowed while the token buckets were away',
        unit: '{token}',
      },
    );
    this.#buckets = options.buckets;
    this.#allowance = options.localAllowance;
    this.#logger = options.logger;
  }

  /**
   * @throws TokenBucketsUnavailableError when the shared buckets are away, unless the allowance of the tenant has room for the
   * request
   */
  reserve(request: ReserveRequest): Promise<ReserveResult> {
    return this.#ask(
      'reserve',
      request.tenant,
      () => this.#buckets.reserve(request),
      () => this.#reserveLocally(request),
    );
  }

  async settle(
    tenant: string,
    requestId: string,
    usedTokens: number,
  ): Promise<SettleResult> {
    const local = await this.#local.settle(tenant, requestId, usedTokens);
    if (local.outcome === 'settled') {
      return local;
    }
    return this.#ask('settle', tenant, () =>
      this.#buckets.settle(tenant, requestId, usedTokens),
    );
  }

  release(tenant: string, requestId: string): Promise<SettleResult> {
    return this.settle(tenant, requestId, 0);
  }

  levels(
    tenant: string,
    charges: readonly BucketCharge[],
  ): Promise<BucketLevel[]> {
    return this.#ask('levels', tenant, () =>
      this.#buckets.levels(tenant, charges),
    );
  }

  async close(): Promise<void> {
    await this.#buckets.close();
    await this.#local.close();
  }

  async #reserveLocally(
    request: ReserveRequest,
  ): Promise<ReserveResult | undefined> {
    if (!this.#allowance) {
      return undefined;
    }
    const result = await this.#local.reserve({
      ...request,
      charges: [{ scope: 'tenant', name: '', limit: this.#allowance }],
    });
    // That there are too few in the allowance says nothing of the limits of the tenant.
    if (result.outcome !== 'reserved') {
      return undefined;
    }
    if (!result.isRepeated) {
      this.#tokens.add(request.tokens);
    }
    return result;
  }

  async #ask<T>(
    operation: 'reserve' | 'settle' | 'levels',
    tenant: string,
    ask: () => Promise<T>,
    fallBack: () => Promise<T | undefined> = async () => undefined,
  ): Promise<T> {
    try {
      const answer = await ask();
      this.#setBack(tenant);
      return answer;
    } catch (error) {
      if (!(error instanceof TokenBucketsUnavailableError)) {
        throw error;
      }
      this.#setAway(tenant, error);
      const allowed = await fallBack();
      this.#decisions.add(1, {
        operation,
        decision: allowed ? 'allowed' : 'refused',
      });
      if (allowed) {
        return allowed;
      }
      throw error;
    }
  }

  #setAway(tenant: string, error: TokenBucketsUnavailableError): void {
    this.#forgetAway();
    const isKnown = this.#away.size > 0;
    this.#away.delete(tenant);
    this.#away.set(tenant, performance.now());
    // Once, not with each of thousands of calls.
    if (!isKnown) {
      this.#logger.error(
        this.#allowance
          ? 'The shared token buckets are away: each process allows each tenant its local allowance'
          : 'The shared token buckets are away: LLM tokens are refused',
        error.reason,
      );
    }
  }

  #setBack(tenant: string): void {
    if (this.#away.size > 0) {
      this.#away.delete(tenant);
      this.#forgetAway();
      if (this.#away.size === 0) {
        this.#logger.info('The shared token buckets are back');
      }
    }
  }

  #forgetAway(): void {
    for (const [tenant, at] of this.#away) {
      if (performance.now() - at < FORGET_AWAY_MS) {
        return;
      }
      this.#away.delete(tenant);
    }
  }
}
