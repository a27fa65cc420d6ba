import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RefusalReport } from '@proofline/backstage-plugin-cost-governance-common';
import { fillDays } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { COLORS, useDays } from './parts';
import { StackedBars } from './StackedBars';

const FILLS = [
  { key: 'exhausted', color: COLORS.warning },
  { key: 'tooLarge', color: COLORS.warning, mark: 'stripes' },
  { key: 'stopped', color: COLORS.negative, mark: 'counterStripes' },
  { key: 'withoutLimit', color: COLORS.grey, mark: 'dots' },
  { key: 'unavailable', color: COLORS.announcement, mark: 'stripes' },
] as const;

const NONE = {
  exhausted: 0,
  tooLarge: 0,
  stopped: 0,
  withoutLimit: 0,
  unavailable: 0,
};

/**
 * Refusals by day, by why. Reasons that did not occur have no place in the legend.
 *
 * @internal
 */
export function RefusalChart(props: {
  report: RefusalReport;
  fileName: string;
}) {
  const { fileName, report } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { label } = useDays();
  const title = t('charts.refusals');
  const parts = FILLS.filter(({ key }) => report.total[key] > 0).map(fill => ({
    ...fill,
    name: t(`charts.reason.${fill.key}`),
  }));
  const days = fillDays(
    report,
    new Map(report.items.map(item => [item.day, item])),
    day => ({ day, ...NONE }),
  );
  return (
    <ChartFrame
      title={title}
      description={t('charts.refusalsHint')}
      fileName={`${fileName}-llm-refusals`}
      tooLittle={parts.length === 0 ? t('charts.noRefusals') : undefined}
      table={{
        columns: [
          { key: 'day', label },
          ...parts.map(({ key, name }) => ({ key, label: name })),
        ],
        rows: parts.length === 0 ? [] : days.map(day => ({ ...day })),
      }}
    >
      <StackedBars title={title} days={days} parts={parts} />
    </ChartFrame>
  );
}
