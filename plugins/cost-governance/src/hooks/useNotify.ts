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
 * Tells the person in passing that something was done: as a toast, or as an alert in apps of the old frontend system, which have no
 * toasts.
 *
 * @internal
 */
export function useNotify(): (title: string) => void {
  const toastApi = useApiHolder().get(toastApiRef);
  const alertApi = useApi(alertApiRef);
  return useCallback(
    title => {
      if (toastApi) {
        toastApi.post({ title, status: 'info', timeout: TIMEOUT_MS });
      } else {
        alertApi.post({
          message: title,
          severity: 'info',
          display: 'transient',
        });
      }
    },
    [toastApi, alertApi],
  );
}
