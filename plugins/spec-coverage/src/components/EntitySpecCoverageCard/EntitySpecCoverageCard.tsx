import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { useCoverageHref } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { RunningProofs } from '../Coverage';
import { RefreshNotice, WithCoverage } from '../feedback';
import { CardContent } from './CardContent';
import { CardSkeleton } from './CardSkeleton';

/**
 * Card for an entity's overview: how much of what its specs promise is proven, and what drifted.
 *
 * @public
 */
export function EntitySpecCoverageCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const href = useCoverageHref();
  return (
    <WithCoverage
      entity={entity}
      loading={
        <EntityInfoCard title={t('card.title')}>
          <CardSkeleton />
        </EntityInfoCard>
      }
      frame={notice => (
        <EntityInfoCard title={t('card.title')}>{notice}</EntityInfoCard>
      )}
    >
      {({ coverage, error }) => (
        <EntityInfoCard
          title={t('card.title')}
          headerActions={
            <>
              <RefreshNotice error={error} />
              {!error && <RunningProofs specs={coverage.items} />}
            </>
          }
          footerActions={
            href && (
              <ButtonLink
                href={href}
                variant="tertiary"
                iconEnd={<RiArrowRightLine />}
              >
                {t('card.link')}
              </ButtonLink>
            )
          }
        >
          <CardContent coverage={coverage} />
        </EntityInfoCard>
      )}
    </WithCoverage>
  );
}
