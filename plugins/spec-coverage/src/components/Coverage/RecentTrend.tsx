import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiArrowRightDownLine,
  RiArrowRightLine,
  RiArrowRightUpLine,
} from '@remixicon/react';
import type { CoverageDay } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatDay, formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { Sparkline } from '../charts/Sparkline';
import styles from './RecentTrend.module.css';

const ICONS: Record<'up' | 'down' | 'same', RemixiconComponentType> = {
  up: RiArrowRightUpLine,
  down: RiArrowRightDownLine,
  same: RiArrowRightLine,
};

/**
 * How coverage went lately, as a line and in words; nothing where fewer than two days are known.
 *
 * @internal
 */
export function RecentTrend(props: { days: CoverageDay[] | undefined }) {
  const { days = [] } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const known = days.filter(day => day.percentage !== undefined);
  const [first] = known;
  const last = known.at(-1);
  if (known.length < 2 || !last) {
    return null;
  }
  const before = first.percentage ?? 0;
  const now = last.percentage ?? 0;
  const direction = directionOf(now - before);
  const Icon = ICONS[direction];
  return (
    <div className={styles.trend}>
      <Sparkline values={days.map(({ percentage }) => percentage)} />
      <p className={styles.words}>
        <Icon size={16} aria-hidden />
        <span>
          {t(`recentTrend.${direction}`, {
            before: formatPercentage(before, locale),
            now: formatPercentage(now, locale),
            day: formatDay(first.date, locale),
          })}
        </span>
      </p>
    </div>
  );
}

function directionOf(difference: number): keyof typeof ICONS {
  if (difference === 0) {
    return 'same';
  }
  return difference > 0 ? 'up' : 'down';
}
