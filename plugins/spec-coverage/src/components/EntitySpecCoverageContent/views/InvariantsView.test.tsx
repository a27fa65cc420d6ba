import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  anInvariant,
  aSpec,
  aVerdict,
  LEDGER,
  secondsAgo,
} from '../../../__testUtils__/fixtures';
import {
  addressOf,
  renderEntityPage,
  TestSignals,
} from '../../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../../__testUtils__/TestBackend';

const PAYOUTS = 'files:specs/payouts.md';

const SPECS = [
  aSpec([
    anInvariant('LEDGER-1', 'proven', {
      text: 'the balance is never negative',
      story: 'jira:PAY-10',
      verdict: aVerdict('proven', { settledAt: secondsAgo(60) }),
    }),
    anInvariant('LEDGER-2', 'failed', {
      text: 'transfers keep the sum',
      story: 'jira:PAY-12',
      verdict: aVerdict('failed', {
        settledAt: secondsAgo(600),
        counterexample: [{ name: 'amount', sort: 'Int', value: '-5' }],
      }),
    }),
  ]),
  aSpec(
    [
      anInvariant('PAYOUTS-1', 'stale', { text: 'nobody is paid twice' }),
      anInvariant('PAYOUTS-2', 'proven', { text: 'fees are taken once' }),
    ],
    { ref: PAYOUTS, title: 'Payouts' },
  ),
];

describe('the invariants view', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    Element.prototype.scrollIntoView = jest.fn();
    backend = new TestBackend();
    backend.specs = SPECS;
    server.use(...backend.handlers);
  });

  const render = (path = '/invariants', signals?: TestSignals) =>
    renderEntityPage({ entity: LEDGER, show: 'tab', path, signals });

  const table = () => screen.findByRole('table', { name: 'Invariants' });
  const keys = () =>
    screen
      .queryAllByRole('rowheader')
      .map(head => within(head).getByRole('button').textContent);
  /** What follows the address of the page. */
  const address = () =>
    screen.getByTestId('address').textContent?.replace(addressOf(LEDGER), '');
  /** The query of the last request for invariants. */
  const asked = () =>
    Object.fromEntries(
      new URLSearchParams(
        backend.requests.filter(each => /\/invariants\?/.test(each)).at(-1)!,
      ),
    );

  it('shows of each invariant its state, claim, story, spec and verdict', async () => {
    render();
    const row = within(await table()).getAllByRole('row')[1];
    expect(row).toHaveTextContent('Proven');
    expect(row).toHaveTextContent('LEDGER-1');
    expect(row).toHaveTextContent('the balance is never negative');
    expect(row).toHaveTextContent('Ledger');
    expect(row).toHaveTextContent('z3');
    expect(
      within(row).getByRole('link', { name: 'jira:PAY-10' }),
    ).toHaveAttribute('href', `${addressOf(LEDGER)}/stories/jira%3APAY-10`);
  });

  it('takes what is selected from the address', async () => {
    render('/invariants?state=stale&state=failed&sort=state&order=desc');
    await table();
    expect(keys()).toEqual(expect.arrayContaining(['LEDGER-2', 'PAYOUTS-1']));
    expect(keys()).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'Stale 1' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(screen.getByRole('columnheader', { name: 'State' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('takes nothing from an address that cannot be in it', async () => {
    render('/invariants?state=purple&sort=height&order=sideways');
    await table();
    expect(keys()).toHaveLength(4);
    expect(asked()).toMatchObject({ sort: 'spec', order: 'asc' });
    expect(asked()).not.toHaveProperty('state');
  });

  it('puts what is typed into the address, and finds it', async () => {
    const user = userEvent.setup();
    render();
    await table();
    await user.type(
      screen.getByRole('searchbox', { name: 'Search invariants' }),
      'paid twice',
    );
    await waitFor(() => expect(keys()).toEqual(['PAYOUTS-1']));
    expect(address()).toBe('/invariants?search=paid+twice');
    // One step back is where one was before, not a letter less.
    expect(backend.count(/search=/)).toBe(1);
  });

  it('filters by states, and goes back to what was selected before', async () => {
    const user = userEvent.setup();
    render();
    await table();
    await user.click(screen.getByRole('button', { name: 'Failed 1' }));
    await waitFor(() => expect(keys()).toEqual(['LEDGER-2']));
    expect(address()).toBe('/invariants?state=failed');
    await user.click(screen.getByRole('button', { name: 'Stale 1' }));
    await waitFor(() => expect(keys()).toHaveLength(2));
    expect(address()).toBe('/invariants?state=stale&state=failed');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(keys()).toEqual(['LEDGER-2']));
  });

  it('sorts by the head of a column, and the other way round by the same', async () => {
    const user = userEvent.setup();
    render();
    await table();
    const head = screen.getByRole('button', { name: 'Last verdict' });
    await user.click(head);
    await waitFor(() => expect(keys()[0]).toBe('LEDGER-1'));
    expect(address()).toBe('/invariants?sort=settledAt');
    expect(asked()).toMatchObject({ sort: 'settledAt', order: 'desc' });
    await user.click(head);
    await waitFor(() => expect(keys().at(-1)).toBe('LEDGER-1'));
    expect(address()).toBe('/invariants?sort=settledAt&order=asc');
    expect(
      screen.getByRole('columnheader', { name: 'Last verdict' }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  it('opens a row to say why, and the address says so', async () => {
    const user = userEvent.setup();
    const { unmount } = render();
    await table();
    const toggle = screen.getByRole('button', { name: 'LEDGER-2' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    toggle.focus();
    await user.keyboard('{Enter}');
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    const example = () =>
      screen.findByRole('table', { name: 'The claim fails for:' });
    expect(await example()).toHaveTextContent('amount-5Int');
    const shared = address()!;
    expect(shared).toBe(
      '/invariants?open=files%3Aspecs%2Fledger.md%23LEDGER-2',
    );
    unmount();

    render(shared);
    expect(await example()).toBeInTheDocument();
  });

  describe('of thousands', () => {
    beforeEach(() => {
      backend.specs = [
        aSpec(
          Array.from({ length: 5000 }, (_, index) =>
            anInvariant(
              `K-${String(index).padStart(4, '0')}`,
              index % 2 ? 'proven' : 'unproven',
            ),
          ),
        ),
      ];
    });

    it('asks for a page and draws a page, forwards and backwards', async () => {
      const user = userEvent.setup();
      render('/invariants?sort=key');
      await table();
      expect(keys()).toHaveLength(50);
      expect(asked()).toMatchObject({ limit: '50' });
      expect(screen.getByText('1 to 50 of 5,000')).toBeInTheDocument();
      expect(screen.getByRole('button', { name: 'First page' })).toBeDisabled();
      expect(
        screen.getByRole('button', { name: 'Previous page' }),
      ).toBeDisabled();

      const next = screen.getByRole('button', { name: 'Next page' });
      await user.click(next);
      await waitFor(() => expect(keys()[0]).toBe('K-0050'));
      expect(keys()).toHaveLength(50);
      expect(address()).toBe('/invariants?sort=key&cursor=50');
      expect(screen.getByText('51 to 100 of 5,000')).toBeInTheDocument();
      await user.click(next);
      await waitFor(() => expect(keys()[0]).toBe('K-0100'));

      await user.click(screen.getByRole('button', { name: 'Previous page' }));
      await waitFor(() => expect(keys()[0]).toBe('K-0050'));
      await user.click(next);
      await waitFor(() => expect(keys()[0]).toBe('K-0100'));
      await user.click(screen.getByRole('button', { name: 'First page' }));
      await waitFor(() => expect(keys()[0]).toBe('K-0000'));
      expect(address()).toBe('/invariants?sort=key');
    });

    it('opens a page that was shared, from which the first is one step', async () => {
      const user = userEvent.setup();
      render('/invariants?sort=key&cursor=4950');
      await table();
      expect(keys().at(-1)).toBe('K-4999');
      expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
      expect(
        screen.getByRole('button', { name: 'Previous page' }),
      ).toBeDisabled();
      await user.click(screen.getByRole('button', { name: 'First page' }));
      await waitFor(() => expect(keys()[0]).toBe('K-0000'));
    });

    it('begins with the first page when something else is selected', async () => {
      const user = userEvent.setup();
      render('/invariants?sort=key&cursor=100');
      await table();
      await user.click(screen.getByRole('button', { name: 'Proven 2,500' }));
      await waitFor(() => expect(keys()[0]).toBe('K-0001'));
      expect(address()).toBe('/invariants?sort=key&state=proven');
    });

    it('draws a page of them in the overview as well', async () => {
      render('');
      const list = await screen.findByRole('list', {
        name: 'Invariants of Ledger',
      });
      expect(within(list).getAllByRole('listitem')).toHaveLength(50);
    });
  });

  it('keeps its rows when a verdict comes in', async () => {
    const signals = new TestSignals();
    render('/invariants?sort=key', signals);
    await table();
    const rows = screen.getAllByRole('row');
    expect(rows[3]).toHaveTextContent('Stale');
    backend.specs = [
      SPECS[0],
      aSpec(
        [
          anInvariant('PAYOUTS-1', 'failed', { text: 'nobody is paid twice' }),
          SPECS[1].invariants[1],
        ],
        { ref: PAYOUTS, title: 'Payouts' },
      ),
    ];
    act(() => signals.publish('component:default/ledger'));
    await waitFor(() => expect(rows[3]).toHaveTextContent('Failed'));
    expect(screen.getAllByRole('row')).toEqual(rows);
    screen
      .getAllByRole('row')
      .forEach((row, index) => expect(row).toBe(rows[index]));
  });

  it('keeps the page before on the screen while the next is on its way', async () => {
    const user = userEvent.setup();
    render();
    await table();
    let open = () => {};
    backend.gate = new Promise(resolve => {
      open = resolve;
    });
    await user.click(screen.getByRole('button', { name: 'Failed 1' }));
    expect(keys()).toHaveLength(4);
    open();
    await waitFor(() => expect(keys()).toEqual(['LEDGER-2']));
  });

  it('says when nothing matches, and when there is nothing', async () => {
    const { unmount } = render('/invariants?search=zebra');
    expect(
      await screen.findByText('No invariant matches.'),
    ).toBeInTheDocument();
    unmount();

    backend.specs = [aSpec([], { state: 'nothing-to-prove' })];
    render();
    expect(
      await screen.findByText('The specs state no invariants.'),
    ).toBeInTheDocument();
  });

  it('says that it is loading', async () => {
    let open = () => {};
    render('');
    await screen.findByRole('heading', { name: 'Specs' });
    backend.gate = new Promise(resolve => {
      open = resolve;
    });
    await userEvent.click(screen.getByRole('link', { name: 'Invariants' }));
    expect(await screen.findByText('Loading Invariants')).toBeInTheDocument();
    open();
    expect(await table()).toBeInTheDocument();
  });

  it('says what is wrong with an address, and leads out of it', async () => {
    backend.refusedRoutes = /invariants$/;
    backend.refusal = {
      status: 400,
      name: 'InputError',
      message: "The query parameter 'cursor' is not one that this API gave out",
    };
    render('/invariants?cursor=forged');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "The query parameter 'cursor' is not one that this API gave out",
    );
    backend.refusal = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(await table()).toBeInTheDocument();
  });

  it('shows nothing to those who may not see it', async () => {
    const signals = new TestSignals();
    render('/invariants', signals);
    await table();
    backend.refusedRoutes = /invariants$/;
    backend.refusal = { status: 403, name: 'NotAllowedError', message: 'no' };
    act(() => signals.publish('component:default/ledger'));
    expect(
      await screen.findByText('You may not see this: Invariants'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
