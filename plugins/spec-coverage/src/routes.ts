import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * Where the Coverage tab of an entity is mounted. The one route ref serves the new and the old frontend system.
 *
 * @public
 */
export const entityCoverageRouteRef = createRouteRef({
  id: 'spec-coverage.entity',
});

/**
 * Where the coverage of the whole portal is mounted. It serves both frontend systems, too.
 *
 * @public
 */
export const portalCoverageRouteRef = createRouteRef({
  id: 'spec-coverage.portal',
});
