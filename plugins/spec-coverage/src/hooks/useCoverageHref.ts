import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { entityCoverageRouteRef } from '../routes';

/**
 * Where the Coverage tab of the entity on the screen is; `undefined` in an app that does not mount the tab.
 *
 * @internal
 */
export function useCoverageHref(): string | undefined {
  return useOptionalRoute()?.();
}

/** `useRouteRef` throws for a route that is not mounted, and so a portal without the tab would lose the card too. */
function useOptionalRoute() {
  try {
    return useRouteRef(entityCoverageRouteRef);
  } catch {
    return undefined;
  }
}

/**
 * Gives where the Coverage tab of any entity is; `undefined` in an app that does not mount entity pages.
 *
 * @internal
 */
export function useCoverageHrefOf(): (entityRef: string) => string | undefined {
  const entityPage = useOptionalEntityRoute();
  return entityRef => {
    const page = entityPage?.(
      entityRouteParams(entityRef, { encodeParams: true }),
    );
    return page && `${page}/coverage`;
  };
}

function useOptionalEntityRoute() {
  try {
    return useRouteRef(entityRouteRef);
  } catch {
    return undefined;
  }
}
