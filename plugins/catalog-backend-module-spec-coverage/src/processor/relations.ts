import {
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  RELATION_HAS_USER_STORY,
  RELATION_SPECIFIED_BY,
  RELATION_SPECIFIES,
  RELATION_USER_STORY_OF,
  specEntityRef,
  userStoryEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { readAnnotations } from '../annotations';
import { isSpecEntity, isUserStoryEntity } from '../entities';

/**
 * The relations that an entity brings with it, each in both directions: by its annotations, whatever its kind, and by
 * its own fields if it is a valid `Spec` or `UserStory`.
 */
export function relationsOf(entity: Entity): EntityRelationSpec[] {
  const self = getCompoundEntityRef(entity);
  const selfRef = stringifyEntityRef(self);
  const relations: EntityRelationSpec[] = [];
  const relate = (targetRef: string, there: string, back: string) => {
    // A spec that is annotated with its own reference does not specify itself.
    if (targetRef !== selfRef) {
      const target = parseEntityRef(targetRef);
      relations.push({ source: self, type: there, target });
      relations.push({ source: target, type: back, target: self });
    }
  };
  const resolve = (ref: string, defaultKind: string) =>
    stringifyEntityRef(
      parseEntityRef(ref, { defaultKind, defaultNamespace: self.namespace }),
    );

  const { specs, userStories } = readAnnotations(entity);
  for (const spec of specs) {
    relate(specEntityRef(spec), RELATION_SPECIFIED_BY, RELATION_SPECIFIES);
  }
  for (const story of userStories) {
    relate(
      userStoryEntityRef(story),
      RELATION_HAS_USER_STORY,
      RELATION_USER_STORY_OF,
    );
  }

  if (isSpecEntity(entity)) {
    for (const ref of entity.spec.specifies ?? []) {
      relate(
        resolve(ref, 'Component'),
        RELATION_SPECIFIES,
        RELATION_SPECIFIED_BY,
      );
    }
    for (const story of entity.spec.userStories ?? []) {
      relate(
        userStoryEntityRef(story),
        RELATION_HAS_USER_STORY,
        RELATION_USER_STORY_OF,
      );
    }
  }
  if (isSpecEntity(entity) || isUserStoryEntity(entity)) {
    relate(
      resolve(entity.spec.owner, 'Group'),
      RELATION_OWNED_BY,
      RELATION_OWNER_OF,
    );
  }
  return relations;
}
