import { useCallback, useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type AcceptanceRequest,
  type Invariant,
  specAcceptPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { messageOf, useNotify } from '@proofline/backstage-ui';
import { specCoverageApiRef } from '../api';
import { useRefreshAll } from '../live';
import { specCoverageTranslationRef } from '../translation';

/**
 * Taking the risk of an invariant, and taking that back.
 *
 * @internal
 */
export interface AcceptanceActions {
  /** Whether the person may do so at all. */
  allowed: boolean;
  isBusy: boolean;
  /** Why the last request was refused, in words. */
  error?: string;
  /** Resolves with whether it was taken. */
  accept(request: AcceptanceRequest): Promise<boolean>;
  withdraw(): Promise<boolean>;
}

/**
 * Lets a person take the risk of an invariant.
 *
 * @internal
 */
export function useAcceptance(invariant: Invariant): AcceptanceActions {
  const api = useApi(specCoverageApiRef);
  const notify = useNotify();
  const refreshAll = useRefreshAll();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { key, ref } = invariant;
  const specRef = ref.slice(0, -`#${key}`.length);
  const { allowed } = usePermission({
    permission: specAcceptPermission,
    resourceRef: specRef,
  });
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const attempt = useCallback(
    async (request: () => Promise<unknown>, done: string) => {
      setBusy(true);
      setError(undefined);
      try {
        await request();
        notify({ title: done, status: 'info' });
        refreshAll();
        return true;
      } catch (cause) {
        setError(messageOf(cause as Error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [notify, refreshAll],
  );
  return {
    allowed,
    isBusy,
    error,
    accept: request =>
      attempt(
        () => api.acceptInvariant(specRef, key, request),
        t('acceptance.accepted', { key }),
      ),
    withdraw: () =>
      attempt(
        () => api.withdrawAcceptance(specRef, key),
        t('acceptance.withdrawn', { key }),
      ),
  };
}
