import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { DateTime } from 'luxon';
import { setupServer } from 'msw/node';
import type { Acceptance } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  anInvariant,
  aSpec,
  aVerdict,
  LEDGER,
  secondsAgo,
  SPEC_REF,
} from '../../../__testUtils__/fixtures';
import {
  addressOf,
  renderEntityPage,
  TestSignals,
} from '../../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../../__testUtils__/TestBackend';

const FAILED = anInvariant('LEDGER-2', 'failed', {
  text: 'transfers keep the sum',
  verdict: aVerdict('failed', {
    counterexample: [{ name: 'amount', sort: 'Int', value: '-5' }],
  }),
});

const DRIFTED = {
  state: 'drifted' as const,
  provenHash: '1a2b3c4d',
  contentHash: '5e6f7a8b',
  drift: { id: 'd', openedAt: secondsAgo(2 * 3600 + 5) },
};

const ACCEPTANCE: Acceptance = {
  acceptedBy: 'user:default/ada',
  acceptedAt: secondsAgo(300),
  reason: 'The bank rounds the same way',
  until: '2100-01-31T12:00:00Z',
};

describe('the drift view', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  let signals: TestSignals;
  beforeEach(() => {
    signals = new TestSignals();
    backend = new TestBackend();
    backend.changes = {
      specRef: SPEC_REF,
      truncated: false,
      invariants: [],
      hunks: [
        {
          fromLine: 7,
          toLine: 7,
          lines: [
            { type: 'removed', text: 'at least 0 cents' },
            { type: 'added', text: 'at least 1 cent' },
          ],
        },
      ],
    };
    backend.specs = [
      aSpec([anInvariant('LEDGER-1', 'proven'), FAILED], DRIFTED),
    ];
    server.use(...backend.handlers);
  });

  const render = (options: { mayVerify?: boolean; mayAccept?: boolean } = {}) =>
    renderEntityPage({
      entity: LEDGER,
      show: 'tab',
      path: '/drift',
      signals,
      ...options,
    });

  const notProven = async () =>
    within(
      await screen.findByRole('list', {
        name: 'Invariants of Ledger that are not proven',
      }),
    );

  const acceptButton = () =>
    screen.findByRole('button', { name: 'Accept the risk of LEDGER-2' });

  it('shows since when, what changed, and what is not proven, with the counterexample', async () => {
    render();
    expect(
      await screen.findByRole('heading', { name: 'Ledger' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Drift open for 2 hr')).toBeInTheDocument();
    expect(
      await screen.findByRole('table', { name: 'Changed text of Ledger' }),
    ).toHaveTextContent('at least 1 cent');
    const rows = (await notProven()).getAllByRole('listitem');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('LEDGER-2');
    expect(rows[0]).toHaveTextContent('amount-5Int');
    // Thousands of invariants that are proven are none of its business.
    expect(backend.count(/GET .*\/specs\/[^/]*$/)).toBe(0);
  });

  it('says when no version was ever proven', async () => {
    backend.specs = [aSpec([FAILED], { ...DRIFTED, provenHash: undefined })];
    render();
    expect(
      await screen.findByText(/No version of it was ever proven in full/),
    ).toBeInTheDocument();
    expect(backend.count(/changes/)).toBe(0);
  });

  it('shows a part of thousands, and leads to all', async () => {
    backend.specs = [
      aSpec(
        Array.from({ length: 5000 }, (_, index) =>
          anInvariant(`K-${index}`, 'unproven'),
        ),
        DRIFTED,
      ),
    ];
    render();
    expect((await notProven()).getAllByRole('listitem')).toHaveLength(10);
    const link = screen.getByRole('link', { name: 'All that are not proven' });
    const url = new URL(link.getAttribute('href')!, 'http://localhost');
    expect(url.pathname).toBe(`${addressOf(LEDGER)}/invariants`);
    expect(url.searchParams.get('search')).toBe(SPEC_REF);
    expect(url.searchParams.getAll('state')).not.toContain('proven');
  });

  it('asks for a verification', async () => {
    const user = userEvent.setup();
    render();
    await user.click(
      await screen.findByRole('button', { name: 'Verify Ledger' }),
    );
    expect(
      await screen.findByText('A check of Ledger was requested'),
    ).toBeInTheDocument();
    expect(backend.count(/POST .*\/verify/)).toBe(1);
  });

  it('takes a risk with a reason and an end, and takes that back', async () => {
    const user = userEvent.setup();
    backend.onAcceptance = ({ request }) => {
      backend.specs = [
        aSpec(
          [
            request
              ? {
                  ...FAILED,
                  state: 'accepted',
                  acceptance: { ...ACCEPTANCE, ...request },
                }
              : FAILED,
          ],
          request ? {} : DRIFTED,
        ),
      ];
    };
    render();
    await user.click(await acceptButton());
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: 'Accept risk' });
    // A risk without a reason is taken by nobody.
    expect(submit).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      '  The bank rounds the same way ',
    );
    const end = dialog.getByLabelText(/Until the end of/);
    const inAWeek = DateTime.now().plus({ days: 7 });
    await user.clear(end);
    expect(submit).toBeDisabled();
    await user.type(end, inAWeek.toISODate()!);
    await user.click(submit);

    expect(
      await screen.findByText('The risk of LEDGER-2 is accepted'),
    ).toBeInTheDocument();
    expect(backend.acceptances).toEqual([
      {
        specRef: SPEC_REF,
        key: 'LEDGER-2',
        request: {
          reason: 'The bank rounds the same way',
          until: inAWeek.endOf('day').toUTC().toISO(),
        },
      },
    ]);
    const accepted = within(
      await screen.findByRole('list', { name: 'Accepted risks' }),
    ).getByRole('listitem');
    expect(accepted).toHaveTextContent(
      `Accepted by ada 5 minutes ago, until ${inAWeek.toLocaleString(
        DateTime.DATE_MED,
        { locale: 'en' },
      )}: The bank rounds the same way`,
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(await screen.findByText('No open drift')).toBeInTheDocument();

    await user.click(
      screen.getByRole('button', {
        name: 'Withdraw the acceptance of LEDGER-2',
      }),
    );
    expect(
      await screen.findByText('The acceptance of LEDGER-2 is withdrawn'),
    ).toBeInTheDocument();
    expect(backend.acceptances.at(-1)).toEqual({
      specRef: SPEC_REF,
      key: 'LEDGER-2',
    });
    expect(await acceptButton()).toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Accepted risks' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['yesterday', { days: -1 }],
    ['today', { days: 0 }],
    ['in two years', { days: 730 }],
  ])('takes no risk until %s', async (_, days) => {
    const user = userEvent.setup();
    render();
    await user.click(await acceptButton());
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'why');
    const end = dialog.getByLabelText(/Until the end of/);
    await user.clear(end);
    await user.type(end, DateTime.now().plus(days).toISODate()!);
    expect(dialog.getByRole('button', { name: 'Accept risk' })).toBeDisabled();
  });

  it('says why a risk was not taken, and keeps what was typed', async () => {
    const user = userEvent.setup();
    backend.acceptanceRefusal = {
      status: 409,
      name: 'ConflictError',
      message: 'LEDGER-2 is proven by now',
    };
    render();
    await user.click(await acceptButton());
    const dialog = within(await screen.findByRole('dialog'));
    const reason = dialog.getByRole('textbox', { name: /Reason/ });
    await user.type(reason, 'why not');
    await user.click(dialog.getByRole('button', { name: 'Accept risk' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'LEDGER-2 is proven by now',
    );
    expect(reason).toHaveValue('why not');
  });

  it('says why a risk was not taken back', async () => {
    const user = userEvent.setup();
    backend.specs = [
      aSpec([{ ...FAILED, state: 'accepted', acceptance: ACCEPTANCE }]),
    ];
    backend.acceptanceRefusal = {
      status: 403,
      name: 'NotAllowedError',
      message: 'Only its owners may',
    };
    render();
    await user.click(
      await screen.findByRole('button', {
        name: 'Withdraw the acceptance of LEDGER-2',
      }),
    );
    expect(await screen.findByText('Only its owners may')).toBeInTheDocument();
  });

  it('shows what was accepted, and offers nothing, to those who may not accept', async () => {
    // Another SpecRef than in the other tests: permissions are remembered by it.
    const ref = 'files:specs/others.md';
    backend.specs = [
      aSpec(
        [
          { ...FAILED, ref: `${ref}#LEDGER-2` },
          anInvariant('LEDGER-3', 'accepted', {
            ref: `${ref}#LEDGER-3`,
            acceptance: ACCEPTANCE,
          }),
        ],
        { ...DRIFTED, ref },
      ),
    ];
    render({ mayAccept: false });
    const list = await screen.findByRole('list', { name: 'Accepted risks' });
    expect(list).toHaveTextContent('The bank rounds the same way');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Verify Ledger' }),
      ).toBeEnabled(),
    );
    expect(
      screen.queryByRole('button', { name: /Accept the risk/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Withdraw/ }),
    ).not.toBeInTheDocument();
  });

  it('keeps its rows, and what is opened in them, when a verdict comes in', async () => {
    render();
    const [row] = (await notProven()).getAllByRole('listitem');
    const formal = row.querySelector('details')!;
    formal.open = true;
    backend.specs = [
      aSpec(
        [
          anInvariant('LEDGER-1', 'stale'),
          { ...FAILED, state: 'unknown', verdict: aVerdict('unknown') },
        ],
        DRIFTED,
      ),
    ];
    act(() => signals.publish(SPEC_REF));
    await waitFor(() => expect(row).toHaveTextContent('Unknown'));
    expect((await notProven()).getAllByRole('listitem')).toContain(row);
    expect(formal).toBeInTheDocument();
    expect(formal.open).toBe(true);
  });

  it('says that nothing drifted', async () => {
    backend.specs = [aSpec()];
    render();
    expect(await screen.findByText('No open drift')).toBeInTheDocument();
  });

  it('says what went wrong, and asks again', async () => {
    backend.refusedRoutes = /drifts$/;
    backend.refusal = {
      status: 500,
      name: 'Error',
      message: 'table is locked',
    };
    render();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('table is locked');
    backend.refusal = undefined;
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('heading', { name: 'Ledger' }),
    ).toBeInTheDocument();
  });

  it('shows nothing to those who may not see it', async () => {
    backend.refusedRoutes = /drifts$/;
    backend.refusal = { status: 403, name: 'NotAllowedError', message: 'no' };
    render();
    expect(
      await screen.findByText('You may not see this: Drift'),
    ).toBeInTheDocument();
  });
});
