import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import { INVARIANT_STATES } from '@proofline/backstage-plugin-spec-coverage-common';
import { workedExample } from '@proofline/backstage-plugin-spec-coverage-common/testUtils';
import {
  catchDownloads,
  cellsOf,
  type Download,
} from '@proofline/backstage-ui/testUtils';
import { aSpec } from '../../__testUtils__/fixtures';
import { renderEntityPage } from '../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../__testUtils__/TestBackend';

jest.mock('recharts', () =>
  jest.requireActual('@proofline/backstage-ui/testUtils').rechartsOfOneSize(),
);

const REF = 'component:default/ledger';

/*
 * The maths and the API are compared with the same example elsewhere: what the card and the CSV files show is what was worked out by hand.
 */

describe('the worked example', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  const { expected } = workedExample;
  const entity = workedExample.entities.find(
    ({ kind, metadata }) => kind === 'Component' && metadata.name === 'ledger',
  )!;

  let files: Download[];
  beforeEach(() => {
    files = catchDownloads();
    const backend = new TestBackend();
    backend.specs = [aSpec()];
    backend.coverage = {
      entityRef: REF,
      ...expected.entities[REF],
      stories: [...expected.storiesOf[REF]],
      trend: expected.trendByDay.map(({ counts, date, percentage }) => ({
        counts,
        date,
        percentage,
      })),
    };
    backend.trend = { ...backend.trend, points: [...expected.trendByDay] };
    server.use(...backend.handlers);
  });
  afterEach(() => jest.restoreAllMocks());

  it('is on the card', async () => {
    renderEntityPage({ entity, show: 'card' });
    expect(
      await screen.findByRole('img', {
        name: '86.4% of the invariants are proven',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('32 of 37 invariants proven')).toBeInTheDocument();
    expect(
      screen.getByRole('img', {
        name: 'Invariants by state: Proven 32, Accepted 1, Failed 1, Vacuous 1, Unknown 1, Unproven 1',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Proof latency 10 sec (median), 1.5 min (95th percentile)',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^2 specs drifted/)).toHaveAttribute(
      'datetime',
      '2026-03-05T09:00:00.000Z',
    );
  });

  const csvOf = async (title: string): Promise<string[][]> => {
    await userEvent.click(
      await screen.findByRole('button', { name: `${title} as a CSV file` }),
    );
    await waitFor(() => expect(files.at(-1)?.text).toBeTruthy());
    return cellsOf(files.at(-1)!.text).slice(1);
  };

  it('is in the CSV files of the trends', async () => {
    renderEntityPage({ entity, show: 'tab', path: '/trends' });
    expect(await csvOf('Coverage over time')).toEqual(
      expected.trendByDay.map(({ counts, date, percentage }) => [
        date,
        String(percentage),
        String(counts.proven),
        String(counts.expected),
      ]),
    );
    expect(await csvOf('Spec activity')).toEqual(
      expected.trendByDay.map(({ activity, date }) => [
        date,
        String(activity.new),
        String(activity.proven),
        String(activity.drifted),
      ]),
    );
    expect(await csvOf('Proof latency')).toEqual(
      expected.trendByDay.map(({ date, proofLatency }) => [
        date,
        String(proofLatency?.p50Ms ?? ''),
        String(proofLatency?.p95Ms ?? ''),
      ]),
    );
  });

  it('is in the CSV file of the user stories, and in their table', async () => {
    renderEntityPage({ entity, show: 'tab', path: '/stories' });
    const rows = await csvOf('User stories');
    expect([...rows].sort()).toEqual(
      expected.storiesOf[REF].map(({ counts, percentage, ref }) => [
        ref,
        String(percentage),
        String(counts.expected),
        ...INVARIANT_STATES.map(state => String(counts[state])),
      ]).sort(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'User stories as a table' }),
    );
    expect(
      within(screen.getByRole('table', { name: 'User stories' }))
        .getAllByRole('rowheader')
        .map(head => head.textContent),
    ).toEqual(rows.map(([ref]) => ref));
  });
});
