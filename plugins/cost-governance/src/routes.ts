import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * Where the page "Cost governance" is mounted. The one route ref serves the new and the old frontend system.
 *
 * @public
 */
export const costGovernanceRouteRef = createRouteRef({
  id: 'cost-governance.page',
});

/**
 * Where the tab "LLM usage" of an entity is mounted. It serves both frontend systems, too.
 *
 * @public
 */
export const entityLlmUsageRouteRef = createRouteRef({
  id: 'cost-governance.entity',
});
