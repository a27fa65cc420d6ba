import type { DriftAge, SpecSummary, TrendPoint } from '../../client';
import type { CoverageCounts, CoverageDayRecord } from '../../coverage';
import { counts, PORTAL_SUMMARY } from './expectedTotals';

/*
 * Worked out by hand from `specs.ts` and `events.ts`; nothing here is computed by the code that it is compared with.
 */

// refunds.md 2 P, archive.md 5 P
const MONDAY_2 = counts({ expected: 7, proven: 7 });
// + ID-77 3 P
const WEDNESDAY_4 = counts({ expected: 10, proven: 10 });
// + ledger.md 14 P 1 F 1 U, fees.md 8 P
const THURSDAY_5 = counts({ expected: 34, proven: 32, failed: 1, unknown: 1 });
// refunds.md 2 P become 5 P 2 S 1 F 1 N; + login.md 7 P 1 F 1 V 1 U
const MONDAY_9 = counts({
  expected: 51,
  proven: 42,
  stale: 2,
  failed: 3,
  vacuous: 1,
  unknown: 2,
  unproven: 1,
});
// + sessions.md 7 P, PAY-142 3 P 1 V 2 N, glossary.md
const FRIDAY_13 = counts({
  expected: 64,
  proven: 52,
  stale: 2,
  failed: 3,
  vacuous: 2,
  unknown: 2,
  unproven: 3,
});
// archive.md 5 P become 5 S, ID-77 3 P become 3 S; + PAY-150 3 P 1 N
const TUESDAY_17 = counts({
  expected: 68,
  proven: 47,
  stale: 10,
  failed: 3,
  vacuous: 2,
  unknown: 2,
  unproven: 4,
});
// Of PAY-142 and of PAY-150 1 N each becomes 1 A.
const WEDNESDAY_18 = PORTAL_SUMMARY.counts;

/** What is kept of the portal: only days on which something happened. */
export const DAYS: readonly CoverageDayRecord[] = [
  {
    date: '2026-03-02',
    counts: MONDAY_2,
    specs: 2,
    provenSpecs: 2,
    activity: { new: 2, proven: 2, drifted: 0 },
    proofLatencies: [
      [2_000, 1],
      [4_000, 1],
    ],
  },
  {
    date: '2026-03-04',
    counts: WEDNESDAY_4,
    specs: 3,
    provenSpecs: 3,
    activity: { new: 1, proven: 1, drifted: 0 },
    proofLatencies: [[6_000, 1]],
  },
  {
    date: '2026-03-05',
    counts: THURSDAY_5,
    specs: 5,
    // not ledger.md
    provenSpecs: 4,
    activity: { new: 2, proven: 1, drifted: 0 },
    proofLatencies: [
      [8_000, 1],
      [10_000, 1],
    ],
  },
  {
    date: '2026-03-09',
    counts: MONDAY_9,
    specs: 6,
    // archive.md, ID-77, fees.md
    provenSpecs: 3,
    // login.md is new, refunds.md drifted
    activity: { new: 1, proven: 0, drifted: 1 },
    proofLatencies: [
      [20_000, 1],
      [30_000, 1],
    ],
  },
  {
    date: '2026-03-13',
    counts: FRIDAY_13,
    specs: 9,
    provenSpecs: 4,
    activity: { new: 3, proven: 1, drifted: 0 },
    proofLatencies: [
      [60_000, 1],
      [90_000, 1],
    ],
  },
  {
    date: '2026-03-17',
    counts: TUESDAY_17,
    specs: 10,
    // fees.md, sessions.md
    provenSpecs: 2,
    activity: { new: 1, proven: 0, drifted: 2 },
    proofLatencies: [[120_000, 1]],
  },
  {
    date: '2026-03-18',
    counts: WEDNESDAY_18,
    specs: 10,
    provenSpecs: 3,
    // PAY-150, by the acceptance
    activity: { new: 0, proven: 1, drifted: 0 },
    proofLatencies: [],
  },
];

const QUIET = { new: 0, proven: 0, drifted: 0 };

function point(
  date: string,
  [at, percentage, specs, provenSpecs]: [
    CoverageCounts,
    number,
    number,
    number,
  ],
  activity: TrendPoint['activity'] = QUIET,
  latency?: [p50Ms: number, p95Ms: number],
): TrendPoint {
  return {
    date,
    counts: at,
    percentage,
    specs,
    provenSpecs,
    activity,
    ...(latency && {
      proofLatency: { p50Ms: latency[0], p95Ms: latency[1] },
    }),
  };
}

type End = Parameters<typeof point>[1];

// With which percentage, how many specs and how many proven ones a day ends, until something happens.
const END_2: End = [MONDAY_2, 100, 2, 2];
const END_4: End = [WEDNESDAY_4, 100, 3, 3];
// 94.11…
const END_5: End = [THURSDAY_5, 94.1, 5, 4];
// 82.35…
const END_9: End = [MONDAY_9, 82.3, 6, 3];
// 81.25
const END_13: End = [FRIDAY_13, 81.2, 9, 4];
// 69.11…
const END_17: End = [TUESDAY_17, 69.1, 10, 2];
const END_18: End = [WEDNESDAY_18, 69.1, 10, 3];

/** The trend of the portal by day, from 1 to 20 March: of the 1st nothing is known. */
export const TREND_BY_DAY: readonly TrendPoint[] = [
  point('2026-03-02', END_2, { new: 2, proven: 2, drifted: 0 }, [2_000, 4_000]),
  point('2026-03-03', END_2),
  point('2026-03-04', END_4, { new: 1, proven: 1, drifted: 0 }, [6_000, 6_000]),
  point(
    '2026-03-05',
    END_5,
    { new: 2, proven: 1, drifted: 0 },
    [8_000, 10_000],
  ),
  point('2026-03-06', END_5),
  point('2026-03-07', END_5),
  point('2026-03-08', END_5),
  point(
    '2026-03-09',
    END_9,
    { new: 1, proven: 0, drifted: 1 },
    [20_000, 30_000],
  ),
  point('2026-03-10', END_9),
  point('2026-03-11', END_9),
  point('2026-03-12', END_9),
  point(
    '2026-03-13',
    END_13,
    { new: 3, proven: 1, drifted: 0 },
    [60_000, 90_000],
  ),
  point('2026-03-14', END_13),
  point('2026-03-15', END_13),
  point('2026-03-16', END_13),
  point(
    '2026-03-17',
    END_17,
    { new: 1, proven: 0, drifted: 2 },
    [120_000, 120_000],
  ),
  point('2026-03-18', END_18, { new: 0, proven: 1, drifted: 0 }),
  point('2026-03-19', END_18),
  point('2026-03-20', END_18),
];

/** The trend of the portal by week, from 1 to 20 March. The week of the 1st begins on 23 February, and nothing is known of it. */
export const TREND_BY_WEEK: readonly TrendPoint[] = [
  // 2, 4, 6, 8, 10 s: ranks 2.5 and 4.75
  point(
    '2026-03-02',
    END_5,
    { new: 5, proven: 4, drifted: 0 },
    [6_000, 10_000],
  ),
  // 20, 30, 60, 90 s: ranks 2 and 3.8
  point(
    '2026-03-09',
    END_13,
    { new: 4, proven: 1, drifted: 1 },
    [30_000, 90_000],
  ),
  point(
    '2026-03-16',
    END_18,
    { new: 1, proven: 1, drifted: 2 },
    [120_000, 120_000],
  ),
];

/** All drifts, those that opened first in front. */
export const DRIFTS: ReadonlyArray<{
  specRef: string;
  openedAt: string;
  closedAt?: string;
}> = [
  {
    specRef: 'files:specs/refunds.md',
    openedAt: '2026-03-02T09:00:00.000Z',
    closedAt: '2026-03-02T09:00:02.000Z',
  },
  {
    specRef: 'files:specs/archive.md',
    openedAt: '2026-03-02T10:00:00.000Z',
    closedAt: '2026-03-02T10:00:04.000Z',
  },
  {
    specRef: 'jira:ID-77',
    openedAt: '2026-03-04T10:00:00.000Z',
    closedAt: '2026-03-04T10:00:06.000Z',
  },
  { specRef: 'files:specs/ledger.md', openedAt: '2026-03-05T09:00:00.000Z' },
  {
    specRef: 'files:specs/fees.md',
    openedAt: '2026-03-05T10:00:00.000Z',
    closedAt: '2026-03-05T10:00:10.000Z',
  },
  { specRef: 'files:specs/refunds.md', openedAt: '2026-03-09T09:00:00.000Z' },
  { specRef: 'files:specs/login.md', openedAt: '2026-03-09T10:00:00.000Z' },
  {
    specRef: 'files:specs/sessions.md',
    openedAt: '2026-03-13T09:00:00.000Z',
    closedAt: '2026-03-13T09:01:00.000Z',
  },
  { specRef: 'jira:PAY-142', openedAt: '2026-03-13T10:00:00.000Z' },
  { specRef: 'files:specs/archive.md', openedAt: '2026-03-17T09:00:00.000Z' },
  { specRef: 'jira:ID-77', openedAt: '2026-03-17T10:00:00.000Z' },
  {
    specRef: 'jira:PAY-150',
    openedAt: '2026-03-17T11:00:00.000Z',
    closedAt: '2026-03-18T09:00:00.000Z',
  },
];

const HOUR_MS = 3_600_000;

/**
 * How long specs drifted in all until 20 March 12:00, in ms.
 *
 * Open, in hours: ledger.md 363, refunds.md 267, login.md 266, PAY-142 170, archive.md 75, ID-77 74; closed: PAY-150 22 h, and
 * 2 + 4 + 6 + 10 + 60 s until what was new was proven.
 */
export const TIME_IN_DRIFT_MS = 1_237 * HOUR_MS + 82_000;

/** The open drifts by age on 20 March 12:00: archive.md and ID-77 are 3 days old, the other four more than a week. */
export const DRIFT_AGES: readonly DriftAge[] = [
  { fromHours: 0, toHours: 24, count: 0 },
  { fromHours: 24, toHours: 168, count: 2 },
  { fromHours: 168, toHours: 720, count: 4 },
  { fromHours: 720, count: 0 },
];

/** Each spec at the end. */
export const SPEC_STATES: Readonly<
  Record<string, Pick<SpecSummary, 'state' | 'percentage'>>
> = {
  'files:specs/ledger.md': { state: 'unproven', percentage: 87.5 },
  'files:specs/fees.md': { state: 'proven', percentage: 100 },
  'jira:PAY-142': { state: 'unproven', percentage: 50 },
  // 55.55…
  'files:specs/refunds.md': { state: 'drifted', percentage: 55.5 },
  'jira:PAY-150': { state: 'proven', percentage: 75 },
  'files:specs/glossary.md': {
    state: 'nothing-to-prove',
    percentage: undefined,
  },
  'files:specs/login.md': { state: 'unproven', percentage: 70 },
  'files:specs/sessions.md': { state: 'proven', percentage: 100 },
  'files:specs/archive.md': { state: 'drifted', percentage: 0 },
  'jira:ID-77': { state: 'drifted', percentage: 0 },
};

/** Mean proof latency of the owners, in ms: 320 s ÷ 9 and 90 s ÷ 2. */
export const AVERAGE_LATENCIES: Readonly<Record<string, number>> = {
  'group:default/payments': 35_556,
  'group:default/identity': 45_000,
};
