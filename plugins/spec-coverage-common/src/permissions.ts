import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a spec and all that belongs to it: invariants, verdicts, drifts, proof jobs, coverage.
 *
 * @public
 */
export const RESOURCE_TYPE_SPEC_COVERAGE_SPEC = 'spec-coverage-spec';

/**
 * Allows to read specs, their invariants, verdicts, drifts, proof jobs, and coverage made of them.
 *
 * @public
 */
export const specReadPermission = createPermission({
  name: 'specCoverage.spec.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
});

/**
 * Allows to ask for a new check and proof of a spec.
 *
 * @public
 */
export const specVerifyPermission = createPermission({
  name: 'specCoverage.spec.verify',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
});

/**
 * Allows to take the risk of an invariant that is not proven, and to take that back.
 *
 * @public
 */
export const specAcceptPermission = createPermission({
  name: 'specCoverage.spec.accept',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const specCoveragePermissions = [
  specReadPermission,
  specVerifyPermission,
  specAcceptPermission,
];
