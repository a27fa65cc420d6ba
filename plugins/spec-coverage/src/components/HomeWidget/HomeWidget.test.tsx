import { screen, within } from '@testing-library/react';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  PORTAL_ENTITIES,
  PORTAL_SPECS,
} from '../../__testUtils__/portalFixture';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestPortal } from '../../__testUtils__/TestPortal';

describe('the widget for the home page', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let portal: TestPortal;
  beforeEach(() => {
    portal = new TestPortal();
    portal.specs = PORTAL_SPECS;
    server.use(...portal.handlers);
  });

  const renderHome = () =>
    renderPortal({ path: '/home', entities: PORTAL_ENTITIES });

  it('shows the coverage of the portal and the oldest drifts, and leads to the page', async () => {
    renderHome();
    expect(
      await screen.findByRole('img', {
        name: '50% of the invariants are proven',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('3 of 6 invariants proven')).toBeInTheDocument();
    const list = within(
      await screen.findByRole('list', { name: 'Oldest open drifts' }),
    );
    expect(list.getAllByRole('listitem').map(li => li.textContent)).toEqual([
      'BasketDriftedDrift open for 10 days',
      'refundsUnprovenDrift open for 2 hr',
    ]);
    expect(await list.findByRole('link', { name: 'Basket' })).toHaveAttribute(
      'href',
      '/catalog/default/spec/jira.sales-1/coverage',
    );
    expect(
      screen.getByRole('link', { name: 'View spec coverage' }),
    ).toHaveAttribute('href', '/spec-coverage');
  });

  it('asks for no more drifts than it shows', async () => {
    renderHome();
    await screen.findByRole('list', { name: 'Oldest open drifts' });
    expect(portal.requestsTo('/drifts').map(String)).toEqual([
      'state=open&limit=5',
    ]);
  });

  it('says that nothing has drifted', async () => {
    portal.specs = PORTAL_SPECS.slice(0, 1);
    renderHome();
    expect(await screen.findByText('No open drift')).toBeInTheDocument();
    expect(portal.requestsTo('/drifts')).toEqual([]);
  });

  it('says what is missing where there are no specs', async () => {
    portal.specs = [];
    renderHome();
    expect(await screen.findByText('No specs yet')).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    portal.refusal = {
      path: /./,
      status: 403,
      name: 'NotAllowedError',
      message: 'Unauthorized',
    };
    renderHome();
    expect(
      await screen.findByText('specCoverage.spec.read'),
    ).toBeInTheDocument();
  });
});
