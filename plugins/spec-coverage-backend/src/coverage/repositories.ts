import type { Knex } from 'knex';
import { isOneOf } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';

/**
 * What entities are built from a repository, as rows of `catalog_entities`: only those that a caller may see. A repository is known to a
 * caller by them alone.
 */
export function visibleBuilds(
  knex: Knex,
  { entityRefs }: Pick<SpecScope, 'entityRefs'>,
): Knex.QueryBuilder {
  const builds = knex('catalog_entities').whereNotNull(
    'catalog_entities.repository',
  );
  if (entityRefs) {
    builds.where(isOneOf(knex, 'catalog_entities.entity_ref', entityRefs));
  }
  return builds;
}
