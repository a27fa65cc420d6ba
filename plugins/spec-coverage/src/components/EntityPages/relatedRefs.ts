import type { Entity } from '@backstage/catalog-model';

/**
 * The entities that an entity has a relation to, each once, in the order of their refs.
 *
 * @internal
 */
export function relatedRefs(entity: Entity, relation: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef);
  return [...new Set(refs)].sort();
}
