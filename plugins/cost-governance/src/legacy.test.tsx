import { screen } from '@testing-library/react';
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
import { CostGovernanceClient } from '@proofline/backstage-plugin-cost-governance-common';
import { setupServer } from 'msw/node';
import { aTenant, LEDGER_TEAM } from './__testUtils__/fixtures';
import { TestBackend } from './__testUtils__/TestBackend';
import {
  costGovernanceApiRef,
  CostGovernancePage,
  costGovernancePlugin,
  EntityLlmTokensCard,
  EntityLlmUsageContent,
} from './legacy';
import { entityLlmUsageRouteRef } from './routes';

const discoveryApi = {
  getBaseUrl: async () => 'http://localhost:7007/api/cost-governance',
};

describe('the plugin in an app of the old frontend system', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  beforeEach(() => {
    const backend = new TestBackend();
    backend.tenants = [aTenant()];
    server.use(...backend.handlers);
  });

  const render = (
    element: JSX.Element,
    mountedRoutes?: { [path: string]: typeof entityLlmUsageRouteRef },
  ) =>
    renderInTestApp(
      <TestApiProvider
        apis={[
          [costGovernanceApiRef, new CostGovernanceClient({ discoveryApi })],
          [permissionApiRef, new MockPermissionApi()],
          [catalogApiRef, catalogApiMock()],
        ]}
      >
        <EntityProvider entity={LEDGER_TEAM}>{element}</EntityProvider>
      </TestApiProvider>,
      { mountedRoutes },
    );

  it('shows the card with a link to the tab', async () => {
    await render(<EntityLlmTokensCard />, {
      '/llm-usage': entityLlmUsageRouteRef,
    });
    expect(await screen.findByText('10K a minute')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'View LLM usage' }),
    ).toHaveAttribute('href', '/llm-usage');
  });

  it('shows the card in an app without the tab', async () => {
    await render(<EntityLlmTokensCard />);
    expect(await screen.findByText('10K a minute')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('shows the tab', async () => {
    await render(
      <Routes>
        <Route path="/*" element={<EntityLlmUsageContent />} />
      </Routes>,
    );
    expect(await screen.findByText('All calls')).toBeInTheDocument();
  });

  it('shows the page with a header of its own', async () => {
    await render(
      <Routes>
        <Route path="/*" element={<CostGovernancePage />} />
      </Routes>,
    );
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Cost governance' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'ledger-team' }),
    ).toBeInTheDocument();
  });

  it('brings its client', async () => {
    const [factory] = [...costGovernancePlugin.getApis()];
    expect(factory.api.id).toBe(costGovernanceApiRef.id);
    expect(Object.values(factory.deps)).toEqual([discoveryApiRef, fetchApiRef]);
    const tenants = await (
      factory.factory({
        discoveryApi,
        fetchApi: { fetch },
      }) as CostGovernanceClient
    ).listTenants();
    expect(tenants.items).toHaveLength(1);
  });
});
