import type {
  EntityCoverage,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  listenToSignals,
  LiveResult,
  pollInterval,
  Question,
  useLiveQuery,
} from '../live';

const entityCoverage: Question<EntityCoverage> = {
  name: 'entity',
  ask: (entityRef, { api, signals }) => ({
    fetch: signal => api.getEntityCoverage(entityRef, { signal }),
    pollInterval: state =>
      pollInterval({
        signals: signals !== undefined,
        busy: state.data?.items.some(isBusy) ?? false,
        state,
      }),
    listen:
      signals &&
      ((hint, data) =>
        listenToSignals({
          signals,
          hint,
          refs: () => [entityRef, ...refsOf(data())],
        })),
  }),
};

/** What is unresolved today may be a document tomorrow. */
function refsOf(coverage: EntityCoverage | undefined): string[] {
  return [...(coverage?.items ?? []), ...(coverage?.unresolved ?? [])].map(
    ({ ref }) => ref,
  );
}

/**
 * Whether a spec is being checked or proven.
 *
 * @internal
 */
export function isBusy(spec: SpecSummary): boolean {
  return spec.checking || spec.proofJob !== undefined;
}

/**
 * Coverage of an entity, kept fresh by signals, or by polling where there are none.
 *
 * @internal
 */
export function useEntityCoverage(
  entityRef: string,
): LiveResult<EntityCoverage> {
  return useLiveQuery(entityCoverage, entityRef);
}
