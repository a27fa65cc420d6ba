import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { SpecCoverageEntitiesProcessor } from './processor';
import { SpecCoverageEntityProvider } from './provider';
import { readSchedule } from './schedule';

/**
 * Adds the kinds `Spec` and `UserStory` to the catalog, the annotations `proofline.io/specs` and
 * `proofline.io/user-stories`, and the relations between them.
 *
 * @public
 */
export const catalogModuleSpecCoverage = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'spec-coverage',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        lifecycle,
        logger,
        processing,
        scheduler,
      }) {
        const schedule = readSchedule(config);
        const provider = SpecCoverageEntityProvider.create({
          auth,
          catalog,
          logger,
        });
        processing.addProcessor(new SpecCoverageEntitiesProcessor());
        processing.addEntityProvider(provider);

        // Not before the whole backend has started: the provider asks the catalog over HTTP.
        lifecycle.addStartupHook(async () => {
          // `catalog.providerOptions` can disable a provider, which is then never connected.
          if (provider.isConnected()) {
            await scheduler.scheduleTask({
              ...schedule,
              id: `${provider.getProviderName()}-refresh`,
              fn: signal => provider.refresh(signal),
            });
          }
        });
      },
    });
  },
});
