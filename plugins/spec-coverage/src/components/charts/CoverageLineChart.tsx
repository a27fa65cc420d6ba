import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TrendPoint } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import {
  AXIS,
  CHART_HEIGHT,
  COLORS,
  type Interval,
  MARGIN,
  TOOLTIP,
  useInterval,
} from './parts';

/**
 * How coverage went. The axis is 0 to 100 %, whatever the numbers; where there was nothing to prove the line has a gap.
 *
 * @internal
 */
export function CoverageLineChart(props: {
  points: TrendPoint[];
  /** What a point stands for. */
  interval?: Interval;
  fileName: string;
}) {
  const { fileName, interval = 'day', points } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const period = useInterval(interval);
  const known = points.filter(
    ({ percentage }) => percentage !== undefined,
  ).length;
  const name = t('charts.coverage.title');
  return (
    <ChartFrame
      title={name}
      description={t('charts.coverage.description')}
      fileName={`${fileName}-coverage`}
      tooLittle={known < 2 ? period.tooLittle : undefined}
      table={{
        columns: [
          { key: 'date', label: period.label },
          {
            key: 'percentage',
            label: t('charts.percentage'),
            format: formatPercentage,
          },
          { key: 'proven', label: t('invariantState.proven') },
          { key: 'expected', label: t('charts.expected') },
        ],
        rows: points.map(({ counts, date, percentage }) => ({
          date,
          percentage,
          proven: counts.proven,
          expected: counts.expected,
        })),
      }}
    >
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <LineChart
          data={points}
          accessibilityLayer
          title={name}
          margin={MARGIN}
        >
          <CartesianGrid vertical={false} stroke={COLORS.grid} />
          <XAxis
            {...AXIS}
            dataKey="date"
            minTickGap={32}
            tickFormatter={period.formatShort}
          />
          <YAxis
            {...AXIS}
            domain={[0, 100]}
            ticks={[0, 25, 50, 75, 100]}
            width={48}
            tickFormatter={value => formatPercentage(value, locale)}
          />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={period.format}
            formatter={value => formatPercentage(Number(value), locale)}
          />
          <Line
            dataKey="percentage"
            name={t('charts.percentage')}
            type="linear"
            stroke={COLORS.positive}
            strokeWidth={2}
            dot={points.length <= 31 ? { r: 2 } : false}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
