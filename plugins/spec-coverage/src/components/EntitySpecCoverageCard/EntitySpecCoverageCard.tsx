import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { useCoverageHref } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { RunningProofs } from '../Coverage';
import { RefreshNotice, WithCoverage } from '../feedback';
import { storyOfEntity, UserStorySummary } from '../UserStory';
import { CardContent } from './CardContent';
import { CardSkeleton } from './CardSkeleton';

/**
 * Card for an entity's overview: how much of what its specs promise is proven, and what drifted; for a `UserStory`, how much of what it
 * asked for.
 *
 * @public
 */
export function EntitySpecCoverageCard() {
  const { entity } = useEntity();
  const story = storyOfEntity(entity);
  return story === undefined ? (
    <CoverageCard entity={entity} />
  ) : (
    <StoryCard story={story} />
  );
}

function StoryCard(props: { story: string }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <EntityInfoCard title={t('card.title')} footerActions={<TabLink />}>
      <UserStorySummary story={props.story} />
    </EntityInfoCard>
  );
}

/** Leads to the tab, in an app that has it. */
function TabLink() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const href = useCoverageHref();
  return href === undefined ? null : (
    <ButtonLink href={href} variant="tertiary" iconEnd={<RiArrowRightLine />}>
      {t('card.link')}
    </ButtonLink>
  );
}

function CoverageCard(props: { entity: Entity }) {
  const { entity } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
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
          footerActions={<TabLink />}
        >
          <CardContent coverage={coverage} />
        </EntityInfoCard>
      )}
    </WithCoverage>
  );
}
