import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TrendPoint } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  Area,
  AreaChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatDay } from '../../format';
import { useLocale } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from './ChartFrame';
import { AXIS, CHART_HEIGHT, COLORS, TOOLTIP } from './parts';

/** What happened to specs, how it is drawn: lines differ in their dashes, not only in colour. */
const ACTIVITIES = [
  { key: 'new', color: COLORS.announcement, dashes: undefined },
  { key: 'proven', color: COLORS.positive, dashes: '6 3' },
  { key: 'drifted', color: COLORS.warning, dashes: '2 3' },
] as const;

/**
 * How many specs were new, proven, and drifted. The areas lie over each other and are not added up.
 *
 * @internal
 */
export function ActivityAreaChart(props: {
  points: TrendPoint[];
  fileName: string;
}) {
  const { fileName, points } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const name = t('charts.activity.title');
  return (
    <ChartFrame
      title={name}
      description={t('charts.activity.description')}
      fileName={`${fileName}-activity`}
      tooLittle={points.length < 2 ? t('charts.tooLittle') : undefined}
      table={{
        columns: [
          { key: 'date', label: t('charts.day') },
          ...ACTIVITIES.map(({ key }) => ({
            key,
            label: t(`charts.activity.${key}`),
          })),
        ],
        rows: points.map(({ activity, date }) => ({ date, ...activity })),
      }}
    >
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <AreaChart data={points} accessibilityLayer title={name}>
          <CartesianGrid vertical={false} stroke={COLORS.grid} />
          <XAxis
            {...AXIS}
            dataKey="date"
            minTickGap={32}
            tickFormatter={day => formatDay(day, locale)}
          />
          <YAxis {...AXIS} allowDecimals={false} width={48} />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={day => formatDay(String(day), locale)}
          />
          <Legend iconType="plainline" />
          {ACTIVITIES.map(({ color, dashes, key }) => (
            <Area
              key={key}
              dataKey={`activity.${key}`}
              name={t(`charts.activity.${key}`)}
              type="linear"
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dashes}
              fill={color}
              fillOpacity={0.15}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
