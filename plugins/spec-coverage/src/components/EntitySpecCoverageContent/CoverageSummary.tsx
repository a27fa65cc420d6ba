import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, VisuallyHidden } from '@backstage/ui';
import type { EntityCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import {
  CoverageBar,
  CoverageFacts,
  CoverageRing,
  StateCounts,
} from '../Coverage';
import styles from './CoverageSummary.module.css';

/**
 * The whole of an entity's coverage at one glance, above its specs.
 *
 * @internal
 */
export function CoverageSummary(props: { coverage: EntityCoverage }) {
  const { coverage } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Card>
      <CardBody>
        <VisuallyHidden>
          <h2>{t('tab.coverage')}</h2>
        </VisuallyHidden>
        <div className={styles.summary}>
          <div className={styles.head}>
            <CoverageRing percentage={coverage.percentage} />
            <CoverageFacts coverage={coverage} detailed />
          </div>
          {coverage.counts.expected > 0 && (
            <div className={styles.states}>
              <CoverageBar counts={coverage.counts} />
              <StateCounts counts={coverage.counts} />
            </div>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
