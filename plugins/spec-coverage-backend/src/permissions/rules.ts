import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SPEC_COVERAGE_SPEC } from '@proofline/backstage-plugin-spec-coverage-common';
import { z } from 'zod';

/**
 * A spec, as permission rules see it.
 *
 * @public
 */
export interface SpecResource {
  specRef: string;
  source: string;
  /** Entity refs of the owners of the entities that name the spec. */
  ownerRefs: string[];
}

/**
 * Part of a query for specs that a caller may see.
 *
 * @public
 */
export interface SpecFilter {
  field: 'source' | 'owner';
  values: string[];
}

/**
 * Specs as a resource of the permission framework.
 *
 * @public
 */
export const specResourceRef = createPermissionResourceRef<
  SpecResource,
  SpecFilter
>().with({
  pluginId: 'spec-coverage',
  resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
});

/** Allows specs of some sources. */
export const hasSource = createPermissionRule({
  name: 'HAS_SOURCE',
  description: 'Allow specs of the given sources',
  resourceRef: specResourceRef,
  paramsSchema: z.object({
    sources: z.array(z.string()).describe('Ids of sources, such as files'),
  }),
  apply: (spec, { sources }) => sources.includes(spec.source),
  toQuery: ({ sources }) => ({ field: 'source' as const, values: sources }),
});

/** Allows specs that an entity names which one of the given users or groups owns. */
export const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow specs of entities that are owned by one of the claims',
  resourceRef: specResourceRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Entity refs of users or groups'),
  }),
  apply: (spec, { claims }) =>
    spec.ownerRefs.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ field: 'owner' as const, values: claims }),
});

/** All rules for specs. */
export const specRules = [hasSource, isEntityOwner];

const conditionExports = createConditionExports({
  resourceRef: specResourceRef,
  rules: { hasSource, isEntityOwner },
});

/**
 * Conditions for permission policies.
 *
 * @public
 */
export const specConditions = conditionExports.conditions;

/**
 * Makes a conditional decision on specs in a permission policy.
 *
 * @public
 */
export const createSpecConditionalDecision =
  conditionExports.createConditionalDecision;
