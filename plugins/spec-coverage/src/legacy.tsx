/**
 * The spec-coverage plugin for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { SpecCoverageClient } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageApiRef } from './api';
import { entityCoverageRouteRef } from './routes';

export { specCoverageApiRef } from './api';
export { isSpecCoverageAvailable } from './isSpecCoverageAvailable';
export { specCoverageTranslationRef } from './translation';

/**
 * The plugin, with its API client.
 *
 * @public
 */
export const specCoveragePlugin = createPlugin({
  id: 'spec-coverage',
  routes: { entityCoverage: entityCoverageRouteRef },
  apis: [
    createApiFactory({
      api: specCoverageApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SpecCoverageClient({ discoveryApi, fetchApi }),
    }),
  ],
});

/**
 * Card for an entity's overview: how much of what its specs promise is proven, and what drifted.
 *
 * @public
 */
export const EntitySpecCoverageCard = specCoveragePlugin.provide(
  createComponentExtension({
    name: 'EntitySpecCoverageCard',
    component: {
      lazy: () =>
        import('./components/EntitySpecCoverageCard').then(
          m => m.EntitySpecCoverageCard,
        ),
    },
  }),
);

/**
 * Content of an entity's Coverage tab: specs, invariants, verdicts, counterexamples and history.
 *
 * @public
 */
export const EntitySpecCoverageContent = specCoveragePlugin.provide(
  createRoutableExtension({
    name: 'EntitySpecCoverageContent',
    mountPoint: entityCoverageRouteRef,
    component: () =>
      import('./components/EntitySpecCoverageContent').then(
        m => m.EntitySpecCoverageContent,
      ),
  }),
);
