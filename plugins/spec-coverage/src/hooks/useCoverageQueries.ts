import {
  type CoverageFilter,
  type CoverageGroup,
  type CoverageGroupQuery,
  type CoverageTrend,
  type CoverageTrendQuery,
  type InvariantQuery,
  type ListedInvariant,
  type Page,
  type PortalCoverage,
  PORTAL_TOPIC,
  type SpecSummary,
  type SpecQuery,
  type TopPerformer,
  type TopPerformerQuery,
  type UserStoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { createLiveHook } from './liveQuestion';

/** What belongs to a spec or an entity changes with it; everything else with anything. */
function refsOf(of: { entityRef?: string; specRef?: string }): string[] {
  return [of.specRef ?? of.entityRef ?? PORTAL_TOPIC];
}

/** Coverage of the portal. @internal */
export const usePortalCoverage = createLiveHook<CoverageFilter, PortalCoverage>(
  'portal',
  {
    fetch: (api, filter, signal) => api.getCoverage(filter, { signal }),
    refs: () => [PORTAL_TOPIC],
  },
);

/** Coverage by system, owner… @internal */
export const useCoverageGroups = createLiveHook<
  CoverageGroupQuery,
  Page<CoverageGroup>
>('groups', {
  fetch: (api, query, signal) => api.listCoverageGroups(query, { signal }),
  refs: () => [PORTAL_TOPIC],
});

/** How coverage of an entity, a repository or the portal went. @internal */
export const useCoverageTrend = createLiveHook<
  CoverageTrendQuery,
  CoverageTrend
>('trend', {
  fetch: (api, query, signal) => api.getCoverageTrend(query, { signal }),
  refs: refsOf,
});

/** Owners by specs proven. @internal */
export const useTopPerformers = createLiveHook<
  TopPerformerQuery,
  { items: TopPerformer[] }
>('top-performers', {
  fetch: (api, query, signal) => api.listTopPerformers(query, { signal }),
  refs: () => [PORTAL_TOPIC],
});

/** One user story with its specs and invariants. @internal */
export const useUserStory = createLiveHook<
  { story: string },
  UserStoryCoverage
>('user-story', {
  fetch: (api, { story }, signal) =>
    api.getUserStoryCoverage(story, { signal }),
  refs: (_, data) => data?.specs.map(spec => spec.ref) ?? [PORTAL_TOPIC],
});

/** A page of invariants. @internal */
export const useInvariants = createLiveHook<
  InvariantQuery,
  Page<ListedInvariant>
>('invariants', {
  fetch: (api, query, signal) => api.listInvariants(query, { signal }),
  refs: refsOf,
});

/** A page of specs. @internal */
export const useSpecs = createLiveHook<SpecQuery, Page<SpecSummary>>('specs', {
  fetch: (api, query, signal) => api.listSpecs(query, { signal }),
  refs: refsOf,
});
