import type { LoggerService } from '@backstage/backend-plugin-api';
import { GuardedTokenBuckets } from './GuardedTokenBuckets';
import { MemoryTokenBuckets } from './MemoryTokenBuckets';
import {
  connectRedis,
  type ConnectRedisOptions,
  type RedisClient,
} from './redis/connectRedis';
import { RedisTokenBuckets } from './redis/RedisTokenBuckets';
import { redisWarnings } from './redis/redisWarnings';
import type { BucketLimit, TokenBuckets } from './TokenBuckets';

/** Where token buckets are kept, and what happens when they are away: keys of `costGovernance.llm`. */
export interface TokenBucketsConfig {
  /** In memory without it. */
  redis?: Pick<ConnectRedisOptions, 'address' | 'commandTimeoutMs'>;
  onRedisFailure: 'closed' | 'open';
  /** What each tenant may use in each process while Redis is away; only looked at where `onRedisFailure` is `open`. */
  localAllowance?: BucketLimit;
}

/**
 * Makes the token buckets that the configuration asks for. A Redis that is away does not keep the portal from starting: until it is
 * there, reservations are dealt with as the configuration says.
 *
 * @returns when Redis is connected, or was not there at the first attempt
 */
export async function createTokenBuckets(
  config: TokenBucketsConfig,
  logger: LoggerService,
): Promise<TokenBuckets> {
  if (!config.redis) {
    logger.warn(
      'LLM token buckets are in memory: each process gives out the whole limits, and forgets them when it ends. Set costGovernance.llm.redis to share them.',
    );
    return new MemoryTokenBuckets();
  }
  const client = await connectRedis({
    ...config.redis,
    onLost: error => logger.warn('No connection to Redis', error),
    onReady: connected => warn(connected, logger),
  });
  return new GuardedTokenBuckets({
    buckets: new RedisTokenBuckets(client),
    localAllowance:
      config.onRedisFailure === 'open' ? config.localAllowance : undefined,
    logger,
  });
}

/** With each connection: it may be another Redis, or one that was started with other settings. */
function warn(client: RedisClient, logger: LoggerService): void {
  redisWarnings(client).then(
    warnings => warnings.forEach(warning => logger.warn(warning)),
    // Some do not let INFO be asked; that the settings are right is not known then.
    error => logger.debug('The settings of Redis cannot be read', error),
  );
}
