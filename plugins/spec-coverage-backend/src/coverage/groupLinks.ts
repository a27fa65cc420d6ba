import type { CoverageGrouping } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { isOneOf } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { visibleBuilds } from './repositories';

/** Leaves what is grouped by, as far as the caller may see it. */
export function narrowLinks(
  knex: Knex,
  links: Knex.QueryBuilder,
  { by, scope }: { by: CoverageGrouping; scope: SpecScope },
): void {
  if (by === 'owner') {
    links.whereExists(ownedBy(knex, 'spec_entities.entity_ref'));
  } else {
    links.where(
      'spec_entities.entity_ref',
      'like',
      by === 'repository' ? 'repository=%' : `${by}:%`,
    );
  }
  if (scope.entityRefs && by === 'repository') {
    links.whereIn(
      'spec_entities.entity_ref',
      visibleBuilds(knex, scope).select(
        knex.raw("'repository=' || catalog_entities.repository"),
      ),
    );
  } else if (scope.entityRefs) {
    links.where(isOneOf(knex, 'spec_entities.entity_ref', scope.entityRefs));
  }
}

/** Entities of the catalog that somebody owns. */
export function ownedBy(knex: Knex, column: string): Knex.QueryBuilder {
  return knex('catalog_entities')
    .select(knex.raw('1'))
    .where('catalog_entities.owner_ref', knex.ref(column));
}
