import type {
  Spec,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  listenToSignals,
  LiveResult,
  Question,
  retryInterval,
  useLiveQuery,
} from '../live';
import { createLiveHook } from './liveQuestion';
import { useRefreshOnChange } from './useRefreshOnChange';

const spec: Question<Spec> = {
  name: 'spec',
  ask: (specRef, { api, signals }) => ({
    fetch: signal => api.getSpec(specRef, { signal }),
    // A spec can have thousands of invariants. Its summary is what is polled; see useRefreshOnChange.
    pollInterval: state => (state.error ? retryInterval(state) : undefined),
    listen:
      signals &&
      (hint => listenToSignals({ signals, hint, refs: () => [specRef] })),
  }),
};

/**
 * A spec with its invariants, kept fresh by signals, and by polling where no summary tells of changes.
 *
 * @internal
 */
export const useSpecByRef = (() => {
  const useBySpecRef = createLiveHook<{ specRef: string }, Spec>(
    'spec-by-ref',
    {
      fetch: (api, { specRef }, signal) => api.getSpec(specRef, { signal }),
      refs: ({ specRef }) => [specRef],
    },
  );
  return (specRef: string) => useBySpecRef({ specRef });
})();

/**
 * A spec with its invariants, kept fresh by signals and whenever its summary changes.
 *
 * @param summary - the newest summary of the spec
 * @internal
 */
export function useSpec(summary: SpecSummary): LiveResult<Spec> {
  const result = useLiveQuery(spec, summary.ref);
  useRefreshOnChange(JSON.stringify(summary), result.refresh);
  return result;
}
