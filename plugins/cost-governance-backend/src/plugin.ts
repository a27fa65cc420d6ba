import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { costGovernancePermissions } from '@proofline/backstage-plugin-cost-governance-common';

/**
 * Caps the LLM tokens of each team, accounts for them, and stops all calls by one switch.
 *
 * @public
 */
export const costGovernancePlugin = createBackendPlugin({
  pluginId: 'cost-governance',
  register(env) {
    env.registerInit({
      deps: { permissionsRegistry: coreServices.permissionsRegistry },
      async init({ permissionsRegistry }) {
        permissionsRegistry.addPermissions(costGovernancePermissions);
      },
    });
  },
});
