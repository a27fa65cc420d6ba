import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useResolvedPath } from 'react-router-dom';
import { useEntityCoverage } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { CoverageBarChart } from '../../charts';

/**
 * The user stories of an entity, each leading to its specs and invariants.
 *
 * @internal
 */
export default function StoriesView(props: { entity: Entity }) {
  const { entity } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { data: coverage } = useEntityCoverage(stringifyEntityRef(entity));
  const { pathname } = useResolvedPath('');
  return (
    <CoverageBarChart
      title={t('tab.stories')}
      description={t('stories.description')}
      label={t('stories.story')}
      fileName={`${entity.metadata.name}-user-stories`}
      empty={t('stories.empty')}
      items={(coverage?.stories ?? []).map(story => ({
        ...story,
        name: story.ref,
        href: `${pathname}/${encodeURIComponent(story.ref)}`,
      }))}
    />
  );
}
