import {
  screen,
  waitForElementToBeRemoved,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  anInvariant,
  aSpec,
  BARE,
  LEDGER,
  secondsAgo,
} from '../../__testUtils__/fixtures';
import {
  addressOf,
  renderEntityPage,
  TestSignals,
} from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

// It is large, and is loaded when somebody looks at a chart: a card that needs it does not get past this.
jest.mock('recharts', () => {
  throw new Error('The card loaded the library of the charts');
});

describe('EntitySpecCoverageCard', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    server.use(...backend.handlers);
  });

  const renderCard = (entity = LEDGER) =>
    renderEntityPage({ entity, show: 'card', signals: new TestSignals() });

  it('shows the percentage, the counts of each state and when all was last proven', async () => {
    backend.specs = [
      aSpec([
        anInvariant('A', 'proven'),
        anInvariant('B', 'proven'),
        anInvariant('C', 'failed'),
      ]),
    ];
    renderCard();
    expect(
      await screen.findByRole('img', {
        name: '66.6% of the invariants are proven',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('2 of 3 invariants proven')).toBeInTheDocument();
    expect(
      screen.getByRole('img', {
        name: 'Invariants by state: Proven 2, Failed 1',
      }),
    ).toBeInTheDocument();
    const counts = screen.getAllByRole('listitem').map(li => li.textContent);
    expect(counts).toEqual(expect.arrayContaining(['2Proven', '1Failed']));
    expect(screen.getByText('3 minutes ago')).toHaveAttribute(
      'title',
      expect.stringMatching(/\d{4}.*:\d\d/),
    );
    expect(screen.getByText('No open drift')).toBeInTheDocument();
  });

  describe('the trend of the last days', () => {
    const days = (...percentages: Array<number | undefined>) =>
      percentages.map((percentage, index) => ({
        date: `2026-11-${10 + index}`,
        counts: aSpec().counts,
        percentage,
      }));

    it.each([
      [days(50, 62.5, 75), 'Up from 50% to 75% since Nov 10, 2026'],
      [days(undefined, 80, 75), 'Down from 80% to 75% since Nov 11, 2026'],
      [days(75, 50, 75), 'Still 75%, as on Nov 10, 2026'],
    ])('is a line and says where it leads (%#)', async (trend, words) => {
      backend.specs = [aSpec()];
      backend.coverage = { trend };
      renderCard();
      const { previousElementSibling: line } = (
        await screen.findByText(words)
      ).closest('p')!;
      expect(line).toBeInstanceOf(SVGElement);
      expect(line).toHaveAttribute('aria-hidden', 'true');
    });

    it.each([
      ['one day', days(50)],
      ['days on which there was nothing to prove', days(undefined, 50)],
      ['no day', []],
      ['a history that may not be seen', undefined],
    ])('is not drawn of %s', async (_, trend) => {
      backend.specs = [aSpec()];
      backend.coverage = { trend };
      renderCard();
      await screen.findByText('1 of 1 invariant proven');
      expect(screen.queryByText(/^(Up|Down|Still)/)).not.toBeInTheDocument();
    });
  });

  it('says how long proofs take', async () => {
    backend.specs = [aSpec()];
    backend.coverage = { proofLatency: { p50Ms: 1240, p95Ms: 90_000 } };
    renderCard();
    expect(
      await screen.findByText(
        'Proof latency 1.2 sec (median), 1.5 min (95th percentile)',
      ),
    ).toBeInTheDocument();
  });

  it('says how many specs drifted and for how long', async () => {
    backend.specs = [
      aSpec(undefined, {
        state: 'drifted',
        drift: { id: '1', openedAt: secondsAgo(2 * 3600 + 5) },
      }),
      aSpec(undefined, {
        ref: 'files:specs/payouts.md',
        state: 'drifted',
        drift: { id: '2', openedAt: secondsAgo(185) },
      }),
    ];
    renderCard();
    expect(
      await screen.findByText('2 specs drifted, the oldest for 2 hr'),
    ).toBeInTheDocument();
  });

  it('does not take nothing to prove for 100 %', async () => {
    backend.specs = [aSpec([], { state: 'nothing-to-prove' })];
    renderCard();
    expect(
      await screen.findByRole('img', { name: 'Nothing to prove' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  });

  it('shows how far a proof is', async () => {
    backend.specs = [
      aSpec(undefined, {
        proofJob: {
          id: 'job',
          state: 'running',
          prover: 'z3',
          expected: 10,
          settled: 4,
        },
      }),
    ];
    renderCard();
    const progress = await screen.findByRole('progressbar');
    expect(progress).toHaveAttribute('aria-valuenow', '4');
    expect(progress).toHaveAttribute('aria-valuemax', '10');
    expect(screen.getByText('Proving: 4 of 10 settled')).toBeInTheDocument();
  });

  it('lists references that lead nowhere, with the reason', async () => {
    backend.specs = [aSpec()];
    backend.coverage = {
      unresolved: [{ ref: 'jira:PAY-9', reason: 'No source is called jira' }],
    };
    renderCard();
    expect(
      await screen.findByText('1 reference leads to no document'),
    ).toBeInTheDocument();
    expect(screen.getByText('jira:PAY-9')).toBeInTheDocument();
    expect(screen.getByText('No source is called jira')).toBeInTheDocument();
  });

  it('counts documents that cannot be read, whatever the percentage says', async () => {
    backend.specs = [
      aSpec(),
      aSpec([], { ref: 'files:specs/gone.md', state: 'missing' }),
    ];
    renderCard();
    expect(
      await screen.findByText('1 document cannot be read'),
    ).toBeInTheDocument();
  });

  it('asks for the annotation, with a snippet for this entity', async () => {
    const user = userEvent.setup();
    renderCard(BARE);
    expect(
      await screen.findByText('This component names no specs'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('proofline.io/specs: files:specs/ledger.md', {
        exact: false,
      }),
    ).toBeInTheDocument();
    // jsdom has no clipboard: what is selected when a copy is asked for is what would be in it.
    let copied: string | undefined;
    document.execCommand = () => {
      copied = getSelection()?.toString();
      return true;
    };
    await user.click(screen.getByRole('button', { name: 'Copy the snippet' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(copied).toBe(
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata:',
        '  name: ledger',
        '  annotations:',
        '    proofline.io/specs: files:specs/ledger.md',
      ].join('\n'),
    );
  });

  it('does not ask for an annotation that is there', async () => {
    renderCard(LEDGER);
    expect(
      await screen.findByText('The specs have not been read yet'),
    ).toBeInTheDocument();
  });

  it('names the permission that is missing', async () => {
    backend.refusal = {
      status: 403,
      name: 'NotAllowedError',
      message: 'Unauthorized',
    };
    renderCard();
    expect(
      await screen.findByText('You may not see this coverage'),
    ).toBeInTheDocument();
    expect(screen.getByText('specCoverage.spec.read')).toBeInTheDocument();
  });

  it('does not ask somebody for a permission whose session is over', async () => {
    backend.refusal = {
      status: 401,
      name: 'AuthenticationError',
      message: 'Illegal token',
    };
    renderCard();
    expect(await screen.findByText('Your session is over')).toBeInTheDocument();
    expect(
      screen.queryByText('specCoverage.spec.read'),
    ).not.toBeInTheDocument();
    backend.refusal = undefined;
    await waitForElementToBeRemoved(() =>
      screen.queryByText('Your session is over'),
    );
  });

  it('says what went wrong and loads again on request', async () => {
    const user = userEvent.setup();
    backend.refusal = {
      status: 500,
      name: 'Error',
      message: 'The table is locked',
    };
    renderCard();
    expect(await screen.findByText('The table is locked')).toBeInTheDocument();
    backend.refusal = undefined;
    backend.specs = [aSpec()];
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('1 of 1 invariant proven'),
    ).toBeInTheDocument();
  });

  it('tells an entity that is not known yet from a backend that is not there', async () => {
    backend.refusal = {
      status: 404,
      name: 'NotFoundError',
      message: 'No entity component:default/ledger',
    };
    renderCard();
    expect(
      await screen.findByText('Spec coverage does not know this component yet'),
    ).toBeInTheDocument();
  });

  it('links to the tab only in an app that has it', async () => {
    backend.specs = [aSpec()];
    const { unmount } = renderCard();
    await screen.findByText('1 of 1 invariant proven');
    expect(
      screen.queryByRole('link', { name: 'View coverage' }),
    ).not.toBeInTheDocument();
    unmount();

    renderEntityPage({ entity: LEDGER, show: 'both' });
    const [card] = await screen.findAllByRole('article');
    expect(
      await within(card).findByRole('link', { name: 'View coverage' }),
    ).toHaveAttribute('href', `${addressOf(LEDGER)}/coverage`);
  });
});
