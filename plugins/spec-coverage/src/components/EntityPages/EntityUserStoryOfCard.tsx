import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { RELATION_USER_STORY_OF } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { RelatedCoverage } from './RelatedCoverage';
import { relatedRefs } from './relatedRefs';
import styles from './EntityPages.module.css';

/**
 * Card for the page of a `UserStory`: the components and specs that it asked for, each with its coverage.
 *
 * @public
 */
export function EntityUserStoryOfCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const entityRefs = relatedRefs(entity, RELATION_USER_STORY_OF);
  return (
    <EntityInfoCard title={t('storyPage.storyOf')}>
      {entityRefs.length > 0 && (
        <p className={styles.hint}>{t('storyPage.storyOfHint')}</p>
      )}
      <RelatedCoverage
        entityRefs={entityRefs}
        what={t('storyPage.storyOf')}
        empty={t('storyPage.storyOfNothing')}
      />
    </EntityInfoCard>
  );
}
