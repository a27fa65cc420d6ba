import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      specCoverage?: {
        /**
         * How often specs, invariants and user stories are read anew for the search.
         * Every 10 minutes by default, with a timeout of 15 minutes, and for the first time 10 seconds after the start.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Where the page of an entity is in the app, with the placeholders `:namespace`, `:kind` and `:name`.
         * `/catalog/:namespace/:kind/:name` by default.
         */
        locationTemplate?: string;
        /**
         * Which permission decides who finds what. `spec` (the default): `specCoverage.spec.read`, asked for the spec.
         * `entity`: `catalog.entity.read`, asked for the entity on whose page the spec is.
         */
        visibility?: 'spec' | 'entity';
      };
    };
  };
}
