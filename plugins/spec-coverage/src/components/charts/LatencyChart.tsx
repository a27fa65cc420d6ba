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
import { formatDay, formatDuration } from '../../format';
import { useLocale } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { AXIS, CHART_HEIGHT, COLORS, TOOLTIP } from './parts';

/**
 * How long it took to prove a version that was noticed. Days without a proof have no point; the line goes on to the next that has.
 *
 * @internal
 */
export function LatencyChart(props: {
  points: TrendPoint[];
  fileName: string;
}) {
  const { fileName, points } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
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
          { key: 'date', label: t('charts.day') },
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
        <LineChart data={points} accessibilityLayer title={name}>
          <CartesianGrid vertical={false} stroke={COLORS.grid} />
          <XAxis
            {...AXIS}
            dataKey="date"
            minTickGap={32}
            tickFormatter={day => formatDay(day, locale)}
          />
          <YAxis
            {...AXIS}
            domain={[0, 'auto']}
            width={64}
            tickFormatter={value => formatDuration(value, locale)}
          />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={day => formatDay(String(day), locale)}
            formatter={value => formatDuration(Number(value), locale)}
          />
          <Legend iconType="plainline" />
          <Line
            dataKey="proofLatency.p50Ms"
            name={t('charts.latency.p50')}
            type="linear"
            stroke={COLORS.announcement}
            strokeWidth={2}
            connectNulls
            dot={{ r: 2 }}
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
            dot={{ r: 2 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
