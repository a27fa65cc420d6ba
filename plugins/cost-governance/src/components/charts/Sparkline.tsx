import styles from './Sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 24;

/** Half of the line would be cut off where it runs along an edge. */
const MARGIN = 2;

/**
 * A tiny line from 0 to the highest of the values. It has no words; they stand beside it. Drawn by hand, because it is on cards, which
 * should not bring a library with them.
 *
 * @internal
 */
export function Sparkline(props: { values: number[] }) {
  const { values } = props;
  const highest = Math.max(...values, 1);
  if (values.length < 2) {
    return null;
  }
  const points = values.map((value, index) => ({
    x: round((index / (values.length - 1)) * WIDTH),
    y: round(HEIGHT - MARGIN - (value / highest) * (HEIGHT - 2 * MARGIN)),
  }));
  const path = points
    .map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`)
    .join('');
  const last = points[points.length - 1];
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path className={styles.area} d={`${path}V${HEIGHT}H0Z`} />
      <path
        className={styles.stroke}
        d={path}
        vectorEffect="non-scaling-stroke"
      />
      {/* A line without length has round ends: a dot that is round whatever the width. */}
      <path
        className={styles.end}
        d={`M${last.x} ${last.y}h0`}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
