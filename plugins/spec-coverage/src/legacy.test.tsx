import { screen } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { Route, Routes } from 'react-router-dom';
import { SpecCoverageClient } from '@proofline/backstage-plugin-spec-coverage-common';
import { setupServer } from 'msw/node';
import { aSpec, LEDGER } from './__testUtils__/fixtures';
import { PORTAL_SPECS } from './__testUtils__/portalFixture';
import { TestBackend } from './__testUtils__/TestBackend';
import { TestPortal } from './__testUtils__/TestPortal';
import {
  EntitySpecCoverageCard,
  EntitySpecCoverageContent,
  EntitySpecDocumentCard,
  EntitySpecifiesCard,
  EntityUserStoriesCard,
  EntityUserStoryOfCard,
  HomeSpecCoverageCard,
  specCoverageApiRef,
  SpecCoveragePage,
  specCoveragePlugin,
} from './legacy';
import { entityCoverageRouteRef, portalCoverageRouteRef } from './routes';

describe('the plugin in an app of the old frontend system', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  beforeEach(() => {
    const backend = new TestBackend();
    backend.specs = [aSpec()];
    server.use(...backend.handlers);
  });

  const client = new SpecCoverageClient({
    discoveryApi: {
      getBaseUrl: async () => 'http://localhost:7007/api/spec-coverage',
    },
  });

  const renderOnEntityPage = (
    element: JSX.Element,
    mountedRoutes?: { [path: string]: typeof entityCoverageRouteRef },
    entity: Entity = LEDGER,
  ) =>
    renderInTestApp(
      <TestApiProvider
        apis={[
          [specCoverageApiRef, client],
          [permissionApiRef, new MockPermissionApi()],
          [catalogApiRef, catalogApiMock()],
        ]}
      >
        <EntityProvider entity={entity}>{element}</EntityProvider>
      </TestApiProvider>,
      { mountedRoutes },
    );

  it('shows the card with a link to the tab', async () => {
    await renderOnEntityPage(<EntitySpecCoverageCard />, {
      '/coverage': entityCoverageRouteRef,
    });
    expect(
      await screen.findByText('1 of 1 invariant proven'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'View coverage' })).toHaveAttribute(
      'href',
      '/coverage',
    );
  });

  it('shows the card in an app without the tab', async () => {
    await renderOnEntityPage(<EntitySpecCoverageCard />);
    expect(
      await screen.findByText('1 of 1 invariant proven'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('shows the tab', async () => {
    await renderOnEntityPage(
      <Routes>
        <Route path="/*" element={<EntitySpecCoverageContent />} />
      </Routes>,
    );
    expect(await screen.findByText('LEDGER-1')).toBeInTheDocument();
  });

  const relatedTo = (type: string): Entity => ({
    apiVersion: 'proofline.io/v1alpha1',
    kind: type === 'userStoryOf' ? 'UserStory' : 'Spec',
    metadata: { name: 'files.specs__ledger.md' },
    spec: { ref: 'files:specs/ledger.md', owner: 'group:payments' },
    relations: [{ type, targetRef: 'component:default/ledger' }],
  });

  it.each([
    ['what a spec specifies', <EntitySpecifiesCard />, 'specifies'],
    ['what has a story', <EntityUserStoryOfCard />, 'userStoryOf'],
  ])('shows %s', async (_, card, relation) => {
    await renderOnEntityPage(card, undefined, relatedTo(relation));
    expect(
      await screen.findByText('1 of 1 invariant proven'),
    ).toBeInTheDocument();
  });

  it('shows the document of a spec, and its stories', async () => {
    await renderOnEntityPage(
      <>
        <EntitySpecDocumentCard />
        <EntityUserStoriesCard />
      </>,
      undefined,
      relatedTo('specifies'),
    );
    expect(
      await screen.findByText('files:specs/ledger.md'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/No invariant names the user story/),
    ).toBeInTheDocument();
  });

  describe('for the whole portal', () => {
    beforeEach(() => {
      const portal = new TestPortal();
      portal.specs = PORTAL_SPECS;
      server.use(...portal.handlers);
    });

    const renderInApp = (
      element: JSX.Element,
      mountedRoutes?: { [path: string]: typeof portalCoverageRouteRef },
    ) =>
      renderInTestApp(
        <TestApiProvider
          apis={[
            [specCoverageApiRef, client],
            [catalogApiRef, catalogApiMock()],
          ]}
        >
          {element}
        </TestApiProvider>,
        { mountedRoutes },
      );

    it('shows the page with a header of its own', async () => {
      await renderInApp(
        <Routes>
          <Route path="/" element={<SpecCoveragePage />} />
        </Routes>,
      );
      expect(
        await screen.findByRole('heading', { level: 1, name: 'Spec coverage' }),
      ).toBeInTheDocument();
      expect(
        await screen.findByRole('img', {
          name: '50% of the invariants are proven',
        }),
      ).toBeInTheDocument();
    });

    it('shows the widget for the home page with a link to the page', async () => {
      await renderInApp(<HomeSpecCoverageCard />, {
        '/coverage-of-all': portalCoverageRouteRef,
      });
      expect(await screen.findByText('Spec coverage')).toBeInTheDocument();
      expect(
        await screen.findByText('3 of 6 invariants proven'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'View spec coverage' }),
      ).toHaveAttribute('href', '/coverage-of-all');
    });

    it('shows the widget in an app without the page', async () => {
      await renderInApp(<HomeSpecCoverageCard />);
      expect(
        await screen.findByText('3 of 6 invariants proven'),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('link', { name: 'View spec coverage' }),
      ).not.toBeInTheDocument();
    });
  });

  it('brings its client', async () => {
    const [factory] = [...specCoveragePlugin.getApis()];
    expect(factory.api.id).toBe(specCoverageApiRef.id);
    expect(Object.values(factory.deps)).toEqual([discoveryApiRef, fetchApiRef]);
    const coverage = await (
      factory.factory({
        discoveryApi: {
          getBaseUrl: async () => 'http://localhost:7007/api/spec-coverage',
        },
        fetchApi: { fetch },
      }) as SpecCoverageClient
    ).getEntityCoverage('component:default/ledger');
    expect(coverage.percentage).toBe(100);
  });
});
