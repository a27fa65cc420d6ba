import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { llmControlPermission } from '@proofline/backstage-plugin-cost-governance-common';
import { setupServer } from 'msw/node';
import {
  aKey,
  aLimit,
  aStop,
  aTenant,
  aUse,
  LEDGER_TEAM_REF,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderApp';
import { TestBackend } from '../../__testUtils__/TestBackend';

jest.mock('recharts', () =>
  jest.requireActual('@proofline/backstage-ui/testUtils').rechartsOfOneSize(),
);

const PAYMENTS = 'group:default/payments';

describe('the page "Cost governance"', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    backend.tenants = [
      aTenant({
        thisMonth: aUse({
          requests: 30,
          inputTokens: 58_900,
          costMicroUsd: 213_000,
        }),
        refusedThisMonth: 3,
      }),
      aTenant({
        ref: PAYMENTS,
        callsEnabled: false,
        limits: [
          aLimit({ tokens: -10 }),
          aLimit({ scope: 'model', name: 'gpt-4o' }),
        ],
      }),
    ];
    server.use(...backend.handlers);
  });

  const address = () => screen.getByTestId('address').textContent;
  const rowOf = (name: string | RegExp) =>
    screen.findByRole('row', { name: new RegExp(name) });

  describe('tenants', () => {
    it('are listed with level, limits, use, cost and refusals', async () => {
      renderPage({ path: '/cost-governance' });
      const cells = (row: HTMLElement) =>
        within(row)
          .getAllByRole('cell')
          .map(cell => cell.textContent);
      expect(cells(await rowOf('ledger-team'))).toEqual([
        '45.4K / 100K',
        '100K, 10K a minute',
        '58.9K',
        '$0.213',
        '3',
      ]);
      const payments = await rowOf('payments');
      expect(payments).toHaveTextContent('Stopped');
      expect(cells(payments).slice(0, 2)).toEqual([
        'Owes 10 tokens',
        '100K, 10K a minuteand 1 more limit',
      ]);
    });

    it('lead to their own view', async () => {
      renderPage({ path: '/cost-governance' });
      await userEvent.click(
        await screen.findByRole('link', { name: 'ledger-team' }),
      );
      expect(
        await screen.findByRole('heading', { name: 'Limits' }),
      ).toBeInTheDocument();
      expect(address()).toBe(
        `/cost-governance/tenants/${encodeURIComponent(LEDGER_TEAM_REF)}`,
      );
    });

    it('are read page by page', async () => {
      backend.tenants = Array.from({ length: 30 }, (_, index) =>
        aTenant({
          ref: `group:default/team-${String(index).padStart(2, '0')}`,
        }),
      );
      renderPage({ path: '/cost-governance' });
      await rowOf('team-24');
      expect(
        screen.queryByRole('row', { name: /team-25/ }),
      ).not.toBeInTheDocument();
      await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
      expect(await rowOf('team-29')).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Show more' }),
      ).not.toBeInTheDocument();
    });

    it('say how there will be some where there are none', async () => {
      backend.tenants = [];
      renderPage({ path: '/cost-governance' });
      expect(await screen.findByText('No tenants yet')).toBeInTheDocument();
    });
  });

  it.each(['', '/usage', '/keys', '/kill-switch'])(
    'names the permission that is missing at %p',
    async path => {
      backend.refusal = {
        of: /./,
        status: 403,
        name: 'NotAllowedError',
        message: 'Unauthorized',
      };
      renderPage({ path: `/cost-governance${path}` });
      expect(
        (await screen.findAllByText('costGovernance.llm.read')).length,
      ).toBeGreaterThan(0);
    },
  );

  it('tells a backend without the plugin from one that fails', async () => {
    backend.refusal = { of: /./, status: 404, name: '', message: '' };
    renderPage({ path: '/cost-governance' });
    expect(
      await screen.findByText('The cost-governance backend does not answer'),
    ).toBeInTheDocument();
  });

  describe('keys', () => {
    beforeEach(() => {
      backend.keys = [
        aKey({ id: '1', name: 'Live', lastUsedAt: secondsAgo(120) }),
        aKey({ id: '2', name: 'Old', expiresAt: secondsAgo(10) }),
        aKey({
          id: '3',
          name: 'Lost',
          tenant: PAYMENTS,
          revokedAt: secondsAgo(60),
          revokedBy: 'external:ci',
        }),
      ];
    });

    const states = async () =>
      (await screen.findAllByRole('rowheader')).map(
        head =>
          `${head.firstChild!.textContent}: ${
            within(head.closest('tr')!).getByText(/Active|Expired|Revoked/)
              .textContent
          }`,
      );

    it('are shown with their state and last use', async () => {
      renderPage({ path: '/cost-governance/keys' });
      expect(await states()).toEqual([
        'Live: Active',
        'Old: Expired',
        'Lost: Revoked',
      ]);
      expect(await rowOf('Live')).toHaveTextContent('2 minutes ago');
      // A service is no entity, and has no page.
      expect(await rowOf('Lost')).toHaveTextContent('by external:ci');
      expect(
        screen.queryByRole('link', { name: 'external:ci' }),
      ).not.toBeInTheDocument();
      expect(screen.getAllByRole('button', { name: /^Revoke/ })).toHaveLength(
        1,
      );
    });

    it('are selected by tenant and state, as the address says', async () => {
      renderPage({
        path: `/cost-governance/keys?tenant=${PAYMENTS}&state=revoked`,
      });
      expect(await states()).toEqual(['Lost: Revoked']);
      expect(
        backend.requests.some(
          asked =>
            asked.startsWith('GET /llm/virtual-keys') &&
            asked.includes(encodeURIComponent(PAYMENTS)),
        ),
      ).toBe(true);
    });
  });

  describe('the kill switch', () => {
    const open = (more: Partial<Parameters<typeof renderPage>[0]> = {}) =>
      renderPage({ path: '/cost-governance/kill-switch', ...more });
    const move = async (button: 'Stop calls' | 'Allow calls') => {
      const user = userEvent.setup();
      await user.type(
        await screen.findByRole('textbox', { name: /^Reason/ }),
        '  Too dear ',
      );
      await user.click(screen.getByRole('button', { name: button }));
      const dialog = await screen.findByRole('dialog');
      expect(dialog).toHaveTextContent('Too dear');
      expect(backend.requests.join()).not.toContain('PUT');
      await user.click(within(dialog).getByRole('button', { name: button }));
      return dialog;
    };

    it('stops all calls once that is confirmed, and shows it at once', async () => {
      open();
      expect(
        await screen.findByText('LLM calls are allowed'),
      ).toBeInTheDocument();
      await userEvent.click(
        await screen.findByRole('checkbox', {
          name: 'End running calls as well',
        }),
      );
      await move('Stop calls');
      expect(
        await screen.findByText('All LLM calls are stopped'),
      ).toBeInTheDocument();
      expect(backend.bodies).toEqual([
        { enabled: false, reason: 'Too dear', endRunning: true },
      ]);
      expect(await rowOf('Stopped')).toHaveTextContent(
        /running calls, too.*All tenants.*Too dear.*mira/,
      );
    });

    it('allows them again', async () => {
      backend.events = [aStop()];
      open();
      expect(
        await screen.findByText('All LLM calls are stopped'),
      ).toBeInTheDocument();
      await move('Allow calls');
      expect(
        await screen.findByText('LLM calls are allowed'),
      ).toBeInTheDocument();
      expect(backend.bodies).toEqual([{ enabled: true, reason: 'Too dear' }]);
    });

    it('stops one tenant, which the address may name', async () => {
      open({ path: `/cost-governance/kill-switch?tenant=${PAYMENTS}` });
      await move('Stop calls');
      expect(
        await screen.findByText('Except those of 1 tenant, which is stopped.', {
          exact: false,
        }),
      ).toBeInTheDocument();
      expect(backend.bodies).toEqual([
        {
          enabled: false,
          reason: 'Too dear',
          tenant: PAYMENTS,
          endRunning: false,
        },
      ]);
    });

    it('follows what somebody else does with it, without a reload', async () => {
      open();
      await screen.findByText('LLM calls are allowed');
      backend.events = [aStop()];
      expect(
        await screen.findByText('All LLM calls are stopped'),
      ).toBeInTheDocument();
    });

    it('asks again when the browser tab is looked at again', async () => {
      open();
      await screen.findByText('LLM calls are allowed');
      backend.events = [aStop()];
      act(() => {
        window.dispatchEvent(new Event('focus'));
      });
      expect(
        await screen.findByText('All LLM calls are stopped'),
      ).toBeInTheDocument();
    });

    it('tells a stop by the environment, and what the backend says to allow calls then', async () => {
      backend.isStoppedByEnvironment = true;
      backend.events = [aStop()];
      backend.refusal = {
        of: /^PUT/,
        status: 409,
        name: 'ConflictError',
        message: 'LLM_CALLS_ENABLED stops all calls',
      };
      open();
      expect(
        await screen.findByText('All LLM calls are stopped by the environment'),
      ).toBeInTheDocument();
      const dialog = await move('Allow calls');
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'The switch was not moved: LLM_CALLS_ENABLED stops all calls',
      );
    });

    it('cannot be moved without a reason', async () => {
      open();
      await screen.findByText('LLM calls are allowed');
      await userEvent.type(
        await screen.findByRole('textbox', { name: /^Reason/ }),
        '   ',
      );
      expect(screen.getByRole('button', { name: 'Stop calls' })).toBeDisabled();
    });

    it('cannot be moved without permission, and is shown with its history', async () => {
      backend.events = [aStop()];
      open({ denied: [llmControlPermission] });
      expect(
        await screen.findByText('costGovernance.llm.control'),
      ).toBeInTheDocument();
      expect(await rowOf('Stopped')).toBeInTheDocument();
      expect(
        screen.queryByRole('button', { name: 'Stop calls' }),
      ).not.toBeInTheDocument();
    });

    it('is told on the other views, too', async () => {
      backend.events = [aStop()];
      renderPage({ path: '/cost-governance' });
      await waitFor(() =>
        expect(screen.getByRole('alert')).toHaveTextContent(
          'All LLM calls are stopped',
        ),
      );
    });
  });
});
