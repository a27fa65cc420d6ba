/**
 * The cost-governance plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { CostGovernanceClient } from '@proofline/backstage-plugin-cost-governance-common';
import { costGovernanceApiRef } from './api';
import { costGovernanceRouteRef, entityLlmUsageRouteRef } from './routes';

export { costGovernanceApiRef } from './api';
export type { CostGovernanceApi } from './api';
export { costGovernanceTranslationRef } from './translation';

/**
 * The plugin, with its API client.
 *
 * @public
 */
export const costGovernancePlugin = createPlugin({
  id: 'cost-governance',
  routes: {
    root: costGovernanceRouteRef,
    entityLlmUsage: entityLlmUsageRouteRef,
  },
  apis: [
    createApiFactory({
      api: costGovernanceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new CostGovernanceClient({ discoveryApi, fetchApi }),
    }),
  ],
});

/**
 * Card for the page of a team: how many LLM tokens it has left, and what it used and spent.
 *
 * @public
 */
export const EntityLlmTokensCard = costGovernancePlugin.provide(
  createComponentExtension({
    name: 'EntityLlmTokensCard',
    component: {
      lazy: () =>
        import('./components/EntityLlmTokensCard').then(
          m => m.EntityLlmTokensCard,
        ),
    },
  }),
);

/**
 * Content of a team's tab "LLM usage": limits, use and cost over time, models, entities, refusals and virtual keys.
 *
 * @public
 */
export const EntityLlmUsageContent = costGovernancePlugin.provide(
  createRoutableExtension({
    name: 'EntityLlmUsageContent',
    mountPoint: entityLlmUsageRouteRef,
    component: () =>
      import('./components/EntityLlmUsageContent').then(
        m => m.EntityLlmUsageContent,
      ),
  }),
);

/**
 * The page of the whole portal: tenants, use and cost, virtual keys, and the kill switch.
 *
 * @public
 */
export const CostGovernancePage = costGovernancePlugin.provide(
  createRoutableExtension({
    name: 'CostGovernancePage',
    mountPoint: costGovernanceRouteRef,
    component: () =>
      import('./components/CostGovernancePage').then(m => m.CostGovernancePage),
  }),
);
