import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import {
  RELATION_HAS_USER_STORY,
  type StoryCoverage,
  userStoryEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useEntityNames } from '@proofline/backstage-ui';
import {
  useCoverageHrefOf,
  useEntityCoverage,
  useKnownEntities,
} from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBars } from '../charts/CoverageBars';
import { AnswerOf } from '../feedback';
import { relatedRefs } from './relatedRefs';

/**
 * Card for the page of a `Spec`: the user stories behind it, each with how much of what it asked of this spec is proven.
 *
 * @public
 */
export function EntityUserStoriesCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useEntityCoverage(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title={t('tab.stories')}>
      <AnswerOf result={result} what={t('tab.stories')}>
        {({ stories }) => (
          <StoryBars
            stories={stories}
            related={relatedRefs(entity, RELATION_HAS_USER_STORY)}
          />
        )}
      </AnswerOf>
    </EntityInfoCard>
  );
}

/** Stories that invariants name, and those that only the catalog does. */
function StoryBars(props: { stories: StoryCoverage[]; related: string[] }) {
  const { related, stories } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefOf = useCoverageHrefOf();
  const named = stories.map(story => ({
    ...story,
    entityRef: entityRefOf(story.ref),
  }));
  const others = related.filter(
    ref => !named.some(({ entityRef }) => entityRef === ref),
  );
  const isKnown = useKnownEntities(
    named.flatMap(({ entityRef }) => entityRef ?? []),
  );
  const nameOf = useEntityNames(others);
  if (named.length + others.length === 0) {
    return <Text variant="body-medium">{t('stories.empty')}</Text>;
  }
  return (
    <CoverageBars
      items={[
        ...named.map(({ entityRef, ...story }) => ({
          ...story,
          name: story.ref,
          href:
            entityRef !== undefined && isKnown(entityRef)
              ? hrefOf(entityRef)
              : undefined,
        })),
        ...others.map(ref => ({ ref, name: nameOf(ref), href: hrefOf(ref) })),
      ]}
    />
  );
}

/** What stands in a document may be any text. */
function entityRefOf(story: string): string | undefined {
  try {
    return userStoryEntityRef(story);
  } catch {
    return undefined;
  }
}
