import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { readConfluenceSites } from './config';
import { ConfluenceSource } from './ConfluenceSource';

/**
 * Adds the source `confluence`: specs that are pages in Confluence Cloud or Data Center. Without
 * `specCoverage.sources.confluence` in the configuration it adds nothing.
 *
 * @public
 */
export const specCoverageModuleConfluence = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'confluence',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: specSourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const site of readConfluenceSites(config)) {
          sources.addSource(new ConfluenceSource(site));
        }
      },
    });
  },
});
