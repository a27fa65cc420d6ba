import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useApi, useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef, SignalApi } from '@backstage/plugin-signals-react';
import type { SpecCoverageApi } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageApiRef } from '../api';
import { LiveQueries } from './LiveQueries';
import type { LiveQueryOptions } from './LiveQuery';
import type { LiveState } from './LiveState';

/**
 * A question about something that a ref names. Defined once, outside of components.
 *
 * @internal
 */
export interface Question<T> {
  /** Tells the question from all others. */
  name: string;
  ask(
    ref: string,
    apis: {
      api: SpecCoverageApi;
      /** Absent in an app without the signals plugin. */
      signals?: SignalApi;
    },
  ): LiveQueryOptions<T>;
}

/**
 * What a component sees of a live query.
 *
 * @internal
 */
export interface LiveResult<T> extends LiveState<T> {
  refresh(): void;
}

const queriesOfApi = new WeakMap<SpecCoverageApi, LiveQueries>();

function queriesOf(api: SpecCoverageApi): LiveQueries {
  const queries = queriesOfApi.get(api) ?? new LiveQueries();
  queriesOfApi.set(api, queries);
  return queries;
}

/**
 * Gives how to ask again whatever is on the screen, after something was changed from here.
 *
 * @internal
 */
export function useRefreshAll(): () => void {
  const api = useApi(specCoverageApiRef);
  return useCallback(() => queriesOf(api).refreshAll(), [api]);
}

/**
 * Keeps the answer to a question fresh as long as the component is mounted.
 *
 * @internal
 */
export function useLiveQuery<T>(
  question: Question<T>,
  ref: string,
): LiveResult<T> {
  const api = useApi(specCoverageApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const query = useMemo(
    () =>
      queriesOf(api).get(
        `${question.name} ${ref}`,
        question.ask(ref, { api, signals }),
      ),
    [api, signals, question, ref],
  );
  const state = useSyncExternalStore(query.subscribe, query.getState);
  return { ...state, refresh: query.refresh };
}
