import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { specEntityRef } from '@proofline/backstage-plugin-spec-coverage-common';
import { useUserStory } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { CoverageBar, CoverageRing, StateCounts } from '../Coverage';
import { AnswerOf } from '../feedback';
import { InvariantRow } from '../Invariant';
import { useCoverageHrefOf } from '../../hooks/useCoverageHref';
import styles from './UserStoryCoverage.module.css';

/**
 * One user story: how much of it is proven, by which specs, and each of its invariants with its verdict.
 *
 * @internal
 */
export function UserStoryCoverage(props: { story: string }) {
  const { story } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefOf = useCoverageHrefOf();
  const result = useUserStory({ story });
  return (
    <AnswerOf result={result} what={story}>
      {({ counts, invariants, percentage, specs }) => (
        <div className={styles.story}>
          <div className={styles.summary}>
            <CoverageRing percentage={percentage} />
            <div className={styles.states}>
              <CoverageBar counts={counts} />
              <StateCounts counts={counts} />
            </div>
          </div>
          <section className={styles.part}>
            <h3 className={styles.title}>{t('tab.specs')}</h3>
            <CoverageBars
              items={specs.map(({ ref, title, ...spec }) => ({
                ...spec,
                ref,
                name: title,
                href: hrefOf(specEntityRef(ref)),
              }))}
            />
          </section>
          <section className={styles.part}>
            <h3 className={styles.title}>{t('views.invariants')}</h3>
            <ul
              className={styles.rows}
              aria-label={t('invariants.listOf', { title: story })}
            >
              {invariants.map(invariant => (
                <InvariantRow
                  key={invariant.ref}
                  invariant={invariant}
                  specTitle={invariant.specTitle}
                />
              ))}
            </ul>
          </section>
        </div>
      )}
    </AnswerOf>
  );
}
