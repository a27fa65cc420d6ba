import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocale } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import styles from './CoverageRing.module.css';

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

/**
 * A coverage as a ring with the number in it. Without a percentage there is nothing to prove, which looks like neither
 * 0 nor 100 %.
 *
 * @internal
 */
export function CoverageRing(props: { percentage: number | undefined }) {
  const { percentage } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const text =
    percentage === undefined ? undefined : formatPercentage(percentage, locale);
  return (
    <div
      role="img"
      aria-label={
        text === undefined
          ? t('coverage.nothingToProve')
          : t('coverage.label', { percentage: text })
      }
      className={styles.ring}
      data-empty={text === undefined || undefined}
    >
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle className={styles.track} cx="50" cy="50" r={RADIUS} />
        {percentage !== undefined && percentage > 0 && (
          <circle
            className={styles.arc}
            cx="50"
            cy="50"
            r={RADIUS}
            strokeDasharray={LENGTH}
            strokeDashoffset={LENGTH * (1 - percentage / 100)}
            transform="rotate(-90 50 50)"
          />
        )}
      </svg>
      <span className={styles.text} aria-hidden>
        {text ?? '–'}
      </span>
    </div>
  );
}
