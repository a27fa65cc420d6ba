import type {
  SpecChanges,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  listenToSignals,
  LiveResult,
  Question,
  retryInterval,
  useLiveQuery,
} from '../live';
import { useRefreshOnChange } from './useRefreshOnChange';

const changes: Question<SpecChanges> = {
  name: 'changes',
  ask: (specRef, { api, signals }) => ({
    fetch: signal => api.getSpecChanges(specRef, { signal }),
    pollInterval: state => (state.error ? retryInterval(state) : undefined),
    listen:
      signals &&
      (hint => listenToSignals({ signals, hint, refs: () => [specRef] })),
  }),
};

/**
 * What changed in a spec since it was last proven, read again whenever one of the two versions is another.
 *
 * @param summary - the newest summary of the spec
 * @internal
 */
export function useSpecChanges(summary: SpecSummary): LiveResult<SpecChanges> {
  const result = useLiveQuery(changes, summary.ref);
  useRefreshOnChange(
    `${summary.provenHash} ${summary.contentHash}`,
    result.refresh,
  );
  return result;
}
