import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DriftAge } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  Bar,
  BarChart,
  LabelList,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useLocale } from '@proofline/backstage-ui';
import { formatHours } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from '../charts/ChartFrame';
import { AXIS, COLORS, TOOLTIP } from '../charts/parts';

/** Height of a bar with the space around it, in px. */
const ROW_HEIGHT = 44;

/**
 * How many drifts have been open for how long. A bar for each age, also for those of which there are none: a gap in a backlog is news.
 *
 * @internal
 */
export default function DriftAgeChart(props: { ages: DriftAge[] }) {
  const { ages } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const title = t('portal.drift.ages');
  const rows = ages.map(({ count, fromHours, toHours }) => ({
    age: ageWord(fromHours, toHours),
    count,
  }));
  function ageWord(fromHours: number, toHours: number | undefined): string {
    if (toHours === undefined) {
      return t('portal.drift.over', { from: formatHours(fromHours, locale) });
    }
    const to = formatHours(toHours, locale);
    return fromHours === 0
      ? t('portal.drift.under', { to })
      : t('portal.drift.upTo', { to });
  }
  return (
    <ChartFrame
      title={title}
      description={t('portal.drift.agesDescription')}
      fileName="open-drifts-by-age"
      tooLittle={
        ages.every(({ count }) => count === 0) ? t('drift.none') : undefined
      }
      table={{
        columns: [
          { key: 'age', label: t('portal.drift.age') },
          { key: 'count', label: t('portal.drift.count') },
        ],
        rows,
      }}
    >
      <ResponsiveContainer width="100%" height={ages.length * ROW_HEIGHT}>
        <BarChart
          data={rows}
          layout="vertical"
          accessibilityLayer
          title={title}
          margin={{ top: 0, right: 32, bottom: 0, left: 0 }}
        >
          <XAxis type="number" hide domain={[0, 'dataMax']} />
          <YAxis
            {...AXIS}
            axisLine={false}
            type="category"
            dataKey="age"
            width={108}
          />
          <Tooltip {...TOOLTIP} cursor={{ fill: COLORS.grid }} />
          <Bar
            dataKey="count"
            name={t('portal.drift.count')}
            fill={COLORS.warning}
            barSize={16}
            radius={4}
            isAnimationActive={false}
          >
            <LabelList
              dataKey="count"
              position="right"
              fill={COLORS.line}
              fontSize={12}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
