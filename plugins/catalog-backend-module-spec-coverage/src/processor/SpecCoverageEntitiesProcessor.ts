import {
  type Entity,
  entityKindSchemaValidator,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  type SpecEntityV1alpha1,
  specEntityV1alpha1Schema,
  type UserStoryEntityV1alpha1,
  userStoryEntityV1alpha1Schema,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { withUnreadableRefs } from './processingErrors';
import { relationsOf } from './relations';
import { checkReferences } from './validation';

/**
 * Validates the kinds `Spec` and `UserStory`, and emits the relations of those and of all entities that are annotated
 * with specs or user stories.
 *
 * @public
 */
export class SpecCoverageEntitiesProcessor implements CatalogProcessor {
  readonly #validateSpec = entityKindSchemaValidator<SpecEntityV1alpha1>(
    specEntityV1alpha1Schema,
  );
  readonly #validateUserStory =
    entityKindSchemaValidator<UserStoryEntityV1alpha1>(
      userStoryEntityV1alpha1Schema,
    );

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.getProcessorName} */
  getProcessorName(): string {
    return 'SpecCoverageEntitiesProcessor';
  }

  /**
   * Whether the entity is a valid `Spec` or `UserStory`; `false` for all other kinds.
   *
   * @throws TypeError when the entity does not have the shape of its kind
   * @throws InputError when one of its references cannot be read
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    const valid = this.#validateSpec(entity) || this.#validateUserStory(entity);
    if (!valid) {
      return false;
    }
    checkReferences(valid);
    return true;
  }

  /**
   * Emits the relations of the entity. References in its annotations that cannot be read are shown on the entity and
   * stop nothing.
   */
  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    for (const relation of relationsOf(entity)) {
      emit(processingResult.relation(relation));
    }
    return withUnreadableRefs(entity);
  }
}
