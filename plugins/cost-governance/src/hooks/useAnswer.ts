import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import useSWR, { useSWRConfig } from 'swr';
import { type CostGovernanceApi, costGovernanceApiRef } from '../api';

/**
 * What is known of an answer of the backend.
 *
 * @internal
 */
export interface Answer<T> {
  /** The newest answer; while another question's is on its way, that of the question before. */
  data?: T;
  /** Why the newest attempt failed; gone as soon as one succeeds. */
  error?: Error;
  /** What is there is the answer to the question before. */
  isPrevious: boolean;
  refresh(): void;
}

/**
 * A question to the backend. Its name and parameters tell it from all others: components that ask the same share one request.
 *
 * @internal
 */
export interface Question<T> {
  name: string;
  parameters: object;
  ask(api: CostGovernanceApi): Promise<T>;
  /** How often it is asked again while somebody looks on, in ms. A page that is hidden asks nothing. */
  every: number;
}

const keys = new WeakMap<CostGovernanceApi, string>();
let clients = 0;

/**
 * Begins the keys of all that one client is asked: SWR compares keys by their content, and clients have none that it sees. So a client
 * with another identity behind it is not given the answers of the one before.
 */
function keyOf(api: CostGovernanceApi): string {
  let key = keys.get(api);
  if (key === undefined) {
    clients += 1;
    key = `cost-governance-${clients}`;
    keys.set(api, key);
  }
  return key;
}

/** How often people who come back to a browser tab are enough for a new question, in ms. */
const FOCUS_THROTTLE_MS = 1000;

/**
 * Keeps the answer to a question fresh as long as the component is mounted: again and again, and when the browser tab is looked at again.
 *
 * @internal
 */
export function useAnswer<T>(question: Question<T>): Answer<T> {
  const { ask, every, name, parameters } = question;
  const api = useApi(costGovernanceApiRef);
  const { data, error, isLoading, mutate } = useSWR<T, Error>(
    [keyOf(api), name, parameters],
    () => ask(api),
    {
      refreshInterval: every,
      focusThrottleInterval: FOCUS_THROTTLE_MS,
      dedupingInterval: Math.min(every / 2, 2000),
      keepPreviousData: true,
    },
  );
  const refresh = useCallback(() => {
    mutate();
  }, [mutate]);
  return {
    data,
    error,
    isPrevious: isLoading && data !== undefined,
    refresh,
  };
}

/**
 * Gives how to ask again whatever is on the screen, after something was changed from here.
 *
 * @internal
 */
export function useRefreshAll(): () => void {
  const api = useApi(costGovernanceApiRef);
  const { mutate } = useSWRConfig();
  return useCallback(() => {
    mutate(key => Array.isArray(key) && key[0] === keyOf(api));
  }, [api, mutate]);
}
