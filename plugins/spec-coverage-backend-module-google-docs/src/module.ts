import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { readGoogleDocsSites } from './config';
import { GoogleDocsSource } from './GoogleDocsSource';

/**
 * Adds the source `google-docs`: specs that are documents in Google Drive. Without `specCoverage.sources.googleDocs` in the
 * configuration it adds nothing.
 *
 * @public
 */
export const specCoverageModuleGoogleDocs = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'google-docs',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        sources: specSourcesExtensionPoint,
      },
      async init({ config, discovery, sources }) {
        const externalUrl = await discovery.getExternalBaseUrl('spec-coverage');
        for (const site of readGoogleDocsSites(config, externalUrl)) {
          sources.addSource(
            new GoogleDocsSource(site, sources.stateOf(site.id)),
          );
        }
      },
    });
  },
});
