import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiCoinsLine } from '@remixicon/react';
import { CostGovernanceClient } from '@proofline/backstage-plugin-cost-governance-common';
import { costGovernanceApiRef } from './api';
import { costGovernanceRouteRef, entityLlmUsageRouteRef } from './routes';

/**
 * The kinds that are charged as a rule. Any entity may be a tenant: an app that wants others sets `filter` of the extension in its
 * configuration.
 */
const filter = { kind: { $in: ['group', 'user'] } };

const costGovernanceApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: costGovernanceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new CostGovernanceClient({ discoveryApi, fetchApi }),
    }),
});

const llmTokensCard = EntityCardBlueprint.make({
  name: 'llm-tokens',
  params: {
    type: 'info',
    filter,
    loader: () =>
      import('./components/EntityLlmTokensCard').then(m => (
        <m.EntityLlmTokensCard />
      )),
  },
});

const llmUsageContent = EntityContentBlueprint.make({
  name: 'llm-usage',
  params: {
    path: '/llm-usage',
    title: 'LLM usage',
    icon: <RiCoinsLine />,
    routeRef: entityLlmUsageRouteRef,
    filter,
    loader: () =>
      import('./components/EntityLlmUsageContent').then(m => (
        <m.EntityLlmUsageContent />
      )),
  },
});

const page = PageBlueprint.make({
  params: {
    path: '/cost-governance',
    title: 'Cost governance',
    routeRef: costGovernanceRouteRef,
    loader: () =>
      import('./components/CostGovernancePage').then(m => (
        <m.CostGovernanceContent />
      )),
  },
});

/**
 * The cost-governance plugin for apps of the new frontend system.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'cost-governance',
  title: 'Cost governance',
  icon: <RiCoinsLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: costGovernanceRouteRef,
    entityLlmUsage: entityLlmUsageRouteRef,
  },
  extensions: [costGovernanceApi, llmTokensCard, llmUsageContent, page],
});
