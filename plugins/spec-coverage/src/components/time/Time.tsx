import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocale } from '@proofline/backstage-ui';
import { formatMoment } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { useAge, useAgo } from './useTime';

/**
 * How long ago something was, with the exact time when pointed at.
 *
 * @internal
 */
export function TimeAgo(props: { at: string }) {
  const ago = useAgo(props.at);
  const locale = useLocale();
  return (
    <time dateTime={props.at} title={formatMoment(props.at, locale)}>
      {ago}
    </time>
  );
}

/**
 * When all of something was last proven.
 *
 * @internal
 */
export function LastProven(props: { at: string | undefined }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return props.at === undefined ? (
    <>{t('time.neverProven')}</>
  ) : (
    <>{t('time.lastProven', { ago: <TimeAgo at={props.at} /> })}</>
  );
}

/**
 * How long a drift has been open, or the oldest of several.
 *
 * @internal
 */
export function DriftAge(props: { openedAt: string; count?: number }) {
  const { openedAt, count = 1 } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const age = useAge(openedAt);
  return (
    <time dateTime={openedAt} title={formatMoment(openedAt, locale)}>
      {t('drift.openFor', { count, age })}
    </time>
  );
}

/**
 * How long the oldest of several drifts has been open, beside their number.
 *
 * @internal
 */
export function OldestDrift(props: { openedAt: string }) {
  const { openedAt } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const age = useAge(openedAt);
  return (
    <time dateTime={openedAt} title={formatMoment(openedAt, locale)}>
      {t('portal.totals.oldestDrift', { age })}
    </time>
  );
}
