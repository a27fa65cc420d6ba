import { lazy, Suspense, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CoverageFilter,
  DriftAge,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { Bone } from '@proofline/backstage-ui';
import { useDriftBacklog, useSteady } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from '../charts/ChartFrame';
import { AnswerOf } from '../feedback';
import { DriftList } from '../Drift';
import { inCard } from './inCard';
import { LoadMore } from './LoadMore';
import styles from './SpecCoverageContent.module.css';

// Charts are a large library: it is loaded when the page is there.
const DriftAgeChart = lazy(() => import('./DriftAgeChart'));

/** How many drifts are listed at first, and how many more at a time. */
const STEP = 10;

function OldestDrifts(props: { filter: CoverageFilter }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [wanted, setWanted] = useState(STEP);
  const result = useSteady(useDriftBacklog({ ...props.filter, wanted }));
  const title = t('portal.drift.list');
  return (
    <AnswerOf result={result} what={title} frame={inCard}>
      {({ items, nextCursor }) => (
        <div aria-busy={result.isPrevious}>
          <ChartFrame
            title={title}
            description={t('portal.drift.listDescription')}
            fileName="open-drifts"
            tooLittle={items.length === 0 ? t('drift.none') : undefined}
            table={{
              columns: [
                { key: 'specRef', label: t('portal.drift.spec') },
                { key: 'title', label: t('portal.drift.specTitle') },
                { key: 'specState', label: t('portal.drift.state') },
                { key: 'openedAt', label: t('portal.drift.openedAt') },
              ],
              rows: items.map(
                ({ openedAt, specRef, specState, title: of }) => ({
                  specRef,
                  title: of,
                  specState,
                  openedAt,
                }),
              ),
            }}
            footer={
              nextCursor && (
                <LoadMore
                  isPending={result.isPrevious}
                  onPress={() => setWanted(wanted + STEP)}
                />
              )
            }
          >
            <DriftList drifts={items} label={title} />
          </ChartFrame>
        </div>
      )}
    </AnswerOf>
  );
}

/**
 * What has drifted and was not proven since: by age, and the oldest of it.
 *
 * @internal
 */
export function DriftBacklog(props: {
  filter: CoverageFilter;
  ages: DriftAge[] | undefined;
}) {
  const { ages, filter } = props;
  return (
    <div className={styles.thirds}>
      {ages ? (
        <Suspense fallback={inCard(<Bone width="100%" height="12rem" />)}>
          <DriftAgeChart ages={ages} />
        </Suspense>
      ) : (
        inCard(<Bone width="100%" height="12rem" />)
      )}
      <OldestDrifts filter={filter} />
    </div>
  );
}
