import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import parseGitUrl from 'git-url-parse';

/** Ends the annotations by which the hosts of repositories are named: `github.com/project-slug`, `gitlab.com/project-slug`. */
const PROJECT_SLUG = '/project-slug';

/** The longest name that is kept; what is longer is taken for a mistake. */
const MAX_LENGTH = 200;

/**
 * The repository that an entity is built from, as owner/name in lower case: from an annotation `<host>/project-slug`, or else from
 * `backstage.io/source-location`. `undefined` where neither says.
 *
 * Source: https://backstage.io/docs/features/software-catalog/well-known-annotations
 */
export function repositoryOf(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const slugKey = Object.keys(annotations)
    .filter(key => key.endsWith(PROJECT_SLUG))
    .sort()[0];
  const name = slugKey
    ? annotations[slugKey]
    : nameOfLocation(annotations[ANNOTATION_SOURCE_LOCATION]);
  const clean = name
    ?.trim()
    .replace(/^\/+|\/+$/g, '')
    .toLocaleLowerCase('en-US');
  return clean?.includes('/') && clean.length <= MAX_LENGTH ? clean : undefined;
}

function nameOfLocation(location: string | undefined): string | undefined {
  if (!location) {
    return undefined;
  }
  try {
    const { type, target } = parseLocationRef(location);
    return type === 'url' ? parseGitUrl(target).full_name : undefined;
  } catch {
    // People write what they like into annotations; this one leads nowhere.
    return undefined;
  }
}
