/*
 * What totals and days are kept of, beside the entities of the catalog. None of these can be an entity ref: those have no `=`
 * before their first colon, and a slash.
 */

/** All specs of the portal, each once. */
export const PORTAL = '*';

/** The specs of one source. */
export function sourceScope(source: string): string {
  return `source=${source}`;
}

/**
 * The specs of what is built from one repository.
 *
 * @param repository - owner/name; case does not matter, as it does not at the hosts of repositories
 */
export function repositoryScope(repository: string): string {
  return `repository=${repository.toLocaleLowerCase('en-US')}`;
}

/** The kind of entity that a scope is, or `repository`, `source` or `portal`. */
export function kindOfScope(scope: string): string {
  return scope === PORTAL ? 'portal' : scope.split(/[=:]/, 1)[0];
}

/** What people call a scope: the entity ref, owner/name of a repository, the id of a source. */
export function nameOfScope(scope: string): string {
  return scope.replace(/^(?:source|repository)=/, '');
}
