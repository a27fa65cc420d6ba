import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocale } from '@proofline/backstage-ui';
import { formatDay } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';

/*
 * What all charts have in common. Colours are those of the theme, and nothing is told by colour alone.
 */

/** Height of a chart over time, in px. */
export const CHART_HEIGHT = 240;

/** Colours of bars and lines. */
export const COLORS = {
  positive: 'var(--bui-fg-positive)',
  announcement: 'var(--bui-fg-announcement)',
  warning: 'var(--bui-fg-warning)',
  negative: 'var(--bui-fg-negative)',
  grey: 'color-mix(in srgb, var(--bui-fg-primary) 45%, transparent)',
  grid: 'var(--bui-border-1)',
} as const;

/** Words on axes. */
export const AXIS = {
  stroke: 'var(--bui-fg-secondary)',
  tick: { fill: 'var(--bui-fg-secondary)', fontSize: 12 },
  tickLine: false,
} as const;

/** Room for the last word of an axis, and for what runs along the upper edge; in px. */
export const MARGIN = { top: 8, right: 32, bottom: 0, left: 0 } as const;

/** The box that tells the numbers of a day. */
export const TOOLTIP = {
  contentStyle: {
    background: 'var(--bui-bg-popover, var(--bui-bg-neutral-1))',
    border: '1px solid var(--bui-border-2)',
    borderRadius: 'var(--bui-radius-3)',
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-3)',
  },
  itemStyle: { color: 'var(--bui-fg-primary)' },
  labelStyle: { fontWeight: 600 },
} as const;

/** The band behind the bars of the day that is pointed at. */
export const BAR_CURSOR = {
  fill: 'color-mix(in srgb, var(--bui-fg-primary) 7%, transparent)',
} as const;

/** What the bars are; the words have the colour of the text around them. */
export const LEGEND = {
  itemSorter: null,
  wrapperStyle: { fontSize: 'var(--bui-font-size-3)' },
  formatter: (word: string) => (
    <span style={{ color: 'var(--bui-fg-primary)' }}>{word}</span>
  ),
} as const;

/** The axis of days, and how a day is written. @internal */
export function useDays(): { label: string; format(day: unknown): string } {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  return {
    label: t('charts.day'),
    format: day => formatDay(String(day), locale),
  };
}
