import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { specCoverageTranslationRef } from '../../translation';
import { INTERVALS, RANGES, type TrendRange } from './useTrendRange';
import styles from './RangePicker.module.css';

/**
 * Chooses how far back a trend goes, and what its points stand for.
 *
 * @internal
 */
export function RangePicker(props: { range: TrendRange }) {
  const { range } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.picker}>
      <ToggleButtonGroup
        aria-label={t('trends.range')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[range.range]}
        onSelectionChange={([key]) =>
          range.setRange(key as (typeof RANGES)[number])
        }
      >
        {RANGES.map(key => (
          <ToggleButton key={key} id={key} size="small">
            {t(`trends.days.${key}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup
        aria-label={t('trends.interval')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[range.interval]}
        onSelectionChange={([interval]) =>
          range.setInterval(interval as (typeof INTERVALS)[number])
        }
      >
        {INTERVALS.map(interval => (
          <ToggleButton key={interval} id={interval} size="small">
            {t(`trends.${interval}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
