import { useSyncExternalStore } from 'react';
import { subscribeToTicks, useLocale } from '@proofline/backstage-ui';
import { formatAge, formatAgo } from '../../format';

/**
 * How long something has lasted, in words that keep up with the clock. The component is rendered only when the words
 * change, which is once a minute for most.
 *
 * @param since - when it began, ISO 8601
 * @internal
 */
export function useAge(since: string): string {
  const locale = useLocale();
  return useSyncExternalStore(subscribeToTicks, () =>
    formatAge(Date.now() - Date.parse(since), locale),
  );
}

/**
 * How long ago something was, in words that keep up with the clock.
 *
 * @param at - when it was, ISO 8601
 * @internal
 */
export function useAgo(at: string): string {
  const locale = useLocale();
  return useSyncExternalStore(subscribeToTicks, () =>
    formatAgo(at, Date.now(), locale),
  );
}
