import styles from './Sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 24;

/** Half of the line would be cut off where it runs along an edge. */
const MARGIN = 2;

type Point = { x: number; y: number };

/**
 * A tiny line of percentages, 0 to 100 from bottom to top. It has no words; they stand beside it. Drawn by hand, because it is on
 * cards, which should not bring a library with them.
 *
 * @internal
 */
export function Sparkline(props: {
  /** What is undefined leaves a gap. */
  values: Array<number | undefined>;
}) {
  const { values } = props;
  const runs = runsOf(values);
  const last = runs.at(-1)?.at(-1);
  if (!last || runs.flat().length < 2) {
    return null;
  }
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {runs.map(run => (
        <path
          key={run[0].x}
          className={styles.area}
          d={`${pathOf(run)}V${HEIGHT}H${run[0].x}Z`}
        />
      ))}
      <path
        className={styles.stroke}
        d={runs.map(pathOf).join('')}
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

/** The points of each stretch without a gap. */
function runsOf(values: Array<number | undefined>): Point[][] {
  const runs: Point[][] = [];
  let isDrawing = false;
  values.forEach((value, index) => {
    if (value === undefined) {
      isDrawing = false;
      return;
    }
    if (!isDrawing) {
      runs.push([]);
      isDrawing = true;
    }
    runs.at(-1)?.push({
      x: round((index / (values.length - 1)) * WIDTH),
      y: round(HEIGHT - MARGIN - (value / 100) * (HEIGHT - 2 * MARGIN)),
    });
  });
  return runs;
}

function pathOf(run: Point[]): string {
  return run.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
