import type { SpecState } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { visibleBuilds } from './repositories';
import { PORTAL, repositoryScope, sourceScope } from '../rollups/scopes';

/** Which specs are meant. All that is given has to hold. */
export interface SpecSelection {
  /** What the caller may see. */
  scope: SpecScope;
  entityRef?: string;
  repository?: string;
  owner?: string;
  system?: string;
  source?: string;
  state?: SpecState;
  /** Part of the reference or the title, without regard to case. */
  search?: string;
}

/** Narrows a query over `specs` to those that are meant. */
export function selectSpecs(
  knex: Knex,
  query: Knex.QueryBuilder,
  selection: SpecSelection,
): void {
  const { scope, repository, source, state, search } = selection;
  scope.narrow(query);
  for (const ref of [selection.entityRef, selection.owner, selection.system]) {
    if (ref) {
      query.whereIn('specs.spec_ref', specsOf(knex, ref));
    }
    if (ref && scope.entityRefs && !scope.entityRefs.has(ref)) {
      // What it has in common with others would tell about it.
      query.whereRaw('1 = 0');
    }
  }
  if (repository) {
    query.whereIn('specs.spec_ref', specsOf(knex, repositoryScope(repository)));
    if (scope.entityRefs) {
      query.whereExists(
        visibleBuilds(knex, scope)
          .where(
            'catalog_entities.repository',
            repository.toLocaleLowerCase('en-US'),
          )
          .select(knex.raw('1')),
      );
    }
  }
  if (source) {
    query.where('specs.source', source);
  }
  if (state) {
    query.where('specs.state', state);
  }
  if (search) {
    whereContains(query, ['specs.spec_ref', 'specs.title'], search);
  }
}

function specsOf(knex: Knex, scope: string): Knex.QueryBuilder {
  return knex('spec_entities').select('spec_ref').where('entity_ref', scope);
}

/** Whether a selection leaves anything out of the portal. */
export function isNarrowed(selection: SpecSelection): boolean {
  const { scope, ...filters } = selection;
  return (
    !scope.isWhole || Object.values(filters).some(value => value !== undefined)
  );
}

/**
 * The scope of which totals are kept that is just what a selection means; `undefined` where there is none, or where the caller may not
 * see all of it.
 */
export function keptScope(selection: SpecSelection): string | undefined {
  const { scope, entityRef, owner, repository, source, system, ...others } =
    selection;
  if (
    !scope.isWhole ||
    Object.values(others).some(value => value !== undefined)
  ) {
    return undefined;
  }
  const kept = [
    entityRef,
    owner,
    system,
    repository && repositoryScope(repository),
    source && sourceScope(source),
  ].filter(each => each !== undefined);
  return kept.length > 1 ? undefined : kept[0] ?? PORTAL;
}

/** Narrows a query to rows in which a text is part of one of some columns, without regard to case. */
export function whereContains(
  query: Knex.QueryBuilder,
  columns: readonly string[],
  text: string,
): void {
  const pattern = `%${text
    .toLocaleLowerCase('en-US')
    .replace(/[\\%_]/g, character => `\\${character}`)}%`;
  query.andWhere(any => {
    for (const column of columns) {
      any.orWhereRaw("lower(??) like ? escape '\\'", [column, pattern]);
    }
  });
}
