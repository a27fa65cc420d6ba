import { useCallback } from 'react';
import {
  alertApiRef,
  toastApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

/** How long a message stays on the screen, in ms. */
const TIMEOUT_MS = 6000;

/**
 * Tells the person something in passing: as a toast, or as an alert in apps of the old frontend system, which have no
 * toasts.
 *
 * @public
 */
export function useNotify(): (message: {
  title: string;
  status: 'info' | 'danger';
}) => void {
  const toastApi = useApiHolder().get(toastApiRef);
  const alertApi = useApi(alertApiRef);
  return useCallback(
    ({ title, status }) => {
      if (toastApi) {
        toastApi.post({ title, status, timeout: TIMEOUT_MS });
        return;
      }
      alertApi.post({
        message: title,
        severity: status === 'danger' ? 'error' : 'info',
        display: 'transient',
      });
    },
    [toastApi, alertApi],
  );
}
