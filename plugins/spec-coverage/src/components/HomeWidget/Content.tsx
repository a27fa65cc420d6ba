import type { ReactElement } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiFileAddLine } from '@remixicon/react';
import { Notice, problemOf } from '@proofline/backstage-ui';
import { useDriftBacklog, usePortalCoverage } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBar, CoverageRing, StateCounts } from '../Coverage';
import { DriftList } from '../Drift';
import { AnswerOf, ProblemNotice, RefreshNotice } from '../feedback';
import { WidgetSkeleton } from './WidgetSkeleton';
import styles from './HomeWidget.module.css';

/** How many drifts there is room for. */
const DRIFTS = 5;

function OldestDrifts() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useDriftBacklog({ wanted: DRIFTS });
  const title = t('widget.oldest');
  return (
    <AnswerOf result={result} what={title}>
      {({ items }) =>
        items.length > 0 && (
          <section>
            <h3 className={styles.title}>{title}</h3>
            <DriftList drifts={items} label={title} compact />
          </section>
        )
      }
    </AnswerOf>
  );
}

/**
 * How much of what the specs of the whole portal promise is proven, and what has drifted longest.
 *
 * @internal
 */
export function Content(): ReactElement {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { data, error, refresh } = usePortalCoverage({});
  if (error && (!data || problemOf(error) === 'denied')) {
    return (
      <ProblemNotice error={error} kind={t('portal.kind')} onRetry={refresh} />
    );
  }
  if (!data) {
    return <WidgetSkeleton />;
  }
  if (data.specs === 0) {
    return (
      <Notice
        icon={RiFileAddLine}
        title={t('portal.empty')}
        description={t('widget.emptyHint')}
      />
    );
  }
  const { counts, openDrifts, percentage } = data;
  return (
    <div className={styles.content}>
      <RefreshNotice error={error} />
      <div className={styles.head}>
        <CoverageRing percentage={percentage} />
        <div className={styles.states}>
          <p className={styles.proven}>
            {counts.expected === 0
              ? t('coverage.nothingToProve')
              : t('coverage.proven', {
                  proven: counts.proven,
                  count: counts.expected,
                })}
          </p>
          {counts.expected > 0 && (
            <>
              <CoverageBar counts={counts} />
              <div className={styles.counts}>
                <StateCounts counts={counts} />
              </div>
            </>
          )}
          {openDrifts === 0 && <p className={styles.fact}>{t('drift.none')}</p>}
        </div>
      </div>
      {openDrifts > 0 && <OldestDrifts />}
    </div>
  );
}
