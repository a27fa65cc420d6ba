import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const KEY = 'search.collators.specCoverage';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  // The catalog and the API belong to the same backend and are not there from its first moment.
  initialDelay: { seconds: 10 },
};

const VISIBILITIES = ['spec', 'entity'] as const;

/**
 * What decides who finds a spec: the permission to read specs, or the one to read the entity on whose page the spec is.
 *
 * @internal
 */
export type SpecCoverageVisibility = (typeof VISIBILITIES)[number];

/**
 * The configuration under `search.collators.specCoverage`, with its defaults.
 *
 * @internal
 */
export interface CollatorConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  locationTemplate: string;
  visibility: SpecCoverageVisibility;
}

/**
 * Reads how the index is made.
 *
 * @throws InputError that names the key whose value cannot be used
 * @internal
 */
export function readCollatorConfig(config: RootConfigService): CollatorConfig {
  const collator = config.getOptionalConfig(KEY);
  const word = collator?.getOptionalString('visibility') ?? 'spec';
  const visibility = VISIBILITIES.find(each => each === word);
  if (!visibility) {
    throw new InputError(
      `Configuration ${KEY}.visibility is '${word}': expected one of ${VISIBILITIES.join(
        ', ',
      )}`,
    );
  }
  return {
    schedule: readSchedule(collator?.getOptionalConfig('schedule')),
    locationTemplate:
      collator?.getOptionalString('locationTemplate') ??
      '/catalog/:namespace/:kind/:name',
    visibility,
  };
}

function readSchedule(
  schedule: ReturnType<RootConfigService['getOptionalConfig']>,
): SchedulerServiceTaskScheduleDefinition {
  if (!schedule) {
    return DEFAULT_SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(`Configuration ${KEY}.schedule is no schedule`, error);
  }
}
