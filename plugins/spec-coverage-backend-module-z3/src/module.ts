import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { proversExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { readZ3Config } from './config';
import { Z3Prover } from './Z3Prover';

/**
 * Settles claims in SMT-LIB with Z3, within the backend's process. Needs no configuration.
 *
 * @public
 */
export const specCoverageModuleZ3 = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'z3',
  register(registration) {
    registration.registerInit({
      deps: {
        provers: proversExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ provers, config, lifecycle, logger }) {
        const prover = new Z3Prover(readZ3Config(config), {
          onStart: z3Version =>
            logger.debug('Started a Z3 worker', { z3Version }),
        });
        provers.addProver(prover);
        lifecycle.addShutdownHook(() => prover.close());
      },
    });
  },
});
