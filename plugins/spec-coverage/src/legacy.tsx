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
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  createSearchResultListItemExtension,
  type SearchResultListItemExtensionProps,
} from '@backstage/plugin-search-react';
import { SpecCoverageClient } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageApiRef } from './api';
import { isSpecCoverageResult } from './components/SearchResultListItem/isSpecCoverageResult';
import type { SpecCoverageSearchResultListItemProps } from './components/SearchResultListItem/SpecCoverageSearchResultListItemProps';
import { HOME_WIDGET } from './homeWidget';
import { entityCoverageRouteRef, portalCoverageRouteRef } from './routes';

export { specCoverageApiRef } from './api';
export type { SpecCoverageSearchResultListItemProps } from './components/SearchResultListItem/SpecCoverageSearchResultListItemProps';
export { isSpecCoverageAvailable } from './isSpecCoverageAvailable';
export { specCoverageTranslationRef } from './translation';

/**
 * The plugin, with its API client.
 *
 * @public
 */
export const specCoveragePlugin = createPlugin({
  id: 'spec-coverage',
  routes: {
    root: portalCoverageRouteRef,
    entityCoverage: entityCoverageRouteRef,
  },
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

/**
 * Card for the page of a `Spec`: its document, which version of it was proven, and the button to have it checked.
 *
 * @public
 */
export const EntitySpecDocumentCard = specCoveragePlugin.provide(
  createComponentExtension({
    name: 'EntitySpecDocumentCard',
    component: {
      lazy: () =>
        import('./components/EntityPages').then(m => m.EntitySpecDocumentCard),
    },
  }),
);

/**
 * Card for the page of a `Spec`: the components, systems… that it specifies, each with its coverage.
 *
 * @public
 */
export const EntitySpecifiesCard = specCoveragePlugin.provide(
  createComponentExtension({
    name: 'EntitySpecifiesCard',
    component: {
      lazy: () =>
        import('./components/EntityPages').then(m => m.EntitySpecifiesCard),
    },
  }),
);

/**
 * Card for the page of a `Spec`: the user stories behind it, each with how much of it is proven.
 *
 * @public
 */
export const EntityUserStoriesCard = specCoveragePlugin.provide(
  createComponentExtension({
    name: 'EntityUserStoriesCard',
    component: {
      lazy: () =>
        import('./components/EntityPages').then(m => m.EntityUserStoriesCard),
    },
  }),
);

/**
 * Card for the page of a `UserStory`: the components and specs that it asked for, each with its coverage.
 *
 * @public
 */
export const EntityUserStoryOfCard = specCoveragePlugin.provide(
  createComponentExtension({
    name: 'EntityUserStoryOfCard',
    component: {
      lazy: () =>
        import('./components/EntityPages').then(m => m.EntityUserStoryOfCard),
    },
  }),
);

/**
 * The page of the whole portal: totals, coverage by system and owner, drift backlog, trend and leaderboard.
 *
 * @public
 */
export const SpecCoveragePage = specCoveragePlugin.provide(
  createRoutableExtension({
    name: 'SpecCoveragePage',
    mountPoint: portalCoverageRouteRef,
    component: () =>
      import('./components/SpecCoveragePage').then(m => m.SpecCoveragePage),
  }),
);

/**
 * Widget for the home page: the coverage of the portal, and what has drifted longest.
 *
 * @public
 */
export const HomeSpecCoverageCard = specCoveragePlugin.provide(
  createCardExtension(HOME_WIDGET),
);

/**
 * A spec, an invariant or a user story among the results of a search.
 *
 * @public
 */
export const SpecCoverageSearchResultListItem: (
  props: SearchResultListItemExtensionProps<SpecCoverageSearchResultListItemProps>,
) => JSX.Element | null = specCoveragePlugin.provide(
  createSearchResultListItemExtension({
    name: 'SpecCoverageSearchResultListItem',
    component: () =>
      import('./components/SearchResultListItem').then(
        m => m.SearchResultListItem,
      ),
    predicate: isSpecCoverageResult,
  }),
);
