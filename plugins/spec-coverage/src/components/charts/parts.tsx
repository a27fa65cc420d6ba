import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocale } from '@proofline/backstage-ui';
import { formatDay } from '../../format';
import { specCoverageTranslationRef } from '../../translation';

/*
 * What all charts have in common. Colours are those of the theme, and nothing is told by colour alone.
 */

/** Height of a chart over time, in px. */
export const CHART_HEIGHT = 240;

/** Colours of lines and areas. */
export const COLORS = {
  positive: 'var(--bui-fg-positive)',
  announcement: 'var(--bui-fg-announcement)',
  warning: 'var(--bui-fg-warning)',
  negative: 'var(--bui-fg-negative)',
  line: 'var(--bui-fg-primary)',
  grid: 'var(--bui-border-1)',
} as const;

/** Words on axes. */
export const AXIS = {
  stroke: 'var(--bui-fg-secondary)',
  tick: { fill: 'var(--bui-fg-secondary)', fontSize: 12 },
  tickLine: false,
} as const;

/** Room for the last word of an axis, and for the line where it runs along the upper edge; in px. */
export const MARGIN = { top: 8, right: 32, bottom: 0, left: 0 } as const;

/** The box that tells the numbers of a point. */
export const TOOLTIP = {
  contentStyle: {
    background: 'var(--bui-bg-popover, var(--bui-bg-neutral-1))',
    border: '1px solid var(--bui-border-2)',
    borderRadius: 'var(--bui-radius-3)',
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-3)',
  },
  cursor: { stroke: 'var(--bui-border-2)' },
  itemStyle: { color: 'var(--bui-fg-primary)' },
  labelStyle: { fontWeight: 600 },
} as const;

/** What the lines and areas are: dashes are told beside the words, which have the colour of the text around them. */
export const LEGEND = {
  iconType: 'plainline',
  itemSorter: null,
  wrapperStyle: { fontSize: 'var(--bui-font-size-3)' },
  formatter: (word: string) => (
    <span style={{ color: 'var(--bui-fg-primary)' }}>{word}</span>
  ),
} as const;

/** What a point of a trend stands for. */
export type Interval = 'day' | 'week';

/**
 * Words for what a point of a trend stands for.
 *
 * @internal
 */
export function useInterval(interval: Interval): {
  /** `Day` or `Week of`. */
  label: string;
  /** Where fewer than two points are there. */
  tooLittle: string;
  /** The day or week as people write it. */
  format(day: unknown): string;
  /** The same in short, for an axis. */
  formatShort(day: string): string;
} {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const formatShort = (day: string) => formatDay(day, locale);
  return {
    label: t(interval === 'week' ? 'charts.week' : 'charts.day'),
    tooLittle: t(
      interval === 'week' ? 'charts.tooLittleWeeks' : 'charts.tooLittle',
    ),
    format: day =>
      interval === 'week'
        ? t('charts.weekOf', { day: formatShort(String(day)) })
        : formatShort(String(day)),
    formatShort,
  };
}
