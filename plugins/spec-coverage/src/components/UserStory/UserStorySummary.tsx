import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSpecPages, useUserStory } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { CoverageBar, CoverageRing, StateCounts } from '../Coverage';
import { AnswerOf } from '../feedback';
import { StoryNotNamed } from './StoryNotNamed';
import styles from './UserStoryCoverage.module.css';

/** How many specs are shown; the tab has them all. */
const SPECS = 5;

/**
 * One user story in short: how much of it is proven, and by which specs.
 *
 * @internal
 */
export function UserStorySummary(props: { story: string }) {
  const { story } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useUserStory({ story });
  const specs = result.data?.specs.slice(0, SPECS) ?? [];
  const hrefOf = useSpecPages(specs.map(({ ref }) => ref));
  return (
    <AnswerOf
      result={result}
      what={story}
      notFound={<StoryNotNamed story={story} />}
    >
      {({ counts, percentage }) => (
        <div className={styles.part}>
          <div className={styles.summary}>
            <CoverageRing percentage={percentage} />
            <div className={styles.states}>
              <p className={styles.proven}>
                {t('coverage.proven', {
                  proven: counts.proven,
                  count: counts.expected,
                })}
              </p>
              <CoverageBar counts={counts} />
              <StateCounts counts={counts} />
            </div>
          </div>
          <CoverageBars
            nameStyle="text"
            items={specs.map(({ ref, title, ...spec }) => ({
              ...spec,
              ref,
              name: title,
              href: hrefOf(ref),
            }))}
          />
        </div>
      )}
    </AnswerOf>
  );
}
