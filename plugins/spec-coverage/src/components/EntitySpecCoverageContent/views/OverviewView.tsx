import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntityCoverage } from '../../../hooks';
import { RunningProofs } from '../../Coverage';
import { Announcer, RefreshNotice, UnresolvedRefs } from '../../feedback';
import { SpecList } from '../../Spec';
import { CoverageSummary } from '../CoverageSummary';
import { Stories } from '../Stories';
import styles from '../EntitySpecCoverageContent.module.css';

/**
 * All at one glance: the summary, the specs, the stories.
 *
 * @internal
 */
export function OverviewView(props: { entity: Entity }) {
  const {
    data: coverage,
    error,
    refresh,
  } = useEntityCoverage(stringifyEntityRef(props.entity));
  if (!coverage) {
    return null;
  }
  return (
    <>
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
    </>
  );
}
