import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CostGovernanceClient } from '@proofline/backstage-plugin-cost-governance-common';

/**
 * What the cards, tabs and pages of this plugin ask the backend.
 *
 * @public
 */
export type CostGovernanceApi = Pick<
  CostGovernanceClient,
  keyof CostGovernanceClient
>;

/**
 * The client of the cost-governance backend, as the cards, tabs and pages of this plugin use it.
 *
 * @public
 */
export const costGovernanceApiRef = createApiRef<CostGovernanceApi>().with({
  id: 'plugin.cost-governance.client',
  pluginId: 'cost-governance',
});
