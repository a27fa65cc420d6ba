import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { RELATION_SPECIFIES } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { RelatedCoverage } from './RelatedCoverage';
import { relatedRefs } from './relatedRefs';

/**
 * Card for the page of a `Spec`: the components, systems… that it specifies, each with its coverage.
 *
 * @public
 */
export function EntitySpecifiesCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <EntityInfoCard title={t('specPage.specifies')}>
      <RelatedCoverage
        entityRefs={relatedRefs(entity, RELATION_SPECIFIES)}
        what={t('specPage.specifies')}
        empty={t('specPage.specifiesNothing')}
      />
    </EntityInfoCard>
  );
}
