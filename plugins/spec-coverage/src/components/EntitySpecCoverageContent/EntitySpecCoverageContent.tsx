import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody } from '@backstage/ui';
import {
  Announcer,
  RefreshNotice,
  UnresolvedRefs,
  WithCoverage,
} from '../feedback';
import { RunningProofs } from '../Coverage';
import { SpecList } from '../Spec';
import { ContentSkeleton } from './ContentSkeleton';
import { CoverageSummary } from './CoverageSummary';
import { Stories } from './Stories';
import styles from './EntitySpecCoverageContent.module.css';

/**
 * Content of the Coverage tab: the specs of an entity with their invariants, verdicts, counterexamples and history.
 *
 * @public
 */
export function EntitySpecCoverageContent() {
  const { entity } = useEntity();
  return (
    <WithCoverage
      entity={entity}
      loading={<ContentSkeleton />}
      frame={notice => (
        <div className={styles.content}>
          <Card>
            <CardBody>{notice}</CardBody>
          </Card>
        </div>
      )}
    >
      {({ coverage, error, refresh }) => (
        <div className={styles.content}>
          <div>
            <div className={styles.above}>
              <RefreshNotice error={error} />
              <RunningProofs specs={coverage.items} />
            </div>
            <CoverageSummary coverage={coverage} />
          </div>
          <UnresolvedRefs refs={coverage.unresolved} />
          <SpecList specs={coverage.items} onVerify={refresh} />
          <Stories stories={coverage.stories} />
          <Announcer coverage={coverage} />
        </div>
      )}
    </WithCoverage>
  );
}
