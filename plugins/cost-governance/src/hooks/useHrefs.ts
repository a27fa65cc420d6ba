import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { isEntityRef } from '@proofline/backstage-ui';
import { costGovernanceRouteRef, entityLlmUsageRouteRef } from '../routes';

/**
 * Where the tab "LLM usage" of the entity on the screen is; `undefined` in an app that does not mount the tab.
 *
 * @internal
 */
export function useUsageHref(): string | undefined {
  // `useRouteRef` throws for a route that is not mounted, and so a portal without the tab would lose the card too.
  try {
    return useRouteRef(entityLlmUsageRouteRef)?.();
  } catch {
    return undefined;
  }
}

/**
 * Where the page "Cost governance" is; `undefined` in an app that does not mount it.
 *
 * @internal
 */
export function usePageHref(): string | undefined {
  try {
    return useRouteRef(costGovernanceRouteRef)?.();
  } catch {
    return undefined;
  }
}

/**
 * Gives where the page of any entity is; `undefined` in an app that does not mount entity pages, and for what is no entity ref.
 *
 * @internal
 */
export function useEntityHref(): (entityRef: string) => string | undefined {
  const page = useOptionalEntityRoute();
  return entityRef =>
    isEntityRef(entityRef)
      ? page?.(entityRouteParams(entityRef, { encodeParams: true }))
      : undefined;
}

function useOptionalEntityRoute() {
  try {
    return useRouteRef(entityRouteRef);
  } catch {
    return undefined;
  }
}
