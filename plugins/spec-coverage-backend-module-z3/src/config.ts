import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/**
 * What an operator can set. See `config.d.ts`.
 *
 * @internal
 */
export interface Z3Config {
  /** Wall-clock time of one claim, in ms. */
  timeoutMs: number;
  /** Memory that Z3 may use for one claim, in MB. */
  memoryLimitMb: number;
  /** How many claims may run at the same time. */
  workers: number;
}

const KEY = 'specCoverage.provers.z3';
const MIN_TIMEOUT_MS = 100;
const MAX_TIMEOUT_MS = 24 * 60 * 60 * 1000;
const MIN_MEMORY_MB = 64;
// The memory of Z3's WebAssembly build is 2048 MB, with all that it needs for itself.
const MAX_MEMORY_MB = 1800;
const MAX_WORKERS = 64;

/**
 * Reads the configuration of the prover.
 *
 * @throws InputError that names the key and what it must be
 * @internal
 */
export function readZ3Config(config: RootConfigService): Z3Config {
  return {
    timeoutMs: readTimeout(config),
    memoryLimitMb: readWhole(
      config,
      'memoryLimitMb',
      512,
      MIN_MEMORY_MB,
      MAX_MEMORY_MB,
    ),
    workers: readWhole(config, 'workers', 1, 1, MAX_WORKERS),
  };
}

function readTimeout(config: RootConfigService): number {
  const key = `${KEY}.timeout`;
  if (!config.has(key)) {
    return 10_000;
  }
  const timeoutMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(timeoutMs >= MIN_TIMEOUT_MS && timeoutMs <= MAX_TIMEOUT_MS)) {
    throw new InputError(
      `Invalid value in config at '${key}': expected a duration between ${MIN_TIMEOUT_MS} ms and 24 hours, such as 10s`,
    );
  }
  return timeoutMs;
}

function readWhole(
  config: RootConfigService,
  name: string,
  standard: number,
  minimum: number,
  maximum: number,
): number {
  const key = `${KEY}.${name}`;
  const value = config.getOptionalNumber(key) ?? standard;
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new InputError(
      `Invalid value in config at '${key}': expected a whole number between ${minimum} and ${maximum}`,
    );
  }
  return value;
}
