import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { PORTAL_TOPIC } from '@proofline/backstage-plugin-spec-coverage-common';
import { setupServer } from 'msw/node';
import {
  PORTAL_ENTITIES,
  PORTAL_SPECS,
} from '../../__testUtils__/portalFixture';
import { TestSignals } from '../../__testUtils__/renderEntityPage';
import { renderPortal } from '../../__testUtils__/renderPortal';
import { TestPortal } from '../../__testUtils__/TestPortal';

describe('the page of the whole portal', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let portal: TestPortal;
  beforeEach(() => {
    portal = new TestPortal();
    portal.specs = PORTAL_SPECS;
    server.use(...portal.handlers);
  });

  const signals = new TestSignals();
  const renderPage = (search = '') =>
    renderPortal({
      path: `/spec-coverage${search}`,
      entities: PORTAL_ENTITIES,
      signals,
    });

  /** The ring of the totals: no other part of the page has one. */
  const ring = (percentage: string) =>
    ['img', { name: `${percentage} of the invariants are proven` }] as const;
  const total = (percentage: string) => screen.findByRole(...ring(percentage));
  const shown = (percentage: string) => screen.queryByRole(...ring(percentage));

  const address = () => screen.getByTestId('address').textContent;
  const choose = async (label: string, option: string) => {
    const user = userEvent.setup();
    await user.click(
      screen.getByRole('button', { name: new RegExp(`${label}$`) }),
    );
    await user.click(await screen.findByRole('option', { name: option }));
  };
  /** The bars of a list of groups, as words. */
  const bars = () =>
    within(screen.getByRole('region', { name: /^Coverage by/ }))
      .getAllByRole('listitem')
      .map(item => item.textContent);

  describe('totals', () => {
    it('shows what is proven, what has drifted since when, and how fast proofs are', async () => {
      portal.latency = { p50Ms: 1200, p95Ms: 120_000 };
      renderPage();
      expect(
        await screen.findByRole('img', {
          name: '50% of the invariants are proven',
        }),
      ).toBeInTheDocument();
      expect(screen.getByText('3 of 6 invariants proven')).toBeInTheDocument();
      const facts = screen
        .getAllByRole('term')
        .map(term => [
          term.textContent,
          ...[...term.parentElement!.querySelectorAll('dd')].map(
            detail => detail.textContent,
          ),
        ]);
      expect(facts).toEqual([
        ['Specs proven in full', '1', 'of 3'],
        ['Open drifts', '2', 'the oldest for 10 days'],
        ['Proof latency', '1.2 sec', 'median; 2 min at the 95th percentile'],
        ['Last proof in full', 'never'],
      ]);
    });

    it('keeps what is on the screen while the answer to another question is on its way', async () => {
      renderPage();
      await total('50%');
      let open = () => {};
      portal.gate = new Promise(resolve => {
        open = resolve;
      });
      await choose('System', 'Sales');
      expect(address()).toBe('/spec-coverage?system=system%3Adefault%2Fsales');
      expect(shown('50%')).toBeInTheDocument();
      open();
      expect(await total('0%')).toBeInTheDocument();
      expect(shown('50%')).not.toBeInTheDocument();
    });

    it('shows a verdict that comes in, and shows no skeleton for it', async () => {
      renderPage();
      await total('50%');
      portal.specs = PORTAL_SPECS.slice(0, 2);
      act(() => signals.publish(PORTAL_TOPIC));
      expect(shown('50%')).toBeInTheDocument();
      expect(await total('75%')).toBeInTheDocument();
    });
  });

  describe('filters', () => {
    it('are offered by name, go into the address, and are asked for everywhere', async () => {
      renderPage();
      await total('50%');
      await choose('Owner', 'Checkout team');
      expect(await total('25%')).toBeInTheDocument();
      await choose('Source', 'jira');
      await choose('State of the spec', 'Drifted');
      await waitFor(() =>
        expect(address()).toBe(
          '/spec-coverage?owner=group%3Adefault%2Fcheckout-team&source=jira&state=drifted',
        ),
      );
      const asked = {
        owner: 'group:default/checkout-team',
        source: 'jira',
        state: 'drifted',
      };
      await waitFor(() =>
        expect(
          Object.fromEntries(portal.requestsTo('/coverage').at(-1)!),
        ).toEqual(asked),
      );
      expect(
        Object.fromEntries(portal.requestsTo('/coverage/groups').at(-1)!),
      ).toMatchObject({ by: 'system', ...asked });
      expect(
        Object.fromEntries(portal.requestsTo('/drifts').at(-1)!),
      ).toMatchObject({ ...asked, state: 'open', specState: 'drifted' });
    });

    it('are taken from an address that was shared, and by the back button', async () => {
      const user = userEvent.setup();
      renderPage('?system=system:default/sales');
      expect(await total('0%')).toBeInTheDocument();
      expect(
        await screen.findByRole('button', { name: /Sales.*System$/ }),
      ).toBeInTheDocument();

      await choose('System', 'Payments');
      await total('75%');
      await user.click(screen.getByRole('button', { name: 'Back' }));
      expect(await total('0%')).toBeInTheDocument();
    });

    it('are cleared together', async () => {
      const user = userEvent.setup();
      renderPage('?system=system:default/sales&source=jira&by=owner');
      await total('0%');
      await user.click(screen.getByRole('button', { name: 'Clear filters' }));
      expect(await total('50%')).toBeInTheDocument();
      expect(address()).toBe('/spec-coverage?by=owner');
      expect(
        screen.queryByRole('button', { name: 'Clear filters' }),
      ).not.toBeInTheDocument();
    });

    it('that cannot be are not asked for', async () => {
      renderPage('?owner=group:&state=happy&by=colour&source=');
      await total('50%');
      expect(portal.requestsTo('/coverage').map(String)).toEqual(['']);
    });
  });

  describe('groups', () => {
    it('are systems at first, each leading to its Coverage tab', async () => {
      renderPage();
      await waitFor(() =>
        expect(bars()).toEqual([
          'Payments75%3 of 4 invariants proven',
          'Sales0%0 of 2 invariants proven',
        ]),
      );
      expect(screen.getByRole('link', { name: 'Payments' })).toHaveAttribute(
        'href',
        '/catalog/default/system/payments/coverage',
      );
    });

    it.each([
      [
        'Owner',
        'Checkout team25%1 of 4 invariants proven',
        '/catalog/default/group/checkout-team',
      ],
      [
        'Component',
        'ledger100%2 of 2 invariants proven',
        '/catalog/default/component/ledger/coverage',
      ],
      [
        'Source',
        'files75%3 of 4 invariants proven',
        '/spec-coverage?source=files',
      ],
      ['Repository', 'acme/payments100%2 of 2 invariants proven', undefined],
    ])('by %s lead on', async (grouping, bar, href) => {
      const user = userEvent.setup();
      renderPage();
      await user.click(await screen.findByRole('radio', { name: grouping }));
      await waitFor(() => expect(bars()).toContain(bar));
      expect(address()).toBe(
        `/spec-coverage?by=${grouping.toLocaleLowerCase('en-US')}`,
      );
      const name = bar.match(/^(.*?)\d/)![1];
      const links = within(
        screen.getByRole('region', { name: /^Coverage by/ }),
      ).queryAllByRole('link', { name });
      expect(links.map(link => link.getAttribute('href'))).toEqual(
        href === undefined ? [] : [href],
      );
    });

    it('are shown in parts', async () => {
      const user = userEvent.setup();
      portal.specs = Array.from({ length: 30 }, (_, index) => ({
        ...PORTAL_SPECS[0],
        ref: `files:specs/${index}.md`,
        system: `system:default/s-${index}`,
      }));
      renderPage();
      const more = await screen.findByRole('button', { name: 'Load more' });
      expect(bars()).toHaveLength(12);
      await user.click(more);
      await waitFor(() => expect(bars()).toHaveLength(24));
      await user.click(screen.getByRole('button', { name: 'Load more' }));
      await waitFor(() => expect(bars()).toHaveLength(30));
      expect(
        screen.queryByRole('button', { name: 'Load more' }),
      ).not.toBeInTheDocument();
    });
  });

  describe('drifts', () => {
    it('are listed, the oldest first, and lead to their spec where the catalog has a page for it', async () => {
      renderPage();
      const list = within(
        await screen.findByRole('list', { name: 'Oldest open drifts' }),
      );
      expect(list.getAllByRole('listitem').map(li => li.textContent)).toEqual([
        'Basketjira:SALES-1DriftedDrift open for 10 days',
        'refundsfiles:specs/refunds.mdUnprovenDrift open for 2 hr',
      ]);
      expect(await list.findByRole('link', { name: 'Basket' })).toHaveAttribute(
        'href',
        '/catalog/default/spec/jira.sales-1/coverage',
      );
      expect(
        list.queryByRole('link', { name: 'refunds' }),
      ).not.toBeInTheDocument();
    });

    it('are counted by age', async () => {
      const user = userEvent.setup();
      renderPage();
      await user.click(
        await screen.findByRole('button', {
          name: 'Open drifts by age as a table',
        }),
      );
      const rows = within(
        screen.getByRole('table', { name: 'Open drifts by age' }),
      )
        .getAllByRole('row')
        .map(row => row.textContent);
      expect(rows).toEqual([
        'OpenOpen drifts',
        'Under 1 day1',
        'Up to 7 days0',
        'Up to 30 days1',
        'Over 30 days0',
      ]);
    });
  });

  describe('trend', () => {
    const lastAsked = () => {
      const query = portal.requestsTo('/coverage/trends').at(-1);
      return query?.get('entityRef');
    };

    it.each([
      ['', null],
      ['?owner=group:default/ledger-team', 'group:default/ledger-team'],
      ['?system=system:default/payments', 'system:default/payments'],
    ])('is that of just what is counted: %p', async (search, entityRef) => {
      renderPage(search);
      await screen.findByText('Coverage over time');
      expect(lastAsked()).toBe(entityRef);
    });

    it.each([
      '?source=jira',
      '?state=drifted',
      '?owner=group:default/checkout-team&system=system:default/sales',
    ])('is not made up where none is kept: %s', async search => {
      renderPage(search);
      expect(
        await screen.findByText('No trend for this selection'),
      ).toBeInTheDocument();
      expect(portal.requestsTo('/coverage/trends')).toEqual([]);
    });

    it('is left away for those who may not see all of it', async () => {
      portal.refusal = {
        path: /trends/,
        status: 403,
        name: 'NotAllowedError',
        message: 'History is kept for the whole of the portal',
      };
      renderPage();
      expect(
        await screen.findByText(/you may not see all specs/),
      ).toBeInTheDocument();
      expect(await total('50%')).toBeInTheDocument();
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    });

    it('goes as far back as the address says', async () => {
      const user = userEvent.setup();
      renderPage('?range=quarter');
      await screen.findByText('Coverage over time');
      const days = () => {
        const query = portal.requestsTo('/coverage/trends').at(-1)!;
        return (
          (Date.parse(query.get('to')!) - Date.parse(query.get('from')!)) /
            (24 * 60 * 60_000) +
          1
        );
      };
      expect(days()).toBe(90);
      await user.click(screen.getByRole('radio', { name: '1 year' }));
      await waitFor(() => expect(days()).toBe(365));
      expect(address()).toBe('/spec-coverage?range=year');
    });
  });

  describe('leaderboard', () => {
    it('ranks owners, and leads to them', async () => {
      portal.averageLatencies = { 'group:default/ledger-team': 1500 };
      renderPage();
      const list = within(
        await screen.findByRole('list', { name: 'Top performers' }),
      );
      await waitFor(() =>
        expect(list.getAllByRole('listitem').map(li => li.textContent)).toEqual(
          [
            '1Ledger team1 of 1 spec proven100%1.5 sec on average',
            '2Checkout team0 of 2 specs proven25%no recent proofs',
          ],
        ),
      );
      expect(list.getByRole('link', { name: 'Ledger team' })).toHaveAttribute(
        'href',
        '/catalog/default/group/ledger-team',
      );
    });

    it('compares owners also where one is chosen, and says so', async () => {
      renderPage(
        '?owner=group:default/ledger-team&system=system:default/payments',
      );
      expect(
        await screen.findByText(/filters by owner and by state are left aside/),
      ).toBeInTheDocument();
      const query = portal.requestsTo('/coverage/top-performers').at(-1)!;
      expect(query.get('system')).toBe('system:default/payments');
      expect(query.has('owner')).toBe(false);
    });
  });

  describe('files', () => {
    const csvOf = async (name: string): Promise<string> => {
      const user = userEvent.setup();
      const blobs: Blob[] = [];
      URL.createObjectURL = blob => {
        blobs.push(blob as Blob);
        return 'blob:file';
      };
      URL.revokeObjectURL = () => {};
      const click = jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(() => {});
      await user.click(
        await screen.findByRole('button', { name: `${name} as a CSV file` }),
      );
      click.mockRestore();
      const text = await blobs[0].text();
      return text.replace('\uFEFF', '');
    };

    it('have the numbers that are on the screen', async () => {
      portal.averageLatencies = { 'group:default/ledger-team': 1500 };
      renderPage();
      expect(await csvOf('Coverage by system')).toBe(
        'System,Coverage,Proven,Invariants\r\n' +
          'system:default/payments,75,3,4\r\n' +
          'system:default/sales,0,0,2\r\n',
      );
      expect(await csvOf('Top performers')).toBe(
        'Rank,Owner,Specs proven,Specs,Coverage,Average proof latency (ms)\r\n' +
          '1,group:default/ledger-team,1,1,100,1500\r\n' +
          '2,group:default/checkout-team,0,2,25,\r\n',
      );
      expect(await csvOf('Open drifts by age')).toBe(
        'Open,Open drifts\r\n' +
          'Under 1 day,1\r\nUp to 7 days,0\r\nUp to 30 days,1\r\nOver 30 days,0\r\n',
      );
      expect(await csvOf('Oldest open drifts')).toBe(
        'Spec,Title,State,Open since\r\n' +
          `jira:SALES-1,Basket,drifted,${PORTAL_SPECS[2].openedAt}\r\n` +
          `files:specs/refunds.md,refunds,unproven,${PORTAL_SPECS[1].openedAt}\r\n`,
      );
    });
  });

  describe('without numbers', () => {
    it('says that they are on their way', async () => {
      portal.gate = new Promise(() => {});
      renderPage();
      expect(
        await screen.findByText('Loading the coverage of the portal'),
      ).toHaveAttribute('role', 'status');
    });

    it('says how to begin where there are no specs at all', async () => {
      portal.specs = [];
      renderPage();
      expect(await screen.findByText('No specs yet')).toBeInTheDocument();
      expect(
        screen.getByText('proofline.io/specs: files:specs/my-service.md', {
          exact: false,
        }),
      ).toBeInTheDocument();
      expect(screen.queryByText('Leaderboard')).not.toBeInTheDocument();
      expect(
        screen.queryByRole('group', { name: 'What is counted' }),
      ).not.toBeInTheDocument();
    });

    it('offers to clear filters that leave nothing', async () => {
      const user = userEvent.setup();
      renderPage('?source=confluence');
      expect(await screen.findByText('No spec matches')).toBeInTheDocument();
      const [, inNotice] = screen.getAllByRole('button', {
        name: 'Clear filters',
      });
      await user.click(inNotice);
      expect(await total('50%')).toBeInTheDocument();
    });

    it('offers to clear filters that the backend refuses', async () => {
      const user = userEvent.setup();
      portal.refusal = {
        path: /./,
        status: 400,
        name: 'InputError',
        message: 'The owner has a NUL in it',
      };
      renderPage('?owner=%00');
      expect(
        await screen.findByText('The owner has a NUL in it'),
      ).toBeInTheDocument();
      portal.refusal = undefined;
      await user.click(screen.getByRole('button', { name: 'Clear filters' }));
      expect(await total('50%')).toBeInTheDocument();
      expect(portal.requests.at(-1)).not.toContain('owner');
    });

    it('names the permission that is missing', async () => {
      portal.refusal = {
        path: /./,
        status: 403,
        name: 'NotAllowedError',
        message: 'Unauthorized',
      };
      renderPage();
      expect(
        await screen.findByText('You may not see this coverage'),
      ).toBeInTheDocument();
      expect(screen.getByText('specCoverage.spec.read')).toBeInTheDocument();
      expect(screen.queryByText('Drift backlog')).not.toBeInTheDocument();
    });

    it('says what went wrong and asks again on request', async () => {
      const user = userEvent.setup();
      portal.refusal = {
        path: /./,
        status: 500,
        name: 'Error',
        message: 'The table is locked',
      };
      renderPage();
      expect(
        await screen.findByText('The table is locked'),
      ).toBeInTheDocument();
      portal.refusal = undefined;
      await user.click(screen.getByRole('button', { name: 'Retry' }));
      expect(await total('50%')).toBeInTheDocument();
    });

    it('shows the rest where a part fails', async () => {
      portal.refusal = {
        path: /drifts/,
        status: 500,
        name: 'Error',
        message: 'The table is locked',
      };
      renderPage();
      expect(
        await screen.findByText('Oldest open drifts could not be loaded'),
      ).toBeInTheDocument();
      expect(await total('50%')).toBeInTheDocument();
    });
  });
});
