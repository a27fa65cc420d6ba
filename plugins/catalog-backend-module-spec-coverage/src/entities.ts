import type { Entity } from '@backstage/catalog-model';
import {
  PROOFLINE_API_VERSION,
  type SpecEntityV1alpha1,
  type UserStoryEntityV1alpha1,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** Whether an entity, which has been validated, is a `Spec`. */
export function isSpecEntity(entity: Entity): entity is SpecEntityV1alpha1 {
  return entity.apiVersion === PROOFLINE_API_VERSION && entity.kind === 'Spec';
}

/** Whether an entity, which has been validated, is a `UserStory`. */
export function isUserStoryEntity(
  entity: Entity,
): entity is UserStoryEntityV1alpha1 {
  return (
    entity.apiVersion === PROOFLINE_API_VERSION && entity.kind === 'UserStory'
  );
}
