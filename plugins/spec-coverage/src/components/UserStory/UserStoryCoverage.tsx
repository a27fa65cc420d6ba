import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { useSpecPages, useUserStory } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { CoverageBar, CoverageRing, StateCounts } from '../Coverage';
import { AnswerOf } from '../feedback';
import { InvariantList } from '../Invariant';
import { StoryNotNamed } from './StoryNotNamed';
import styles from './UserStoryCoverage.module.css';

/**
 * One user story: how much of it is proven, by which specs, and each of its invariants with its verdict.
 *
 * @internal
 */
export function UserStoryCoverage(props: { story: string }) {
  const { story } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useUserStory({ story });
  const specRefs = result.data?.specs.map(({ ref }) => ref) ?? [];
  const hrefOf = useSpecPages(specRefs);
  return (
    <AnswerOf
      result={result}
      what={story}
      notFound={<StoryNotNamed story={story} />}
      frame={notice => (
        <Card>
          <CardBody>{notice}</CardBody>
        </Card>
      )}
    >
      {({ counts, invariants, percentage, specs }) => (
        <div className={styles.story}>
          <Card>
            <CardBody>
              <div className={styles.summary}>
                <CoverageRing percentage={percentage} />
                <div className={styles.states}>
                  <CoverageBar counts={counts} />
                  <StateCounts counts={counts} />
                </div>
              </div>
            </CardBody>
          </Card>
          <section className={styles.part}>
            <h2 className={styles.title}>{t('tab.specs')}</h2>
            <Card>
              <CardBody>
                <CoverageBars
                  nameStyle="text"
                  items={specs.map(({ ref, title, ...spec }) => ({
                    ...spec,
                    ref,
                    name: title,
                    href: hrefOf(ref),
                  }))}
                />
              </CardBody>
            </Card>
          </section>
          <section className={styles.part}>
            <h2 className={styles.title}>{t('views.invariants')}</h2>
            <Card>
              <CardBody>
                <InvariantList
                  title={story}
                  invariants={invariants}
                  counts={counts}
                />
                {invariants.length < counts.expected && (
                  <p className={styles.more}>
                    {t('stories.first', { shown: invariants.length })}
                  </p>
                )}
              </CardBody>
            </Card>
          </section>
        </div>
      )}
    </AnswerOf>
  );
}
