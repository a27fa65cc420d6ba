import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** What LLM calls cost, against which limits. */
  costGovernance?: {
    /** Entity refs of those who are told by notifications of the portal what they have to do, such as to give a model its price. */
    admins?: string[];
    llm?: {
      /** Where the buckets are kept. Without it each process has its own, in memory. */
      redis?: {
        /**
         * Address of the server, `redis://user:password@host:6379/0`, or `rediss://…` for TLS.
         *
         * @visibility secret
         */
        url?: string;
        /** Addresses of some nodes of a cluster, instead of `url`. */
        cluster?: {
          /** @visibility secret */
          nodes: string[];
        };
        /** How long Redis may take to answer before it counts as away. 500 ms by default. */
        commandTimeout?: HumanDuration | string;
      };
      /**
       * What happens to reservations while Redis is away: `closed` refuses them, `open` lets each process give out a small allowance.
       * `closed` by default.
       */
      onRedisFailure?: 'closed' | 'open';
      /** What each tenant may use in each process while Redis is away. Needed where `onRedisFailure` is `open`. */
      localAllowance?: LlmLimit;
      /** How long a reservation holds its tokens before it counts as used. 10 minutes by default. */
      reservationTimeout?: HumanDuration | string;
      limits?: {
        /** The limit of a tenant that has none of its own. Without it such a tenant gets nothing. */
        default?: LlmTenantLimits;
        /** Limits by entity ref of the tenant. */
        tenants?: { [tenantRef: string]: LlmTenantLimits };
      };
      /** What models cost. Of entries for the same model the latest that has begun counts. */
      prices?: Array<{
        /** Name of the model, as the vendor reports it. */
        model: string;
        /** First UTC day on which the price holds, YYYY-MM-DD. */
        from: string;
        /** USD per million input tokens that were not cached. */
        input: number;
        /** USD per million input tokens that were read from the vendor's cache. As `input` by default. */
        cachedInput?: number;
        /**
         * USD per million input tokens that were written to the vendor's cache for minutes. Calls that wrote some have no price without
         * it.
         */
        cacheWrite?: number;
        /** The same for an hour or longer. */
        longCacheWrite?: number;
        /** USD per million output tokens. */
        output: number;
      }>;
      /** Passes calls on to the APIs of vendors, within the limits. A vendor without configuration is not there. */
      gateway?: {
        openai?: LlmUpstream;
        anthropic?: LlmUpstream;
        /** The most bytes that a request may have. 32 MiB by default. */
        maxRequestBytes?: number;
      };
      /** How long single uses are kept; the sums of days are kept for good. 13 months by default. */
      retention?: HumanDuration | string;
    };
  };
}

/** A vendor whose API calls are passed on to. */
interface LlmUpstream {
  /** Where the API is, without `/v1`. That of the vendor by default. */
  baseUrl?: string;
  /**
   * The key that the vendor gave. No caller sees it.
   *
   * @visibility secret
   */
  apiKey: string;
  /** What is reserved for output where a request sets no maximum. 4096 by default. */
  defaultMaxOutputTokens?: number;
}

/** A bucket of tokens. */
interface LlmLimit {
  /** The most tokens that can be used at once. */
  capacity: number;
  /** Tokens that flow in a minute. */
  refillPerMinute: number;
}

/** The limits of a tenant. */
interface LlmTenantLimits extends LlmLimit {
  /** Limits of the tenant on single models, beside its own. Its calls then have to say which model they are for. */
  models?: { [model: string]: LlmLimit };
  /** Limits of the tenant on calls for single entities, beside its own. */
  entities?: { [entityRef: string]: LlmLimit };
}
