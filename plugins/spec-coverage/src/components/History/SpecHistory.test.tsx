import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  aSpec,
  aVerdict,
  LEDGER,
  secondsAgo,
  SPEC_REF,
} from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

describe('SpecHistory', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    server.use(...backend.handlers);
  });

  it('keeps verdicts on older versions readable and loads more of them', async () => {
    const user = userEvent.setup();
    // From one reading of the clock, which may be set between two.
    const closedAt = secondsAgo(60);
    const openedAt = new Date(Date.parse(closedAt) - 180_000).toISOString();
    const old = aVerdict('failed', {
      id: 'old',
      invariantKey: 'OLD-1',
      current: false,
      contentHash: '9c02aa17',
      counterexample: [{ name: 'amount', sort: 'Int', value: '7' }],
    });
    backend.specs = [aSpec()];
    backend.history = {
      '': {
        items: [
          {
            type: 'drift-closed',
            at: closedAt,
            drift: {
              id: 'd',
              specRef: SPEC_REF,
              title: 'Ledger',
              openedAt,
              closedAt,
              closedBy: 'proven',
            },
          },
          {
            type: 'version',
            at: openedAt,
            version: {
              contentHash: 'b81d3f0a',
              seenAt: openedAt,
              invariants: 1,
            },
          },
        ],
        nextCursor: 'page-2',
      },
      'page-2': {
        items: [{ type: 'verdict', at: old.settledAt, verdict: old }],
      },
    };
    renderEntityPage({ entity: LEDGER, show: 'tab' });
    await user.click(await screen.findByRole('button', { name: 'History' }));
    expect(
      await screen.findByText(
        'Drift closed after 3 min: the version was proven',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Version b81d3f0a seen, with 1 invariant'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Load more' }));
    const entry = within((await screen.findByText('OLD-1')).closest('li')!);
    expect(entry.getByText('9c02aa17')).toBeInTheDocument();
    expect(entry.getByText('amount = 7')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });
});
