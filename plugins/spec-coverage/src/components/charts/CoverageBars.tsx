import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
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
  /** What kind of thing it is, where that is not clear from the place. */
  hint?: string;
  counts: CoverageCounts;
  percentage?: number;
}

function Numbers(props: { counts: CoverageCounts; percentage?: number }) {
  const { counts, percentage } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  return (
    <>
      <span className={styles.percentage}>
        {percentage === undefined ? '–' : formatPercentage(percentage, locale)}
      </span>
      <span className={styles.bar}>
        <CoverageBar counts={counts} size="small" />
      </span>
      <span className={styles.counts}>
        {counts.expected === 0
          ? t('coverage.nothingToProve')
          : t('coverage.proven', {
              proven: counts.proven,
              count: counts.expected,
            })}
      </span>
    </>
  );
}

/**
 * Coverage of several things side by side: a bar for each with all its states, its percentage and its counts; the name leads on.
 *
 * @internal
 */
export function CoverageBars(props: {
  /** Those without counts are shown by name only: their coverage is not known, or not to be seen. */
  items: Array<
    Omit<CoverageBarItem, 'counts'> & Partial<Pick<CoverageBarItem, 'counts'>>
  >;
  nameStyle?: 'code' | 'text';
}) {
  const { items, nameStyle = 'code' } = props;
  return (
    <ul className={styles.items}>
      {items.map(({ counts, hint, href, name, percentage, ref }) => (
        <li key={ref} className={styles.item}>
          <span className={styles.name} data-style={nameStyle}>
            {href === undefined ? name : <Link href={href}>{name}</Link>}
            {hint !== undefined && <span className={styles.hint}> {hint}</span>}
          </span>
          {counts && <Numbers counts={counts} percentage={percentage} />}
        </li>
      ))}
    </ul>
  );
}
