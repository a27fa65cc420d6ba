import { useSyncExternalStore } from 'react';
import { subscribeToTicks, useLocale } from '@proofline/backstage-ui';
import { formatAgo, formatMoment } from '../../format';

/**
 * How long ago something was, in words that keep up with the clock, with the exact time when pointed at.
 *
 * @internal
 */
export function TimeAgo(props: { at: string }) {
  const { at } = props;
  const locale = useLocale();
  const ago = useSyncExternalStore(subscribeToTicks, () =>
    formatAgo(at, Date.now(), locale),
  );
  return (
    <time dateTime={at} title={formatMoment(at, locale)}>
      {ago}
    </time>
  );
}
