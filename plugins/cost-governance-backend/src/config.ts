import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  type Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import type { TokenBucketsConfig } from './buckets/createTokenBuckets';
import { type GatewayConfig, readGatewayConfig } from './gateway/config';
import type { BucketLimit } from './buckets/TokenBuckets';
import type { Limits, TenantLimits } from './llm/limits';
import type { Price } from './llm/pricing';
import { readEntityRef } from './llm/tenantRef';

/** The configuration of LLM calls, with defaults in place. Durations are in ms. */
export interface LlmConfig {
  buckets: TokenBucketsConfig;
  gateway: GatewayConfig;
  /** After how long a reservation counts as used in full. */
  reservationTimeoutMs: number;
  limits: Limits;
  prices: Price[];
  /** For how long single uses are kept. */
  retentionMs: number;
}

const DAY_MS = 24 * 60 * 60_000;
const ROOT = 'costGovernance.llm';

/** The largest limit that is exact everywhere that it is counted. */
const MAX_TOKENS = 1e12;

const PRICES = [
  'input',
  'cachedInput',
  'cacheWrite',
  'longCacheWrite',
  'output',
] as const;

/**
 * Reads the configuration of LLM calls.
 *
 * @throws InputError that names the key that is wrong
 */
export function readLlmConfig(root: RootConfigService): LlmConfig {
  const config = root.getOptionalConfig(ROOT);
  return {
    buckets: readBuckets(config),
    gateway: readGatewayConfig(config?.getOptionalConfig('gateway')),
    reservationTimeoutMs: readMs(config, 'reservationTimeout', 10 * 60_000, {
      min: 1_000,
      max: DAY_MS,
    }),
    limits: readLimits(config?.getOptionalConfig('limits')),
    prices: (config?.getOptionalConfigArray('prices') ?? []).map(readPrice),
    retentionMs: readMs(config, 'retention', 396 * DAY_MS, {
      min: DAY_MS,
      max: 3_660 * DAY_MS,
    }),
  };
}

/**
 * Reads who is told of what the admins of the portal have to do.
 *
 * @returns entity refs; none where nobody is
 * @throws InputError when one is no entity ref
 */
export function readAdmins(root: RootConfigService): string[] {
  const at = 'costGovernance.admins';
  const refs = root.getOptionalStringArray(at) ?? [];
  return [...new Set(refs.map(ref => readEntityRef(ref, at)))];
}

function readBuckets(config: Config | undefined): TokenBucketsConfig {
  const onRedisFailure =
    config?.getOptionalString('onRedisFailure') ?? 'closed';
  if (onRedisFailure !== 'closed' && onRedisFailure !== 'open') {
    throw new InputError(`${ROOT}.onRedisFailure is neither closed nor open`);
  }
  const allowance = config?.getOptionalConfig('localAllowance');
  if (onRedisFailure === 'open' && !allowance) {
    throw new InputError(
      `${ROOT}.onRedisFailure is open: say in ${ROOT}.localAllowance how much each tenant may use in each process`,
    );
  }
  return {
    redis: readRedis(config?.getOptionalConfig('redis')),
    onRedisFailure,
    localAllowance: allowance && readLimit(allowance, `${ROOT}.localAllowance`),
  };
}

function readRedis(config: Config | undefined): TokenBucketsConfig['redis'] {
  if (!config) {
    return undefined;
  }
  const url = config.getOptionalString('url');
  const nodes = config.getOptionalStringArray('cluster.nodes') ?? [];
  if ((url !== undefined) === nodes.length > 0) {
    throw new InputError(
      `${ROOT}.redis takes either url, or cluster.nodes with at least one address`,
    );
  }
  for (const address of url === undefined ? nodes : [url]) {
    // It may have a password in it, and so is not repeated.
    if (!/^rediss?:/.test(address) || !URL.canParse(address)) {
      throw new InputError(
        `An address in ${ROOT}.redis is none that begins with redis:// or rediss://`,
      );
    }
  }
  return {
    address: url === undefined ? { nodes } : { url },
    commandTimeoutMs: readMs(config, 'commandTimeout', 500, {
      min: 10,
      max: 60_000,
      at: `${ROOT}.redis`,
    }),
  };
}

function readLimits(config: Config | undefined): Limits {
  const at = `${ROOT}.limits`;
  const byDefault = config?.getOptionalConfig('default');
  const tenants = new Map<string, TenantLimits>();
  const configured = config?.getOptionalConfig('tenants');
  for (const key of configured?.keys() ?? []) {
    const ref = readEntityRef(key, `${at}.tenants`);
    if (tenants.has(ref)) {
      throw new InputError(`${at}.tenants has the tenant '${ref}' twice`);
    }
    // Refs may have dots in them, which would be read as a path.
    const limits = child(configured!, key);
    tenants.set(ref, readTenantLimits(limits, `${at}.tenants['${ref}']`));
  }
  return {
    default: byDefault && readTenantLimits(byDefault, `${at}.default`),
    tenants,
  };
}

function readTenantLimits(config: Config, at: string): TenantLimits {
  return {
    ...readLimit(config, at),
    models: readNamed(config.getOptionalConfig('models'), `${at}.models`),
    entities: readNamed(
      config.getOptionalConfig('entities'),
      `${at}.entities`,
      ref => readEntityRef(ref, `${at}.entities`),
    ),
  };
}

function readNamed(
  config: Config | undefined,
  at: string,
  toName: (key: string) => string = key => key,
): Map<string, BucketLimit> {
  return new Map(
    (config?.keys() ?? []).map(key => [
      toName(key),
      readLimit(child(config!, key), `${at}['${key}']`),
    ]),
  );
}

/** What a key of a config holds that may have dots in it. */
function child(config: Config, key: string): Config {
  const value = config.get<Record<string, unknown>>()[key];
  return new ConfigReader({ limit: value as JsonObject }).getConfig('limit');
}

function readLimit(config: Config, at: string): BucketLimit {
  const capacity = config.getNumber('capacity');
  const refillPerMinute = config.getNumber('refillPerMinute');
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MAX_TOKENS) {
    throw new InputError(
      `${at}.capacity is ${capacity}: give a whole number from 1 to ${MAX_TOKENS}`,
    );
  }
  if (!(refillPerMinute >= 0 && refillPerMinute <= MAX_TOKENS)) {
    throw new InputError(
      `${at}.refillPerMinute is ${refillPerMinute}: give a number from 0 to ${MAX_TOKENS}`,
    );
  }
  return { capacity, refillPerMinute };
}

function readPrice(config: Config): Price {
  const model = config.getString('model');
  const from = config.getString('from');
  const at = `${ROOT}.prices of '${model}'`;
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(from) ||
    Number.isNaN(Date.parse(from)) ||
    new Date(from).toISOString().slice(0, 10) !== from
  ) {
    throw new InputError(`${at}: from is not a day such as '2026-01-31'`);
  }
  const input = config.getNumber('input');
  const price = {
    model,
    from,
    input,
    cachedInput: config.getOptionalNumber('cachedInput') ?? input,
    cacheWrite: config.getOptionalNumber('cacheWrite'),
    longCacheWrite: config.getOptionalNumber('longCacheWrite'),
    output: config.getNumber('output'),
  };
  for (const name of PRICES) {
    const each = price[name];
    if (each !== undefined && !(each >= 0 && each <= 1e6)) {
      throw new InputError(
        `${at}: ${name} is ${each}; give USD per million tokens`,
      );
    }
  }
  return price;
}

function readMs(
  config: Config | undefined,
  key: string,
  byDefault: number,
  { at = ROOT, max, min }: { min: number; max: number; at?: string },
): number {
  if (!config?.has(key)) {
    return byDefault;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms >= min && ms <= max)) {
    throw new InputError(
      `${at}.${key} is ${ms} ms: give a duration from ${min} ms to ${max} ms`,
    );
  }
  return ms;
}
