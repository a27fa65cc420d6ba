import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { messageOf } from '@proofline/backstage-ui';
import { type CostGovernanceApi, costGovernanceApiRef } from '../api';
import { useRefreshAll } from './useAnswer';

/**
 * Changes something in the backend, and asks again for all that is on the screen. What the backend refuses is told in its own words.
 *
 * @internal
 */
export function useChange(): {
  isBusy: boolean;
  /** Why the last attempt was refused. */
  refusal?: string;
  /** Resolves with the answer; with `undefined` where it was refused. */
  attempt<T>(
    change: (api: CostGovernanceApi) => Promise<T>,
  ): Promise<{ answer: T } | undefined>;
} {
  const api = useApi(costGovernanceApiRef);
  const refreshAll = useRefreshAll();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const attempt = useCallback(
    async <T>(change: (client: CostGovernanceApi) => Promise<T>) => {
      setBusy(true);
      setRefusal(undefined);
      try {
        const answer = await change(api);
        refreshAll();
        return { answer };
      } catch (error) {
        setRefusal(messageOf(error as Error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [api, refreshAll],
  );
  return { isBusy, refusal, attempt };
}
