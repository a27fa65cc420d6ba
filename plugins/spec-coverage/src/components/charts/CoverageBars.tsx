import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import { formatPercentage } from '../../format';
import { useLocale } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBar } from '../Coverage';
import styles from './CoverageBars.module.css';

/**
 * What a bar stands for.
 *
 * @internal
 */
export interface CoverageBarItem {
  /** Tells it from the others. */
  ref: string;
  /** What people call it. */
  name: string;
  href?: string;
  counts: CoverageCounts;
  percentage?: number;
}

/**
 * Coverage of several things side by side: a bar for each with all its states, its percentage and its counts; the name leads on.
 *
 * @internal
 */
export function CoverageBars(props: {
  items: CoverageBarItem[];
  nameStyle?: 'code' | 'text';
}) {
  const { items, nameStyle = 'code' } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  return (
    <ul className={styles.items}>
      {items.map(({ counts, href, name, percentage, ref }) => (
        <li key={ref} className={styles.item}>
          <span className={styles.name} data-style={nameStyle}>
            {href === undefined ? name : <Link href={href}>{name}</Link>}
          </span>
          <span className={styles.percentage}>
            {percentage === undefined
              ? t('coverage.nothingToProve')
              : formatPercentage(percentage, locale)}
          </span>
          <span className={styles.bar}>
            <CoverageBar counts={counts} size="small" />
          </span>
          <span className={styles.counts}>
            {t('coverage.proven', {
              proven: counts.proven,
              count: counts.expected,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
