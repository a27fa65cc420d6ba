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
 * Allows to see levels, limits, use, cost and refusals of all tenants, their virtual keys without the secrets, and the kill switch with
 * its history.
 *
 * @public
 */
export const llmReadPermission = createPermission({
  name: 'costGovernance.llm.read',
  attributes: { action: 'read' },
});

/**
 * Allows to make and revoke virtual keys for the gateway. Users may do so for tenants that they belong to, services for any.
 *
 * @public
 */
export const llmKeysPermission = createPermission({
  name: 'costGovernance.llm.keys',
  attributes: { action: 'update' },
});

/**
 * Allows to stop LLM calls by the kill switch, and to allow them again; and to revoke virtual keys of any tenant.
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
  llmKeysPermission,
  llmControlPermission,
];
