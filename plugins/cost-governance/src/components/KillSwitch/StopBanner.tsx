import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { useLocale } from '@proofline/backstage-ui';
import { formatMoment } from '../../format';
import { useKillSwitch } from '../../hooks';
import { type Stop, stopOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { EntityName } from '../Entity';
import { TimeAgo } from '../time';

/**
 * Who stopped calls, why, and until when, in a sentence.
 *
 * @internal
 */
export function StopReason(props: { stop: NonNullable<Stop> }) {
  const { stop } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  if (stop.by === 'environment') {
    return <>{t('stop.environmentHint')}</>;
  }
  const { at, by, reason, until } = stop.event;
  return (
    <>
      {t('stop.why', {
        person: <EntityName entityRef={by} />,
        ago: <TimeAgo at={at} />,
        reason: <strong>{reason}</strong>,
      })}{' '}
      {until
        ? t('stop.until', { moment: formatMoment(until, locale) })
        : t('stop.open')}
    </>
  );
}

/**
 * Says that the calls of a tenant are stopped: by whom, why, and until when; nothing where they are allowed.
 *
 * @internal
 */
export function StopBanner(props: { tenant?: string }) {
  const { tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { data } = useKillSwitch();
  const stop = data && stopOf(data, tenant);
  if (!stop) {
    return null;
  }
  const isOfAll = stop.by === 'switch' && stop.event.tenant === undefined;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        stop.by === 'environment'
          ? t('stop.environment')
          : t(isOfAll ? 'stop.all' : 'stop.here')
      }
      description={<StopReason stop={stop} />}
    />
  );
}
