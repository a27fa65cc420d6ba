import {
  makeValidator,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** What a column of the database holds. */
const MAX_LENGTH = 255;

const validator = makeValidator();

/**
 * Puts an entity ref into the one form in which tenants and entities are compared and stored.
 *
 * @param what - names it in the error: `tenant`
 * @throws InputError when it is none that the catalog could have
 */
export function readEntityRef(ref: string, what: string): string {
  // The text is not repeated: it may be long, and have anything in it.
  const refuse = (why: string) =>
    new InputError(
      `'${what}' is not an entity reference such as 'group:default/payments': ${why}`,
    );
  if (ref.length > MAX_LENGTH) {
    throw refuse(`it has more than ${MAX_LENGTH} characters`);
  }
  let parsed: ReturnType<typeof parseEntityRef>;
  try {
    parsed = parseEntityRef(ref, { defaultNamespace: 'default' });
  } catch {
    throw refuse('it has not the form kind:namespace/name');
  }
  if (
    !validator.isValidKind(parsed.kind) ||
    !validator.isValidNamespace(parsed.namespace) ||
    !validator.isValidEntityName(parsed.name)
  ) {
    throw refuse(
      'kind, namespace and name are letters, digits and single -, _ or . between them',
    );
  }
  return stringifyEntityRef(parsed);
}
