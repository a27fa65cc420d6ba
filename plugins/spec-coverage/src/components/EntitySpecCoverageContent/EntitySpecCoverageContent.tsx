import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody } from '@backstage/ui';
import { WithCoverage } from '../feedback';
import { storyOfEntity, UserStoryCoverage } from '../UserStory';
import { ContentSkeleton } from './ContentSkeleton';
import { CoverageViews } from './CoverageViews';
import styles from './EntitySpecCoverageContent.module.css';

/**
 * Content of the Coverage tab: the specs of an entity with their invariants, verdicts, counterexamples and history; its user stories,
 * its drifts, and how it went; for a `UserStory`, the specs and invariants that it asked for.
 *
 * @public
 */
export function EntitySpecCoverageContent() {
  const { entity } = useEntity();
  const story = storyOfEntity(entity);
  if (story !== undefined) {
    return (
      <div className={styles.content}>
        <UserStoryCoverage story={story} />
      </div>
    );
  }
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
      {() => (
        <div className={styles.content}>
          <CoverageViews key={stringifyEntityRef(entity)} entity={entity} />
        </div>
      )}
    </WithCoverage>
  );
}
