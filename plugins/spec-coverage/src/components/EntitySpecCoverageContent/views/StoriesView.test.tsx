import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  anInvariant,
  aSpec,
  aVerdict,
  LEDGER,
  SPEC_REF,
} from '../../../__testUtils__/fixtures';
import {
  addressOf,
  renderEntityPage,
  TestSignals,
} from '../../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../../__testUtils__/TestBackend';

jest.mock('recharts', () =>
  jest.requireActual('@proofline/backstage-ui/testUtils').rechartsOfOneSize(),
);

const STORY = 'jira:PAY-10';

const SPEC = aSpec([
  anInvariant('LEDGER-1', 'proven', { story: STORY }),
  anInvariant('LEDGER-2', 'failed', {
    story: STORY,
    verdict: aVerdict('failed', {
      counterexample: [{ name: 'amount', sort: 'Int', value: '-5' }],
    }),
  }),
  anInvariant('LEDGER-3', 'proven'),
]);

const SPEC_ENTITY = {
  apiVersion: 'proofline.io/v1alpha1',
  kind: 'Spec',
  metadata: { name: 'files.specs__ledger.md', namespace: 'default' },
  spec: { ref: SPEC_REF, owner: 'group:payments' },
};

describe('the stories view', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  beforeEach(() => {
    backend = new TestBackend();
    backend.specs = [SPEC];
    backend.coverage = {
      stories: [{ ref: STORY, counts: SPEC.counts, percentage: 50 }],
    };
    server.use(...backend.handlers);
  });

  const render = (path: string, signals?: TestSignals) =>
    renderEntityPage({
      entity: LEDGER,
      show: 'tab',
      path,
      signals,
      catalog: [SPEC_ENTITY],
    });

  it('leads to the specs of a story, to its invariants, and to the counterexample', async () => {
    const user = userEvent.setup();
    render('/stories');
    await user.click(await screen.findByRole('link', { name: STORY }));
    expect(
      await screen.findByRole('heading', { name: STORY }),
    ).toBeInTheDocument();
    expect(screen.getByTestId('address')).toHaveTextContent(
      `${addressOf(LEDGER)}/stories/jira%3APAY-10`,
    );
    expect(
      await screen.findByRole('img', {
        name: '50% of the invariants are proven',
      }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Ledger' })).toHaveAttribute(
        'href',
        '/catalog/default/spec/files.specs__ledger.md/coverage',
      ),
    );
    const rows = within(
      screen.getByRole('list', { name: `Invariants of ${STORY}` }),
    ).getAllByRole('listitem');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toHaveTextContent('amount-5Int');

    await user.click(screen.getByRole('link', { name: 'All stories' }));
    expect(
      await screen.findByRole('region', { name: 'User stories' }),
    ).toBeInTheDocument();
  });

  it('has no link to a document that has no page', async () => {
    backend.specs = [{ ...SPEC, ref: 'files:specs/unnamed.md' }];
    render('/stories/jira%3APAY-10');
    expect(await screen.findAllByText('Ledger')).not.toHaveLength(0);
    expect(
      screen.queryByRole('link', { name: 'Ledger' }),
    ).not.toBeInTheDocument();
  });

  it('shows a part of thousands of invariants', async () => {
    backend.specs = [
      aSpec(
        Array.from({ length: 500 }, (_, index) =>
          anInvariant(`K-${index}`, 'proven', { story: STORY }),
        ),
      ),
    ];
    render('/stories/jira%3APAY-10');
    const list = await screen.findByRole('list', {
      name: `Invariants of ${STORY}`,
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(50);
  });

  it('says so of a story that no invariant names', async () => {
    render('/stories/jira%3APAY-99');
    expect(
      await screen.findByText('No invariant names jira:PAY-99 yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/;; story: jira:PAY-99/)).toBeInTheDocument();
  });

  it('says so where no invariant names a story', async () => {
    backend.coverage = { stories: [] };
    render('/stories');
    expect(
      await screen.findByText(
        'No invariant names the user story that asked for it.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /CSV/ }),
    ).not.toBeInTheDocument();
  });

  it('keeps its rows when a verdict comes in', async () => {
    const signals = new TestSignals();
    render('/stories/jira%3APAY-10', signals);
    const list = await screen.findByRole('list', {
      name: `Invariants of ${STORY}`,
    });
    const rows = within(list).getAllByRole('listitem');
    backend.specs = [
      aSpec([
        anInvariant('LEDGER-1', 'stale', { story: STORY }),
        anInvariant('LEDGER-2', 'proven', { story: STORY }),
      ]),
    ];
    act(() => signals.publish(SPEC_REF));
    await waitFor(() => expect(rows[0]).toHaveTextContent('Stale'));
    within(list)
      .getAllByRole('listitem')
      .forEach((row, index) => expect(row).toBe(rows[index]));
  });

  it('says what went wrong, and shows nothing to those who may not see it', async () => {
    backend.refusedRoutes = /user-story/;
    backend.refusal = {
      status: 500,
      name: 'Error',
      message: 'table is locked',
    };
    const { unmount } = render('/stories/jira%3APAY-10');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'table is locked',
    );
    unmount();

    backend.refusal = { status: 403, name: 'NotAllowedError', message: 'no' };
    render('/stories/jira%3APAY-10');
    expect(
      await screen.findByText('You may not see this: jira:PAY-10'),
    ).toBeInTheDocument();
  });
});
