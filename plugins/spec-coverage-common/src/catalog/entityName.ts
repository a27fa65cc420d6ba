import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { shortName } from '../hash';
import { parseSpecRef } from '../specRef';

// Rule of the catalog for metadata.name: 1 to 63 characters of [a-zA-Z0-9-_.], the first and last a letter or digit.
const MAX_NAME_LENGTH = 63;
const LOSSLESS_DOCUMENT = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?$/;
// A slash becomes "__": next to an underscore one could not tell which of the two was the slash.
const AMBIGUOUS_SLASH = /__|_\/|\/_/;
const CHECKSUM = /--[0-9a-f]{8}$/;

/** The source of a story that lives in the catalog alone, `userstory:default/checkout`: it is an entity ref. */
const CATALOG_STORY_SOURCE = 'userstory';

/**
 * The name of the `Spec` or `UserStory` entity of a reference: `jira:PAY-10` becomes `jira.PAY-10` and
 * `files:specs/ledger.md` becomes `files.specs__ledger.md`. A reference with characters that an entity's name cannot
 * have, or that is too long, is shortened and ends with `--` and a checksum, so that two references do not share a name.
 *
 * A name is compared without case by the catalog, and so two documents that differ only in case share an entity.
 *
 * @throws InputError when the reference cannot be parsed
 * @public
 */
export function entityNameOfRef(ref: string): string {
  const { source, document } = parseSpecRef(ref);
  const name = `${source}.${document.replaceAll('/', '__')}`;
  if (
    name.length <= MAX_NAME_LENGTH &&
    LOSSLESS_DOCUMENT.test(document) &&
    !AMBIGUOUS_SLASH.test(document) &&
    !CHECKSUM.test(document)
  ) {
    return name;
  }
  const suffix = `--${shortName(ref.trim())}`;
  const readable = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, MAX_NAME_LENGTH - suffix.length);
  return `${readable}${suffix}`;
}

/**
 * The entity ref of the one `Spec` entity of a SpecRef: `jira:PAY-142` becomes `spec:default/jira.pay-142`.
 * All are in the namespace `default`, because entities of several namespaces can name one spec.
 *
 * @throws InputError when the reference cannot be parsed
 * @public
 */
export function specEntityRef(specRef: string): string {
  return stringifyEntityRef({ kind: 'Spec', name: entityNameOfRef(specRef) });
}

/**
 * The entity ref of the one `UserStory` entity of a story: `jira:PAY-10` becomes `userstory:default/jira.pay-10`.
 * A story that lives in the catalog alone is named by its entity ref, which stands for itself:
 * `userstory:default/checkout`.
 *
 * @throws InputError when the reference cannot be parsed
 * @public
 */
export function userStoryEntityRef(storyRef: string): string {
  if (isUserStoryEntityRef(storyRef)) {
    const parts = parseEntityRef(storyRef.trim());
    if (
      !KubernetesValidatorFunctions.isValidNamespace(parts.namespace) ||
      !KubernetesValidatorFunctions.isValidObjectName(parts.name)
    ) {
      throw new InputError(
        `'${storyRef.trim()}' is not the ref of a user story: expected userstory:<namespace>/<name>, for example userstory:default/checkout`,
      );
    }
    return stringifyEntityRef(parts);
  }
  return stringifyEntityRef({
    kind: 'UserStory',
    name: entityNameOfRef(storyRef),
  });
}

/**
 * Whether a story is named by the ref of its entity, `userstory:<namespace>/<name>`, and not by a document of a source.
 *
 * @throws InputError when the reference cannot be parsed
 * @public
 */
export function isUserStoryEntityRef(storyRef: string): boolean {
  return parseSpecRef(storyRef).source === CATALOG_STORY_SOURCE;
}
