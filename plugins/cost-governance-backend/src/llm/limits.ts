import { InputError } from '@backstage/errors';
import type { BucketCharge, BucketLimit } from '../buckets/TokenBuckets';
import { WithoutLimitError } from './errors';

/** The limits of one tenant. */
export interface TenantLimits extends BucketLimit {
  /** By name of the model. */
  models: ReadonlyMap<string, BucketLimit>;
  /** By entity ref. */
  entities: ReadonlyMap<string, BucketLimit>;
}

/** Limits of all tenants. */
export interface Limits {
  /** Of tenants that have none of their own. */
  default?: TenantLimits;
  tenants: ReadonlyMap<string, TenantLimits>;
}

/** The limits that hold for a tenant; undefined where there are none, and it gets nothing. */
export function limitsOf(
  limits: Limits,
  tenant: string,
): TenantLimits | undefined {
  return limits.tenants.get(tenant) ?? limits.default;
}

/**
 * The buckets that a call is charged to, that of the tenant first.
 *
 * @throws WithoutLimitError when the tenant has no limit
 * @throws InputError when the tenant has limits on single models and the call does not say which it is for: it would escape them
 */
export function chargesOf(
  limits: Limits,
  call: { tenant: string; model?: string; entityRef?: string },
): BucketCharge[] {
  const found = limitsOf(limits, call.tenant);
  if (!found) {
    throw new WithoutLimitError(
      `The tenant '${call.tenant}' has no limit, and so no tokens: give it one in costGovernance.llm.limits`,
    );
  }
  if (found.models.size > 0 && call.model === undefined) {
    throw new InputError(
      `The tenant '${call.tenant}' has limits on single models: say in 'model' which will be called`,
    );
  }
  const model = found.models.get(call.model ?? '');
  const entity = found.entities.get(call.entityRef ?? '');
  return [
    tenantCharge(found),
    ...(model
      ? [{ scope: 'model' as const, name: call.model!, limit: model }]
      : []),
    ...(entity
      ? [{ scope: 'entity' as const, name: call.entityRef!, limit: entity }]
      : []),
  ];
}

/** All buckets that a tenant has, its own first. */
export function allChargesOf(limits: TenantLimits): BucketCharge[] {
  return [
    tenantCharge(limits),
    ...[...limits.models].map(([name, limit]) => ({
      scope: 'model' as const,
      name,
      limit,
    })),
    ...[...limits.entities].map(([name, limit]) => ({
      scope: 'entity' as const,
      name,
      limit,
    })),
  ];
}

function tenantCharge({
  capacity,
  refillPerMinute,
}: TenantLimits): BucketCharge {
  return { scope: 'tenant', name: '', limit: { capacity, refillPerMinute } };
}
