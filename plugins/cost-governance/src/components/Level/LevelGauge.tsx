import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';
import { levelOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { useLevelLabel } from './useLevelLabel';
import styles from './LevelGauge.module.css';

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

/**
 * How full a bucket is, as a ring with the number of tokens in it. What it owes, and that its level is not known, look unlike any level.
 *
 * @internal
 */
export function LevelGauge(props: { limit: LimitLevel }) {
  const { limit } = props;
  const { capacity, tokens } = limit;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const { debt, share, state } = levelOf(limit);
  const label = useLevelLabel(limit);
  return (
    <div
      role="img"
      aria-label={label}
      title={
        tokens === undefined
          ? undefined
          : `${formatNumber(tokens, locale)} / ${formatNumber(
              capacity,
              locale,
            )}`
      }
      className={styles.gauge}
      data-state={state}
    >
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className={styles.track} cx="50" cy="50" r={RADIUS} />
        {share > 0 && (
          <circle
            className={styles.arc}
            cx="50"
            cy="50"
            r={RADIUS}
            strokeDasharray={LENGTH}
            strokeDashoffset={LENGTH * (1 - share)}
            transform="rotate(-90 50 50)"
          />
        )}
      </svg>
      <span className={styles.words} aria-hidden>
        <span className={styles.number}>
          {tokens === undefined ? '?' : formatTokens(debt || tokens, locale)}
        </span>
        <span className={styles.note}>
          {state === 'unknown' && t('level.unknownShort')}
          {state === 'debt' && t('level.debtShort')}
          {(state === 'fine' || state === 'low') &&
            t('level.leftShort', {
              capacity: formatTokens(capacity, locale),
            })}
        </span>
      </span>
    </div>
  );
}
