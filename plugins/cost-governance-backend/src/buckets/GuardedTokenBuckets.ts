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
  #isAway = false;

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
    return this.#ask('settle', () =>
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
    return this.#ask('levels', () => this.#buckets.levels(tenant, charges));
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
    ask: () => Promise<T>,
    fallBack: () => Promise<T | undefined> = async () => undefined,
  ): Promise<T> {
    try {
      const answer = await ask();
      this.#setAway(false);
      return answer;
    } catch (error) {
      if (!(error instanceof TokenBucketsUnavailableError)) {
        throw error;
      }
      this.#setAway(true, error);
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

  /** Says it once, not with each of thousands of calls. */
  #setAway(isAway: boolean, error?: TokenBucketsUnavailableError): void {
    if (isAway === this.#isAway) {
      return;
    }
    this.#isAway = isAway;
    if (isAway) {
      this.#logger.error(
        this.#allowance
          ? 'The shared token buckets are away: each process allows each tenant its local allowance'
          : 'The shared token buckets are away: LLM tokens are refused',
        error?.reason,
      );
    } else {
      this.#logger.info('The shared token buckets are back');
    }
  }
}
