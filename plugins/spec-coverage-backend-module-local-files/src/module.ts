import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { targetPaths } from '@backstage/cli-common';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { LocalFilesSource } from './LocalFilesSource';
import { readRoots } from './roots';

/**
 * Adds the source `files`: specs in folders of Markdown files. Without `specCoverage.sources.localFiles` in the
 * configuration it adds nothing.
 *
 * @public
 */
export const specCoverageModuleLocalFiles = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'local-files',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: specSourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        const roots = readRoots(config, targetPaths.rootDir);
        if (!roots) {
          logger.info(
            'No folders of specs: specCoverage.sources.localFiles is not configured',
          );
          return;
        }
        sources.addSource(await LocalFilesSource.create(roots, { logger }));
      },
    });
  },
});
