import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatDuration, formatNumber, formatTokens } from '../../format';
import { levelOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import styles from './LevelFacts.module.css';

/**
 * How fast a bucket fills up and when it is full again; and plainly, where it owes or cannot be asked.
 *
 * @internal
 */
export function LevelFacts(props: { limit: LimitLevel }) {
  const { limit } = props;
  const { refillPerMinute, tokens } = limit;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const { debt, fullInMs, state } = levelOf(limit);
  return (
    <div className={styles.facts}>
      {state === 'debt' && (
        <p className={styles.state} data-state={state}>
          <strong>
            {t('level.debt', { debt: formatNumber(debt, locale) })}
          </strong>{' '}
          {t('level.debtHint')}
        </p>
      )}
      {state === 'unknown' && (
        <p className={styles.state} data-state={state}>
          <strong>{t('level.unknown')}</strong>
        </p>
      )}
      {state === 'low' && (
        <p className={styles.state} data-state={state}>
          <strong>{t('level.low')}</strong>
        </p>
      )}
      <dl className={styles.list}>
        <div>
          <dt>{t('level.refill')}</dt>
          <dd title={formatNumber(refillPerMinute, locale)}>
            {t('level.perMinute', {
              tokens: formatTokens(refillPerMinute, locale),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('level.full')}</dt>
          <dd>
            {tokens === undefined && t('level.notKnown')}
            {fullInMs === 0 && t('level.isFull')}
            {fullInMs !== undefined &&
              fullInMs > 0 &&
              t('level.fullIn', { duration: formatDuration(fullInMs, locale) })}
            {tokens !== undefined && fullInMs === undefined && t('level.never')}
          </dd>
        </div>
      </dl>
    </div>
  );
}
