import type { StoryCoverage } from '../../client';
import { counts } from './expectedTotals';

/*
 * Worked out by hand from `specs.ts` and `catalog.ts`; nothing here is computed by the code that it is compared with.
 */

/** Of each story, over all specs that state something for it. Ten invariants belong to none. */
export const STORIES: readonly StoryCoverage[] = [
  // login.md 5, sessions.md 4
  {
    ref: 'jira:ID-1',
    counts: counts({ expected: 9, proven: 9 }),
    percentage: 100,
  },
  // login.md
  {
    ref: 'jira:ID-2',
    counts: counts({
      expected: 5,
      proven: 2,
      failed: 1,
      vacuous: 1,
      unknown: 1,
    }),
    percentage: 40,
  },
  // archive.md
  {
    ref: 'jira:ID-3',
    counts: counts({ expected: 5, stale: 5 }),
    percentage: 0,
  },
  // ledger.md 6, PAY-142 6, sessions.md 3
  {
    ref: 'jira:PAY-10',
    counts: counts({
      expected: 15,
      proven: 12,
      accepted: 1,
      vacuous: 1,
      unproven: 1,
    }),
    percentage: 80,
  },
  // ledger.md 10, fees.md 3; 84.61…
  {
    ref: 'jira:PAY-11',
    counts: counts({ expected: 13, proven: 11, failed: 1, unknown: 1 }),
    percentage: 84.6,
  },
  // refunds.md 9, PAY-150 2; 54.54…
  {
    ref: 'jira:PAY-12',
    counts: counts({
      expected: 11,
      proven: 6,
      accepted: 1,
      stale: 2,
      failed: 1,
      unproven: 1,
    }),
    percentage: 54.5,
  },
];

const story = (ref: string): StoryCoverage =>
  STORIES.find(each => each.ref === ref)!;

/** The stories of each component: of a story, only what the specs of the component state. */
export const COMPONENT_STORIES: Readonly<
  Record<string, readonly StoryCoverage[]>
> = {
  'component:default/ledger': [
    // sessions.md
    {
      ref: 'jira:ID-1',
      counts: counts({ expected: 4, proven: 4 }),
      percentage: 100,
    },
    story('jira:PAY-10'),
    story('jira:PAY-11'),
  ],
  'component:default/refunds': [
    // fees.md
    {
      ref: 'jira:PAY-11',
      counts: counts({ expected: 3, proven: 3 }),
      percentage: 100,
    },
    story('jira:PAY-12'),
  ],
  'component:default/login': [
    story('jira:ID-1'),
    story('jira:ID-2'),
    // sessions.md
    {
      ref: 'jira:PAY-10',
      counts: counts({ expected: 3, proven: 3 }),
      percentage: 100,
    },
  ],
  'component:default/archive': [story('jira:ID-3')],
};
