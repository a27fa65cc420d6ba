import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { readJiraSites } from './config';
import { JiraSource } from './JiraSource';

/**
 * Adds the source `jira`: specs that are issues in Jira Cloud or Data Center. Without `specCoverage.sources.jira` in the
 * configuration it adds nothing.
 *
 * @public
 */
export const specCoverageModuleJira = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'jira',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: specSourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const site of readJiraSites(config)) {
          sources.addSource(new JiraSource(site));
        }
      },
    });
  },
});
