import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { SpecCoverageClient } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageApiRef } from './api';
import { entityPageCards } from './entityPageCards';
import { entityCoverageRouteRef, portalCoverageRouteRef } from './routes';
import { HOME_WIDGET } from './homeWidget';
import { searchResultListItem, searchResultType } from './search';

/**
 * The kinds that can name specs, and those that stand for specs and stories. An app that wants others sets `filter` of the extension in
 * its configuration.
 */
const filter = {
  kind: {
    $in: [
      'component',
      'system',
      'domain',
      'api',
      'resource',
      'spec',
      'userstory',
    ],
  },
};

const specCoverageApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: specCoverageApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SpecCoverageClient({ discoveryApi, fetchApi }),
    }),
});

const summaryCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter,
    loader: () =>
      import('./components/EntitySpecCoverageCard').then(m => (
        <m.EntitySpecCoverageCard />
      )),
  },
});

const coverageContent = EntityContentBlueprint.make({
  name: 'coverage',
  params: {
    path: '/coverage',
    title: 'Coverage',
    group: 'development',
    icon: <RiShieldCheckLine />,
    routeRef: entityCoverageRouteRef,
    filter,
    loader: () =>
      import('./components/EntitySpecCoverageContent').then(m => (
        <m.EntitySpecCoverageContent />
      )),
  },
});

const portalPage = PageBlueprint.make({
  params: {
    path: '/spec-coverage',
    title: 'Spec coverage',
    routeRef: portalCoverageRouteRef,
    loader: () =>
      import('./components/SpecCoveragePage').then(m => (
        <m.SpecCoverageContent />
      )),
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  name: 'coverage',
  params: HOME_WIDGET,
});

/**
 * The spec-coverage plugin for apps of the new frontend system.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'spec-coverage',
  title: 'Spec coverage',
  icon: <RiShieldCheckLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: portalCoverageRouteRef,
    entityCoverage: entityCoverageRouteRef,
  },
  extensions: [
    specCoverageApi,
    summaryCard,
    coverageContent,
    ...entityPageCards,
    portalPage,
    homeWidget,
    searchResultListItem,
    searchResultType,
  ],
});
