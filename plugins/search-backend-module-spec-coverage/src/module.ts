import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { SpecCoverageCollatorFactory } from './collator';
import { readCollatorConfig } from './config';

/**
 * Has specs, their invariants and user stories found by the search of Backstage.
 *
 * @public
 */
export const searchModuleSpecCoverage = createBackendModule({
  pluginId: 'search',
  moduleId: 'spec-coverage-collator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        indexRegistry,
        scheduler,
      }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(
            readCollatorConfig(config).schedule,
          ),
          factory: SpecCoverageCollatorFactory.fromConfig(config, {
            auth,
            catalog,
            discovery,
          }),
        });
      },
    });
  },
});
