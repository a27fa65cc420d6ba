import type {
  CoverageCounts,
  SpecCoverageApi,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { isResponseError } from '@proofline/backstage-ui';
import { createLiveHook } from './liveQuestion';

/**
 * An entity and how it is covered, as far as that is known and to be seen.
 *
 * @internal
 */
export interface CoverageOf {
  entityRef: string;
  counts?: CoverageCounts;
  percentage?: number;
}

/**
 * Coverage of several entities, each as the backend gives it for one; that of an entity which the backend does not know, or which the
 * reader may not see, is left out.
 *
 * @internal
 */
export const useCoverageOf = createLiveHook<
  { entityRefs: string[] },
  CoverageOf[]
>('coverage-of', {
  fetch: (api, { entityRefs }, signal) =>
    Promise.all(entityRefs.map(ref => coverageOf(api, ref, signal))),
  refs: ({ entityRefs }) => entityRefs,
});

async function coverageOf(
  api: SpecCoverageApi,
  entityRef: string,
  signal: AbortSignal,
): Promise<CoverageOf> {
  try {
    const { counts, percentage } = await api.getEntityCoverage(entityRef, {
      signal,
    });
    return { entityRef, counts, percentage };
  } catch (error) {
    if ([403, 404].some(status => isResponseError(error as Error, status))) {
      return { entityRef };
    }
    throw error;
  }
}
