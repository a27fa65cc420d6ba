import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registerMswTestHooks } from '@backstage/test-utils';
import { setupServer } from 'msw/node';
import {
  countStates,
  coveragePercentage,
  type TrendPoint,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  catchDownloads,
  cellsOf,
  type Download,
} from '@proofline/backstage-ui/testUtils';
import { aSpec, LEDGER } from '../../../__testUtils__/fixtures';
import {
  addressOf,
  renderEntityPage,
  TestSignals,
} from '../../../__testUtils__/renderEntityPage';
import { TestBackend } from '../../../__testUtils__/TestBackend';

jest.mock('recharts', () =>
  jest.requireActual('@proofline/backstage-ui/testUtils').rechartsOfOneSize(),
);

function aPoint(
  date: string,
  proven: number,
  more: Partial<TrendPoint> = {},
): TrendPoint {
  const counts = countStates([
    ...Array(proven).fill('proven'),
    ...Array(8 - proven).fill('failed'),
  ]);
  return {
    date,
    counts,
    percentage: coveragePercentage(counts),
    specs: 2,
    provenSpecs: 1,
    activity: { new: 0, proven: 1, drifted: 2 },
    ...more,
  };
}

const POINTS = [
  aPoint('2026-11-23', 4, { proofLatency: { p50Ms: 1240, p95Ms: 4000 } }),
  aPoint('2026-11-24', 5),
  aPoint('2026-11-25', 7, { proofLatency: { p50Ms: 900, p95Ms: 61_000 } }),
];

const CHARTS = [
  'Coverage over time',
  'Spec activity',
  'Proof latency',
  'User stories',
];

describe('the trends view', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let backend: TestBackend;
  let files: Download[];
  beforeEach(() => {
    files = catchDownloads();
    backend = new TestBackend();
    backend.specs = [aSpec()];
    backend.trend = { ...backend.trend, points: POINTS };
    backend.coverage = {
      stories: [
        { ref: 'jira:PAY-10', counts: aSpec().counts, percentage: 100 },
        { ref: 'jira:PAY-12', counts: POINTS[0].counts, percentage: 50 },
      ],
    };
    server.use(...backend.handlers);
  });
  afterEach(() => jest.restoreAllMocks());

  const render = (path = '/trends', signals?: TestSignals) =>
    renderEntityPage({ entity: LEDGER, show: 'tab', path, signals });

  const chart = async (title: string) =>
    within(await screen.findByRole('region', { name: title }));

  const address = () =>
    screen.getByTestId('address').textContent?.replace(addressOf(LEDGER), '');

  it.each(CHARTS)('draws "%s", which is reached by keyboard', async title => {
    render();
    const { getByRole } = await chart(title);
    expect(getByRole('heading', { name: title })).toBeInTheDocument();
    const group = getByRole('group', { name: title });
    expect(group).toHaveAccessibleDescription(/\w/);
    const drawing = within(group).getByRole('application');
    expect(drawing).toHaveAttribute('tabindex', '0');
  });

  it('tells the numbers of a day, by the arrow keys', async () => {
    const user = userEvent.setup();
    render();
    const { getByRole, findByText } = await chart('Coverage over time');
    act(() => getByRole('application').focus());
    await user.keyboard('{ArrowRight}');
    expect(await findByText('62.5%')).toBeInTheDocument();
  });

  it('draws lines and areas that differ in their dashes', async () => {
    render();
    const { getByRole } = await chart('Spec activity');
    const dashes = [
      ...getByRole('application').querySelectorAll('.recharts-area-curve'),
    ].map(curve => curve.getAttribute('stroke-dasharray'));
    expect(dashes).toHaveLength(3);
    expect(new Set(dashes).size).toBe(3);
  });

  it('has an axis from 0 to 100 %, whatever the numbers', async () => {
    backend.trend = {
      ...backend.trend,
      points: [aPoint('2026-11-24', 7), aPoint('2026-11-25', 8)],
    };
    render();
    const { getByText } = await chart('Coverage over time');
    ['0%', '25%', '50%', '75%', '100%'].forEach(tick =>
      expect(getByText(tick)).toBeInTheDocument(),
    );
  });

  it.each([
    [
      'Coverage over time',
      'ledger-coverage.csv',
      [
        ['Day', 'Coverage', 'Proven', 'Invariants'],
        ['2026-11-23', '50', '4', '8'],
        ['2026-11-24', '62.5', '5', '8'],
        ['2026-11-25', '87.5', '7', '8'],
      ],
      ['50%', '4', '8'],
    ],
    [
      'Spec activity',
      'ledger-activity.csv',
      [
        ['Day', 'New', 'Proven', 'Drifted'],
        ['2026-11-23', '0', '1', '2'],
        ['2026-11-24', '0', '1', '2'],
        ['2026-11-25', '0', '1', '2'],
      ],
      ['0', '1', '2'],
    ],
    [
      'Proof latency',
      'ledger-proof-latency.csv',
      [
        ['Day', 'Median (ms)', '95th percentile (ms)'],
        ['2026-11-23', '1240', '4000'],
        ['2026-11-24', '', ''],
        ['2026-11-25', '900', '61000'],
      ],
      ['1.2 sec', '4 sec'],
    ],
    [
      'User stories',
      'ledger-user-stories.csv',
      [
        [
          'Story',
          'Coverage',
          'Invariants',
          'Proven',
          'Accepted',
          'Stale',
          'Failed',
          'Vacuous',
          'Unknown',
          'Unproven',
        ],
        ['jira:PAY-12', '50', '8', '4', '0', '0', '4', '0', '0', '0'],
        ['jira:PAY-10', '100', '1', '1', '0', '0', '0', '0', '0', '0'],
      ],
      ['50%', '8', '4', '0', '0', '4', '0', '0', '0'],
    ],
  ])(
    'gives the numbers of "%s" as a table and as the same CSV',
    async (title, name, csv, firstCells) => {
      const user = userEvent.setup();
      render();
      const { getByRole, getAllByRole } = await chart(title);
      await user.click(getByRole('button', { name: `${title} as a table` }));
      expect(
        within(getByRole('table', { name: title }))
          .getAllByRole('columnheader')
          .map(head => head.textContent),
      ).toEqual(csv[0]);
      expect(getAllByRole('rowheader').map(head => head.textContent)).toEqual(
        csv.slice(1).map(([head]) => head),
      );
      expect(
        within(getAllByRole('row')[1])
          .getAllByRole('cell')
          .map(cell => cell.textContent),
      ).toEqual(firstCells);

      await user.click(getByRole('button', { name: `${title} as a CSV file` }));
      await waitFor(() => expect(files[0].text).not.toBe(''));
      expect(files[0].name).toBe(name);
      expect(cellsOf(files[0].text)).toEqual(csv);
    },
  );

  it('leads from a bar to its story', async () => {
    render();
    const { findAllByRole } = await chart('User stories');
    expect(
      (await findAllByRole('link')).map(link => [
        link.textContent,
        link.getAttribute('href'),
      ]),
    ).toEqual([
      ['jira:PAY-12', `${addressOf(LEDGER)}/stories/jira%3APAY-12`],
      ['jira:PAY-10', `${addressOf(LEDGER)}/stories/jira%3APAY-10`],
    ]);
  });

  it('draws the first of many stories, and all on request', async () => {
    backend.coverage = {
      stories: Array.from({ length: 40 }, (_, index) => ({
        ref: `jira:PAY-${index}`,
        counts: aSpec().counts,
        percentage: 100,
      })),
    };
    render();
    const { findAllByRole, getAllByRole, getByRole } = await chart(
      'User stories',
    );
    expect(await findAllByRole('link')).toHaveLength(15);
    await userEvent.click(getByRole('button', { name: 'Show 25 more' }));
    await waitFor(() => expect(getAllByRole('link')).toHaveLength(40));
  });

  it('draws no chart of one point, and still gives its numbers', async () => {
    backend.trend = { ...backend.trend, points: POINTS.slice(0, 1) };
    render();
    const coverage = await chart('Coverage over time');
    expect(
      coverage.getByText('A line needs two days. Come back tomorrow.'),
    ).toBeInTheDocument();
    expect(coverage.queryByRole('application')).not.toBeInTheDocument();
    const latency = await chart('Proof latency');
    expect(
      latency.getByText('A line needs two days with proofs.'),
    ).toBeInTheDocument();
    await userEvent.click(
      coverage.getByRole('button', { name: 'Coverage over time as a table' }),
    );
    expect(coverage.getAllByRole('row')).toHaveLength(2);
  });

  it('has nothing to give where nothing is known yet', async () => {
    backend.trend = { ...backend.trend, points: [] };
    render();
    const { queryByRole } = await chart('Coverage over time');
    expect(queryByRole('button')).not.toBeInTheDocument();
  });

  it('takes how far back from the address, and puts it there', async () => {
    const user = userEvent.setup();
    render('/trends?range=year');
    await chart('Coverage over time');
    const days = (request: string) => {
      const query = new URLSearchParams(request.split('?')[1]);
      return (
        (Date.parse(query.get('to')!) - Date.parse(query.get('from')!)) /
          86_400_000 +
        1
      );
    };
    const asked = () => backend.requests.filter(each => /trends/.test(each));
    expect(days(asked()[0])).toBe(365);
    await user.click(screen.getByRole('radio', { name: 'By week' }));
    expect(address()).toBe('/trends?range=year&interval=week');
    await waitFor(() => expect(asked().at(-1)).toMatch(/interval=week/));
    const { findByRole } = await chart('Coverage over time');
    await user.click(
      await findByRole('button', { name: 'Coverage over time as a table' }),
    );
    expect(
      await findByRole('columnheader', { name: 'Week of' }),
    ).toBeInTheDocument();
  });

  it('keeps its charts when a verdict comes in', async () => {
    const signals = new TestSignals();
    render('/trends', signals);
    const { getByRole } = await chart('Coverage over time');
    const drawing = getByRole('application');
    const line = () =>
      drawing.querySelector('.recharts-line-curve')?.getAttribute('d');
    const before = line();
    expect(before).toBeTruthy();
    backend.trend = {
      ...backend.trend,
      points: [...POINTS.slice(0, 2), aPoint('2026-11-25', 8)],
    };
    act(() => signals.publish('component:default/ledger'));
    await waitFor(() => expect(line()).not.toBe(before));
    expect(getByRole('application')).toBe(drawing);
  });

  it('says what went wrong, and shows nothing to those who may not see it', async () => {
    backend.refusedRoutes = /trends$/;
    backend.refusal = {
      status: 500,
      name: 'Error',
      message: 'table is locked',
    };
    const { unmount } = render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'table is locked',
    );
    unmount();

    backend.refusal = { status: 403, name: 'NotAllowedError', message: 'no' };
    render();
    expect(
      await screen.findByText('You may not see this: Trends'),
    ).toBeInTheDocument();
  });
});
