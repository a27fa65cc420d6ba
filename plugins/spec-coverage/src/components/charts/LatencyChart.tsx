import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TrendPoint } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatDuration } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import {
  AXIS,
  CHART_HEIGHT,
  COLORS,
  type Interval,
  LEGEND,
  MARGIN,
  TOOLTIP,
  useInterval,
} from './parts';

/** Dots are not dashed like their lines. */
const DOT = { r: 2, strokeDasharray: '' };

/**
 * How long it took to prove a version that was noticed. Days without a proof have no point; the line goes on to the next that has.
 *
 * @internal
 */
export function LatencyChart(props: {
  points: TrendPoint[];
  /** What a point stands for. */
  interval?: Interval;
  fileName: string;
}) {
  const { fileName, interval = 'day', points } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const period = useInterval(interval);
  const name = t('charts.latency.title');
  const known = points.filter(point => point.proofLatency).length;
  return (
    <ChartFrame
      title={name}
      description={t('charts.latency.description')}
      fileName={`${fileName}-proof-latency`}
      tooLittle={known < 2 ? t('charts.latency.tooLittle') : undefined}
      table={{
        columns: [
          { key: 'date', label: period.label },
          {
            key: 'p50Ms',
            label: t('charts.latency.p50Ms'),
            format: formatDuration,
          },
          {
            key: 'p95Ms',
            label: t('charts.latency.p95Ms'),
            format: formatDuration,
          },
        ],
        rows: points.map(({ date, proofLatency }) => ({
          date,
          ...proofLatency,
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
            domain={[0, 'auto']}
            width={64}
            tickFormatter={value => formatDuration(value, locale)}
          />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={period.format}
            formatter={value => formatDuration(Number(value), locale)}
          />
          <Legend {...LEGEND} />
          <Line
            dataKey="proofLatency.p50Ms"
            name={t('charts.latency.p50')}
            type="linear"
            stroke={COLORS.announcement}
            strokeWidth={2}
            connectNulls
            dot={DOT}
            isAnimationActive={false}
          />
          <Line
            dataKey="proofLatency.p95Ms"
            name={t('charts.latency.p95')}
            type="linear"
            stroke={COLORS.warning}
            strokeWidth={2}
            strokeDasharray="6 3"
            connectNulls
            dot={DOT}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
