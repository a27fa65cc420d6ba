import type { Entity } from '@backstage/catalog-model';
import type {
  CoverageSummary,
  DriftAge,
  SpecSummary,
  StoryCoverage,
  TrendPoint,
} from '../../client';
import type { CoverageDayRecord } from '../../coverage';
import { ENTITIES, SPECS_OF_COMPONENTS } from './catalog';
import {
  EVENTS,
  type ExampleAcceptance,
  type ExampleVersion,
  NOW,
} from './events';
import {
  AVERAGE_LATENCIES,
  DAYS,
  DRIFT_AGES,
  DRIFTS,
  SPEC_STATES,
  TIME_IN_DRIFT_MS,
  TREND_BY_DAY,
  TREND_BY_WEEK,
} from './expectedHistory';
import { COMPONENT_STORIES, STORIES } from './expectedStories';
import {
  ENTITY_SUMMARIES,
  PORTAL_SUMMARY,
  REPOSITORY_SUMMARIES,
  SOURCE_SUMMARIES,
} from './expectedTotals';
import { type ExampleSpec, SPECS } from './specs';

export type { ExampleAcceptance, ExampleVersion } from './events';
export type { ExampleInvariant, ExampleSpec } from './specs';

/**
 * What comes out of the worked example, worked out by hand. Percentages are rounded down to one decimal place, durations are in ms.
 *
 * @public
 */
export interface WorkedExampleNumbers {
  portal: CoverageSummary;
  /** By entity ref: components, systems, the domain, groups. */
  entities: Readonly<Record<string, CoverageSummary>>;
  /** By owner/name. */
  repositories: Readonly<Record<string, CoverageSummary>>;
  /** By id. */
  sources: Readonly<Record<string, CoverageSummary>>;
  /** Over all specs, in the order of their references. */
  stories: readonly StoryCoverage[];
  /** By entity ref of a component, in the order of their references. */
  storiesOf: Readonly<Record<string, readonly StoryCoverage[]>>;
  /** By SpecRef. */
  specs: Readonly<Record<string, Pick<SpecSummary, 'state' | 'percentage'>>>;
  /** What a roll-up keeps of the portal: only days on which something happened. */
  days: readonly CoverageDayRecord[];
  /** From `trendFrom` to `trendTo`; the 3rd, 6th to 8th, 10th to 12th, 14th to 16th, 19th and 20th are days on which nothing happened. */
  trendByDay: readonly TrendPoint[];
  trendByWeek: readonly TrendPoint[];
  /** First UTC day of the trends, of which nothing is known yet. */
  trendFrom: string;
  /** Last UTC day of the trends. */
  trendTo: string;
  /** All drifts, those that opened first in front. */
  drifts: ReadonlyArray<{
    specRef: string;
    openedAt: string;
    closedAt?: string;
  }>;
  /** The sum over all drifts until `now`. */
  timeInDriftMs: number;
  /** The open drifts by age at `now`. */
  driftAges: readonly DriftAge[];
  /** By entity ref of an owner. */
  averageProofLatencyMs: Readonly<Record<string, number>>;
}

/**
 * A portal small enough to be worked out by hand, for tests: the maths, the REST API, the card and the CSV all have to give these
 * numbers. Four components in two systems of one domain, two owners of which one has a parent, two repositories, ten specs of two
 * sources with 68 invariants for six stories. Among them: specs of two components, of two systems and of two owners, a story across
 * specs, a spec without invariants, a component of which everything is stale, risks that were accepted, and days on which nothing
 * happened.
 *
 * The catalog and the specs stand as they are at `now`; `events` tells how that came about.
 *
 * @public
 */
export const workedExample: {
  /** ISO 8601. */
  readonly now: string;
  readonly entities: readonly Entity[];
  /** By entity ref: the specs that a component names. */
  readonly specsOfComponents: Readonly<Record<string, readonly string[]>>;
  readonly specs: readonly ExampleSpec[];
  /** In the order of time. */
  readonly events: ReadonlyArray<ExampleVersion | ExampleAcceptance>;
  readonly expected: WorkedExampleNumbers;
} = {
  now: NOW,
  entities: ENTITIES,
  specsOfComponents: SPECS_OF_COMPONENTS,
  specs: SPECS,
  events: EVENTS,
  expected: {
    portal: PORTAL_SUMMARY,
    entities: ENTITY_SUMMARIES,
    repositories: REPOSITORY_SUMMARIES,
    sources: SOURCE_SUMMARIES,
    stories: STORIES,
    storiesOf: COMPONENT_STORIES,
    specs: SPEC_STATES,
    days: DAYS,
    trendByDay: TREND_BY_DAY,
    trendByWeek: TREND_BY_WEEK,
    trendFrom: '2026-03-01',
    trendTo: '2026-03-20',
    drifts: DRIFTS,
    timeInDriftMs: TIME_IN_DRIFT_MS,
    driftAges: DRIFT_AGES,
    averageProofLatencyMs: AVERAGE_LATENCIES,
  },
};
