import { useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';
import { type Fill, fillOf, FillPatterns } from './Fills';
import {
  AXIS,
  BAR_CURSOR,
  CHART_HEIGHT,
  COLORS,
  LEGEND,
  MARGIN,
  TOOLTIP,
  useDays,
} from './parts';

/**
 * A bar for each day, made up of parts that differ in pattern, not only in colour.
 *
 * @internal
 */
export function StackedBars(props: {
  title: string;
  days: ReadonlyArray<{ day: string }>;
  parts: ReadonlyArray<Fill & { name: string }>;
}) {
  const { days, parts, title } = props;
  const locale = useLocale();
  const { format } = useDays();
  const id = useId();
  return (
    <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
      <BarChart
        data={[...days]}
        accessibilityLayer
        title={title}
        margin={MARGIN}
        maxBarSize={48}
      >
        <FillPatterns id={id} fills={parts} />
        <CartesianGrid vertical={false} stroke={COLORS.grid} />
        <XAxis {...AXIS} dataKey="day" minTickGap={32} tickFormatter={format} />
        <YAxis
          {...AXIS}
          allowDecimals={false}
          width={56}
          tickFormatter={value => formatTokens(value, locale)}
        />
        <Tooltip
          {...TOOLTIP}
          cursor={BAR_CURSOR}
          labelFormatter={format}
          formatter={value => formatNumber(Number(value), locale)}
        />
        <Legend {...LEGEND} />
        {parts.map(part => (
          <Bar
            key={part.key}
            dataKey={part.key}
            name={part.name}
            stackId="day"
            fill={fillOf(part, id)}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
