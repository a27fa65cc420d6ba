import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntityCoverage } from '../../../hooks';
import { StoryBarChart } from '../../charts';
import { useViewHrefs } from './useViewHrefs';

/**
 * The user stories of an entity, each leading to its specs and invariants.
 *
 * @internal
 */
export default function StoriesView(props: { entity: Entity }) {
  const { entity } = props;
  const { data: coverage } = useEntityCoverage(stringifyEntityRef(entity));
  const hrefs = useViewHrefs();
  return (
    <StoryBarChart
      stories={coverage?.stories ?? []}
      hrefOf={hrefs.story}
      fileName={entity.metadata.name}
    />
  );
}
