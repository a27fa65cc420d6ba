import {
  type CoverageFilter,
  type CoverageGroup,
  type CoverageGrouping,
  type Drift,
  type Page,
  PORTAL_TOPIC,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { collectPages } from '@proofline/backstage-ui';
import { createLiveHook } from './liveQuestion';

/**
 * Coverage of systems, owners…, as many as are wanted, with what they are grouped by.
 *
 * @internal
 */
export const useGroupList = createLiveHook<
  CoverageFilter & { by: CoverageGrouping; wanted: number },
  Page<CoverageGroup> & { by: CoverageGrouping }
>('group-list', {
  fetch: async (api, { by, wanted, ...filter }, signal) => ({
    by,
    ...(await collectPages(
      page => api.listCoverageGroups({ by, ...filter, ...page }, { signal }),
      wanted,
    )),
  }),
  refs: () => [PORTAL_TOPIC],
});

/**
 * The open drifts, the longest first, as many as are wanted.
 *
 * @internal
 */
export const useDriftBacklog = createLiveHook<
  CoverageFilter & { wanted: number },
  Page<Drift>
>('drift-backlog', {
  fetch: (api, { state, wanted, ...filter }, signal) =>
    collectPages(
      page =>
        api.listDrifts(
          { ...filter, state: 'open', specState: state, ...page },
          { signal },
        ),
      wanted,
    ),
  refs: () => [PORTAL_TOPIC],
});

/**
 * The open drifts of an entity, the longest first, as many as are wanted.
 *
 * @internal
 */
export const useDriftsOf = createLiveHook<
  { entityRef: string; wanted: number },
  Page<Drift>
>('drifts-of', {
  fetch: (api, { entityRef, wanted }, signal) =>
    collectPages(
      page => api.listDrifts({ entityRef, state: 'open', ...page }, { signal }),
      wanted,
    ),
  refs: ({ entityRef }) => [entityRef],
});
