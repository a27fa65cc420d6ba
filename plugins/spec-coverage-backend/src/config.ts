import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** The configuration of the plugin, with defaults in place. Durations are in ms. */
export interface SpecCoverageConfig {
  reconcile: SchedulerServiceTaskScheduleDefinition;
  catalogSync: SchedulerServiceTaskScheduleDefinition;
  checkConcurrency: number;
  fetchTimeoutMs: number;
  listTimeoutMs: number;
  proofConcurrency: number;
  leaseMs: number;
  /** For how many days the history of coverage is kept. */
  historyDays: number;
}

/**
 * Reads the configuration of the plugin.
 *
 * @throws InputError that names the key that is wrong
 */
export function readSpecCoverageConfig(
  root: RootConfigService,
): SpecCoverageConfig {
  const config = root.getOptionalConfig('specCoverage');
  return {
    reconcile: readSchedule(config, 'reconcile', {
      frequency: { hours: 1 },
      timeout: { minutes: 15 },
    }),
    catalogSync: readSchedule(config, 'catalogSync', {
      frequency: { seconds: 30 },
      timeout: { minutes: 5 },
    }),
    checkConcurrency: readCount(config, 'checks.concurrency', 8),
    fetchTimeoutMs: readMs(config, 'checks.fetchTimeout', 30_000),
    listTimeoutMs: readMs(config, 'checks.listTimeout', 15 * 60_000),
    proofConcurrency: readCount(config, 'proofs.concurrency', 1),
    leaseMs: readMs(config, 'lease', 15_000),
    historyDays: readDays(config, 'history.retention', 2 * 366),
  };
}

function readSchedule(
  config: Config | undefined,
  key: string,
  byDefault: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config?.getOptionalConfig(key);
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : byDefault;
}

function readMs(
  config: Config | undefined,
  key: string,
  byDefault: number,
): number {
  if (!config?.has(key)) {
    return byDefault;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (ms < 1_000) {
    throw new InputError(
      `specCoverage.${key} is ${ms} ms: give a duration of at least 1 s, such as '15s'`,
    );
  }
  return ms;
}

function readDays(
  config: Config | undefined,
  key: string,
  byDefault: number,
): number {
  if (!config?.has(key)) {
    return byDefault;
  }
  const days =
    durationToMilliseconds(readDurationFromConfig(config, { key })) /
    (24 * 60 * 60_000);
  if (!(days >= 30)) {
    throw new InputError(
      `specCoverage.${key} is ${days} days: give at least 30, which is what cards show, such as { days: 400 }`,
    );
  }
  return Math.ceil(days);
}

function readCount(
  config: Config | undefined,
  key: string,
  byDefault: number,
): number {
  const count = config?.getOptionalNumber(key) ?? byDefault;
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw new InputError(
      `specCoverage.${key} is ${count}: give a whole number from 1 to 100`,
    );
  }
  return count;
}
