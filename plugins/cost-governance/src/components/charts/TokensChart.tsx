import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UsageReport } from '@proofline/backstage-plugin-cost-governance-common';
import { costGovernanceTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { COLORS, useDays } from './parts';
import { StackedBars } from './StackedBars';
import { daysOf } from './usageDays';

const FILLS = [
  { key: 'input', color: COLORS.announcement },
  { key: 'cached', color: COLORS.announcement, mark: 'stripes' },
  { key: 'output', color: COLORS.positive },
  { key: 'unsettled', color: COLORS.grey, mark: 'dots' },
] as const;

/**
 * Tokens by day: input, input from the cache, output; and what was never settled, where there is any.
 *
 * @internal
 */
export function TokensChart(props: { report: UsageReport; fileName: string }) {
  const { fileName, report } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { label } = useDays();
  const title = t('charts.tokens');
  const parts = FILLS.filter(
    ({ key }) => key !== 'unsettled' || report.total.unsettledTokens > 0,
  ).map(fill => ({ ...fill, name: t(`charts.${fill.key}`) }));
  const days = daysOf(report);
  return (
    <ChartFrame
      title={title}
      description={t('charts.tokensHint')}
      fileName={`${fileName}-llm-tokens`}
      table={{
        columns: [
          { key: 'day', label },
          { key: 'requests', label: t('charts.calls') },
          ...parts.map(({ key, name }) => ({ key, label: name })),
        ],
        rows: days.map(day => ({ ...day })),
      }}
    >
      <StackedBars title={title} days={days} parts={parts} />
    </ChartFrame>
  );
}
