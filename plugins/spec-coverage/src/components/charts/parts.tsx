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
  line: 'var(--bui-fg-primary)',
  grid: 'var(--bui-border-1)',
} as const;

/** Words on axes. */
export const AXIS = {
  stroke: 'var(--bui-fg-secondary)',
  tick: { fill: 'var(--bui-fg-secondary)', fontSize: 12 },
  tickLine: false,
} as const;

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
  itemStyle: { color: 'var(--bui-fg-primary)' },
  labelStyle: { fontWeight: 600 },
} as const;
