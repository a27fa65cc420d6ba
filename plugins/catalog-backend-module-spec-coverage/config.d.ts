import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      specCoverage?: {
        /**
         * How often the annotations `proofline.io/specs` and `proofline.io/user-stories` of all entities are read, to
         * add the Spec and UserStory entities that they name and to remove those that none names any longer.
         * Every 10 seconds by default, with a timeout of 5 minutes.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
