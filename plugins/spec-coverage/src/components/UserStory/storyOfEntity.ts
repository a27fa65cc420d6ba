import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { UserStoryEntityV1alpha1 } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * The reference of the user story that an entity stands for, such as `jira:PAY-10`; `undefined` for an entity of another kind.
 *
 * @internal
 */
export function storyOfEntity(entity: Entity): string | undefined {
  if (entity.kind.toLocaleLowerCase('en-US') !== 'userstory') {
    return undefined;
  }
  // The catalog has validated it, and nothing on the way here is to be trusted with that.
  const spec = entity.spec as
    | Partial<UserStoryEntityV1alpha1['spec']>
    | undefined;
  return typeof spec?.ref === 'string' ? spec.ref : stringifyEntityRef(entity);
}
