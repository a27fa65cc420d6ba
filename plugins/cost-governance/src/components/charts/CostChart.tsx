import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UsageReport } from '@proofline/backstage-plugin-cost-governance-common';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatCost } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { AXIS, CHART_HEIGHT, COLORS, MARGIN, TOOLTIP, useDays } from './parts';
import { daysOf } from './usageDays';

/**
 * Cost by day, as a line over its area.
 *
 * @internal
 */
export function CostChart(props: { report: UsageReport; fileName: string }) {
  const { fileName, report } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const { format, label } = useDays();
  const title = t('charts.costTitle');
  const words = (usd: unknown) => formatCost(Number(usd) * 1_000_000, locale);
  const days = daysOf(report);
  return (
    <ChartFrame
      title={title}
      description={t('charts.costHint')}
      fileName={`${fileName}-llm-cost`}
      table={{
        columns: [
          { key: 'day', label },
          { key: 'usd', label: t('charts.usd'), format: words },
          { key: 'unpriced', label: t('charts.unpriced') },
        ],
        rows: days.map(({ day, unpriced, usd }) => ({ day, usd, unpriced })),
      }}
    >
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <AreaChart data={days} accessibilityLayer title={title} margin={MARGIN}>
          <CartesianGrid vertical={false} stroke={COLORS.grid} />
          <XAxis
            {...AXIS}
            dataKey="day"
            minTickGap={32}
            tickFormatter={format}
          />
          <YAxis
            {...AXIS}
            domain={[0, 'auto']}
            width={72}
            tickFormatter={words}
          />
          <Tooltip
            {...TOOLTIP}
            cursor={{ stroke: 'var(--bui-border-2)' }}
            labelFormatter={format}
            formatter={words}
          />
          <Area
            dataKey="usd"
            name={t('charts.cost')}
            type="linear"
            stroke={COLORS.warning}
            strokeWidth={2}
            fill={COLORS.warning}
            fillOpacity={0.15}
            dot={days.length <= 31 ? { r: 2 } : false}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
