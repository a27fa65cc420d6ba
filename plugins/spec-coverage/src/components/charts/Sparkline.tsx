import styles from './Sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 24;

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
  if (values.filter(value => value !== undefined).length < 2) {
    return null;
  }
  let isDrawing = false;
  const path = values
    .map((value, index) => {
      if (value === undefined) {
        isDrawing = false;
        return '';
      }
      const x = (index / (values.length - 1)) * WIDTH;
      const y = HEIGHT - 1 - (value / 100) * (HEIGHT - 2);
      const step = `${isDrawing ? 'L' : 'M'}${x.toFixed(2)} ${y.toFixed(2)}`;
      isDrawing = true;
      return step;
    })
    .join('');
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
