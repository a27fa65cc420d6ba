import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows to use LLM tokens: to reserve, settle and release them. Users may do so for tenants that they belong to, services for any.
 *
 * @public
 */
export const llmUsePermission = createPermission({
  name: 'costGovernance.llm.use',
  attributes: { action: 'update' },
});

/**
 * Allows to see levels, limits, use and cost of all tenants, and the kill switch with its history.
 *
 * @public
 */
export const llmReadPermission = createPermission({
  name: 'costGovernance.llm.read',
  attributes: { action: 'read' },
});

/**
 * Allows to stop LLM calls by the kill switch, and to allow them again.
 *
 * @public
 */
export const llmControlPermission = createPermission({
  name: 'costGovernance.llm.control',
  attributes: { action: 'update' },
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const costGovernancePermissions = [
  llmUsePermission,
  llmReadPermission,
  llmControlPermission,
];
