import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { StoryCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatPercentage } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import styles from './StoryTick.module.css';

/** Height of the two lines of words, and what is left free between them and the bar; in px. */
const HEIGHT = 38;
const GAP = 8;

/**
 * The words beside the bar of a story: its name, which leads on, and its numbers. A link in the axis of a chart, so that a bar is
 * reached by keyboard.
 *
 * @internal
 */
export function StoryTick(props: {
  stories: StoryCoverage[];
  hrefOf(story: string): string;
  /** Given by the axis. */
  x?: number;
  y?: number;
  width?: number;
  payload?: { value: string };
}) {
  const { hrefOf, payload, stories, width = 0, x = 0, y = 0 } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const story = stories.find(({ ref }) => ref === payload?.value);
  if (!story) {
    return null;
  }
  const { counts, percentage, ref } = story;
  return (
    <foreignObject
      x={x - width + GAP}
      y={y - HEIGHT / 2}
      width={Math.max(0, width - GAP)}
      height={HEIGHT}
    >
      <div className={styles.words}>
        <Link href={hrefOf(ref)} className={styles.name} title={ref}>
          {ref}
        </Link>
        <span className={styles.numbers}>
          {percentage === undefined
            ? t('coverage.nothingToProve')
            : t('stories.numbers', {
                percentage: formatPercentage(percentage, locale),
                proven: counts.proven,
                expected: counts.expected,
              })}
        </span>
      </div>
    </foreignObject>
  );
}
