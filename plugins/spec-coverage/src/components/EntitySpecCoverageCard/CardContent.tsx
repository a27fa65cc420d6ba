import type { EntityCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  CoverageBar,
  CoverageFacts,
  CoverageRing,
  RecentTrend,
  StateCounts,
} from '../Coverage';
import { Announcer, UnresolvedRefs } from '../feedback';
import styles from './CardContent.module.css';

/**
 * What the card shows of a coverage.
 *
 * @internal
 */
export function CardContent(props: { coverage: EntityCoverage }) {
  const { coverage } = props;
  return (
    <div className={styles.content}>
      <div className={styles.head}>
        <CoverageRing percentage={coverage.percentage} />
        <CoverageFacts coverage={coverage} />
      </div>
      {coverage.counts.expected > 0 && (
        <div className={styles.states}>
          <CoverageBar counts={coverage.counts} />
          <StateCounts counts={coverage.counts} />
        </div>
      )}
      <RecentTrend days={coverage.trend} />
      <UnresolvedRefs refs={coverage.unresolved} />
      <Announcer coverage={coverage} />
    </div>
  );
}
