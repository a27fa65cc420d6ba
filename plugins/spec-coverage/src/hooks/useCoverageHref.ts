import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { entityCoverageRouteRef, portalCoverageRouteRef } from '../routes';

/** Kinds of people: they own specs and have no Coverage tab. */
const PEOPLE = ['group', 'user'];

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
 * Gives where the Coverage tab of any entity is, or the page of an owner, which has no such tab; `undefined` in an app that does not
 * mount entity pages.
 *
 * @internal
 */
export function useCoverageHrefOf(): (entityRef: string) => string | undefined {
  const entityPage = useOptionalEntityRoute();
  return entityRef => {
    const page = entityPage?.(
      entityRouteParams(entityRef, { encodeParams: true }),
    );
    const { kind } = parseEntityRef(entityRef);
    return page && PEOPLE.includes(kind.toLocaleLowerCase('en-US'))
      ? page
      : page && `${page}/coverage`;
  };
}

function useOptionalEntityRoute() {
  try {
    return useRouteRef(entityRouteRef);
  } catch {
    return undefined;
  }
}

/**
 * Where the coverage of the whole portal is; `undefined` in an app that does not mount that page.
 *
 * @internal
 */
export function usePortalHref(): string | undefined {
  return useOptionalPortalRoute()?.();
}

function useOptionalPortalRoute() {
  try {
    return useRouteRef(portalCoverageRouteRef);
  } catch {
    return undefined;
  }
}
