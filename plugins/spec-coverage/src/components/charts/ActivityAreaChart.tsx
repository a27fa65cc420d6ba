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

/** What happened to specs, and how it is drawn: lines differ in their dashes, not only in colour. */
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
  /** What a point stands for. */
  interval?: Interval;
  fileName: string;
}) {
  const { fileName, interval = 'day', points } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const period = useInterval(interval);
  const name = t('charts.activity.title');
  return (
    <ChartFrame
      title={name}
      description={t('charts.activity.description')}
      fileName={`${fileName}-activity`}
      tooLittle={points.length < 2 ? period.tooLittle : undefined}
      table={{
        columns: [
          { key: 'date', label: period.label },
          ...ACTIVITIES.map(({ key }) => ({
            key,
            label: t(`charts.activity.${key}`),
          })),
        ],
        rows: points.map(({ activity, date }) => ({ date, ...activity })),
      }}
    >
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <AreaChart
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
          <YAxis {...AXIS} allowDecimals={false} width={48} />
          <Tooltip {...TOOLTIP} labelFormatter={period.format} />
          <Legend {...LEGEND} />
          {ACTIVITIES.map(({ color, dashes, key }) => (
            <Area
              key={key}
              dataKey={`activity.${key}`}
              name={t(`charts.activity.${key}`)}
              // What happened on a day did not begin to happen on the day before.
              type="step"
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
