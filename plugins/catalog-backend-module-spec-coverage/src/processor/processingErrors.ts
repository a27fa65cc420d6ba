import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type {
  AlphaEntity,
  EntityStatusItem,
} from '@backstage/catalog-model/alpha';
import { InputError, serializeError, stringifyError } from '@backstage/errors';
import { readAnnotations } from '../annotations';

/**
 * Puts the references that cannot be read on the entity itself, as errors that its page shows.
 *
 * An error that a processor emits would show there as well, but the catalog then drops the whole result: the entity
 * would stay as it was before the typing error, or never appear.
 */
export function withUnreadableRefs(entity: Entity): Entity {
  const { unreadable } = readAnnotations(entity);
  if (unreadable.length === 0) {
    return entity;
  }
  const items = unreadable.map<EntityStatusItem>(({ annotation, reason }) => {
    const error = new InputError(`Annotation ${annotation}: ${reason}`);
    return {
      type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
      level: 'error',
      message: stringifyError(error),
      error: serializeError(error, { includeStack: false }),
    };
  });
  const { status } = entity as AlphaEntity;
  const reported: AlphaEntity = {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), ...items] },
  };
  return reported;
}
