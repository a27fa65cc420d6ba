import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  anInvariant,
  aSpec,
  aVerdict,
  BARE,
  LEDGER,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

describe('EntitySpecCoverageContent', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    server.use(...backend.handlers);
  });

  const renderTab = (path?: string) =>
    renderEntityPage({ entity: LEDGER, show: 'tab', path });

  const rowOf = async (key: string) => {
    const row = (await screen.findByText(key)).closest('li');
    return within(row!);
  };

  it('opens the only spec and shows its invariants', async () => {
    backend.specs = [
      aSpec([
        anInvariant('LEDGER-1', 'proven', {
          text: 'the balance is never negative',
          story: 'jira:PAY-10',
          verdict: aVerdict('proven', { durationMs: 1240 }),
        }),
      ]),
    ];
    renderTab();
    const row = await rowOf('LEDGER-1');
    expect(row.getByText('Proven')).toBeInTheDocument();
    expect(
      row.getByText('the balance is never negative', { exact: false }),
    ).toBeInTheDocument();
    expect(row.getByText('Story jira:PAY-10')).toBeInTheDocument();
    expect(row.getByText('z3')).toHaveAttribute('title', 'z3 5.2.0');
    expect(row.getByText('1.2 sec')).toBeInTheDocument();
    expect(row.getByText('(assert true)')).toBeInTheDocument();
  });

  it('makes a counterexample readable', async () => {
    backend.specs = [
      aSpec([
        anInvariant('LEDGER-3', 'failed', {
          verdict: aVerdict('failed', {
            counterexample: [
              { name: 'amount', sort: 'Int', value: '-5' },
              { name: 'frozen', sort: 'Bool', value: 'true' },
            ],
          }),
        }),
      ]),
    ];
    renderTab();
    const table = within(
      await screen.findByRole('table', { name: 'The claim fails for:' }),
    );
    const cells = table
      .getAllByRole('row')
      .slice(1)
      .map(row => row.textContent);
    expect(cells).toEqual(['amount-5Int', 'frozentrueBool']);
  });

  it('explains each state that is not proven', async () => {
    backend.specs = [
      aSpec([
        anInvariant('V', 'vacuous', { verdict: aVerdict('vacuous') }),
        anInvariant('S', 'stale', {
          verdict: aVerdict('proven', {
            contentHash: '9c02aa17',
            current: false,
          }),
        }),
        anInvariant('U', 'unknown', {
          verdict: aVerdict('unknown', {
            message: 'line 3: unknown constant balanse',
          }),
        }),
        anInvariant('P', 'unknown', { problem: 'The key P is used twice' }),
        anInvariant('N', 'unproven', { body: undefined, language: undefined }),
        anInvariant('F', 'failed', {
          verdict: aVerdict('failed', {
            counterexample: [],
            current: false,
            contentHash: '9c02aa17',
          }),
        }),
      ]),
    ];
    renderTab();
    expect(
      (await rowOf('V')).getByText(
        'The assumptions contradict each other, so nothing was proven.',
      ),
    ).toBeInTheDocument();
    expect(
      (await rowOf('S')).getByText('Proven at an older version (9c02aa17).'),
    ).toBeInTheDocument();
    expect(
      (await rowOf('U')).getByText('line 3: unknown constant balanse'),
    ).toBeInTheDocument();
    expect(
      (await rowOf('P')).getByText('The key P is used twice'),
    ).toBeInTheDocument();
    expect(
      (await rowOf('N')).getByText(
        'No prover settles this claim yet: it has no formal body.',
      ),
    ).toBeInTheDocument();
    const failed = await rowOf('F');
    expect(
      failed.getByText(
        'The claim has no free values: it is false as it stands.',
      ),
    ).toBeInTheDocument();
    expect(
      failed.getByText('This verdict is about an older version (9c02aa17).'),
    ).toBeInTheDocument();
  });

  it('opens the spec that the URL names, and no other', async () => {
    const scrollIntoView = jest.fn();
    Element.prototype.scrollIntoView = scrollIntoView;
    backend.specs = [
      aSpec(),
      aSpec([anInvariant('PAYOUT-1', 'proven')], {
        ref: 'files:specs/payouts.md',
        title: 'Payouts',
      }),
    ];
    renderTab('?spec=files%3Aspecs%2Fpayouts.md');
    expect(await screen.findByText('PAYOUT-1')).toBeInTheDocument();
    expect(screen.queryByText('LEDGER-1')).not.toBeInTheDocument();
    expect(backend.count(/specs%2Fledger/)).toBe(0);
    expect(scrollIntoView.mock.contexts).toEqual([
      screen.getByText('PAYOUT-1').closest('.bui-Accordion'),
    ]);
  });

  it('opens a spec by keyboard', async () => {
    const user = userEvent.setup();
    backend.specs = [
      aSpec(),
      aSpec(undefined, { ref: 'files:specs/payouts.md', title: 'Payouts' }),
    ];
    renderTab();
    const trigger = await screen.findByRole('button', { name: /^Ledger/ });
    expect(trigger).toHaveAttribute('aria-expanded', 'false');
    trigger.focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('LEDGER-1')).toBeInTheDocument();
    expect(trigger).toHaveAttribute('aria-expanded', 'true');
  });

  it('shows why a document is missing', async () => {
    backend.specs = [
      aSpec([anInvariant('LEDGER-1', 'stale')], {
        state: 'missing',
        documentState: 'missing',
        contentHash: undefined,
        documentError: 'specs/ledger.md was deleted',
        drift: { id: '1', openedAt: secondsAgo(190) },
      }),
    ];
    renderTab();
    expect(
      await screen.findByText('The document is missing'),
    ).toBeInTheDocument();
    expect(screen.getByText('specs/ledger.md was deleted')).toBeInTheDocument();
    expect(screen.getAllByText('Drift open for 3 min').length).toBeGreaterThan(
      0,
    );
  });

  it('shows the stories of the entity', async () => {
    backend.specs = [aSpec()];
    backend.coverage = {
      stories: [
        { ref: 'jira:PAY-10', counts: aSpec().counts, percentage: 100 },
      ],
    };
    renderTab();
    const story = (await screen.findByText('jira:PAY-10')).closest('li');
    expect(within(story!).getByText('100%')).toBeInTheDocument();
  });

  it('is there for a component without an annotation', async () => {
    renderEntityPage({ entity: BARE, show: 'tab' });
    expect(
      await screen.findByText('This component names no specs'),
    ).toBeInTheDocument();
  });

  it('says that it is loading until the first answer', async () => {
    let open = () => {};
    backend.gate = new Promise(resolve => {
      open = resolve;
    });
    backend.specs = [aSpec()];
    renderTab();
    expect(await screen.findByText('Loading coverage')).toBeInTheDocument();
    open();
    expect(await screen.findByText('LEDGER-1')).toBeInTheDocument();
    expect(screen.queryByText('Loading coverage')).not.toBeInTheDocument();
  });
});
