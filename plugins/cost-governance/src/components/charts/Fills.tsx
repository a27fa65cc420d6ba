/** Width and height of a tile of a pattern, in px. */
const TILE = 6;

/** What is drawn over a colour, so that parts of a bar can be told apart without it. */
const MARKS = {
  stripes: `M0 ${TILE}L${TILE} 0M-1 1L1 -1M${TILE - 1} ${TILE + 1}L${
    TILE + 1
  } ${TILE - 1}`,
  counterStripes: `M0 0L${TILE} ${TILE}M${TILE - 1} -1L${TILE + 1} 1M-1 ${
    TILE - 1
  }L1 ${TILE + 1}`,
  dots: `M${TILE / 2} ${TILE / 2}h0`,
} as const;

/**
 * How a part of a bar is filled.
 *
 * @internal
 */
export interface Fill {
  key: string;
  color: string;
  mark?: keyof typeof MARKS;
}

/**
 * The patterns of fills. It stands in the chart that uses them.
 *
 * @param id - begins the ids of the patterns; one chart's are its own
 * @internal
 */
export function FillPatterns(props: { id: string; fills: readonly Fill[] }) {
  const { fills, id } = props;
  return (
    <defs>
      {fills.map(
        ({ color, key, mark }) =>
          mark && (
            <pattern
              key={key}
              id={`${id}-${key}`}
              width={TILE}
              height={TILE}
              patternUnits="userSpaceOnUse"
            >
              <rect width={TILE} height={TILE} style={{ fill: color }} />
              <path
                d={MARKS[mark]}
                style={{
                  fill: 'none',
                  stroke: 'var(--bui-bg-neutral-1)',
                  strokeLinecap: mark === 'dots' ? 'round' : 'butt',
                  strokeWidth: mark === 'dots' ? 3 : 1.5,
                }}
              />
            </pattern>
          ),
      )}
    </defs>
  );
}

/** The value of `fill` for a part of a bar. @internal */
export function fillOf({ color, key, mark }: Fill, id: string): string {
  return mark ? `url(#${id}-${key})` : color;
}
