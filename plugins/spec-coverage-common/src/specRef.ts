import { InputError } from '@backstage/errors';

/**
 * The parsed form of a SpecRef, `<source>:<document>`.
 *
 * @public
 */
export interface SpecRefParts {
  /** Id of the source that holds the document: `files`, `github`, `jira`… */
  source: string;
  /** Name of the document within its source: a path, an issue key, a page id. */
  document: string;
}

const SOURCE = /^[a-z][a-z0-9-]{0,62}$/;
// A comma separates refs in annotations and `#` separates a ref from an invariant key. Control characters (NUL and line
// ends among them) and halves of surrogate pairs cannot be stored or sent in a URL by everyone who gets the ref.
const FORBIDDEN_IN_DOCUMENT = /[,#\p{Cc}\p{Cs}]/u;
const KEY = /^[A-Za-z][A-Za-z0-9_.-]{0,62}$/;

/**
 * The longest SpecRef in characters. Long enough for a deep path in a repository, short enough for an indexed column.
 *
 * @public
 */
export const MAX_SPEC_REF_LENGTH = 400;

/**
 * Parses a SpecRef, such as `jira:PAY-142` or `files:specs/ledger.md`.
 *
 * @param ref - the reference; white space around it is ignored
 * @throws InputError that says what is wrong with the reference
 * @public
 */
export function parseSpecRef(ref: string): SpecRefParts {
  const text = ref.trim();
  const colon = text.indexOf(':');
  if (colon < 0) {
    throw new InputError(
      `'${preview(
        text,
      )}' is not a spec reference: expected <source>:<document>, for example files:specs/ledger.md`,
    );
  }
  const source = text.slice(0, colon);
  const document = text.slice(colon + 1);
  if (!SOURCE.test(source)) {
    throw new InputError(
      `'${preview(text)}' is not a spec reference: the source '${preview(
        source,
      )}' must be lower-case letters, digits and dashes`,
    );
  }
  if (!document.trim()) {
    throw new InputError(
      `'${preview(
        text,
      )}' is not a spec reference: no document after '${source}:'`,
    );
  }
  if (document !== document.trim()) {
    throw new InputError(
      `'${preview(
        text,
      )}' is not a spec reference: white space after '${source}:'`,
    );
  }
  if (text.length > MAX_SPEC_REF_LENGTH) {
    throw new InputError(
      `'${preview(
        text,
      )}' is not a spec reference: longer than ${MAX_SPEC_REF_LENGTH} characters`,
    );
  }
  if (FORBIDDEN_IN_DOCUMENT.test(document)) {
    throw new InputError(
      `'${preview(
        text,
      )}' is not a spec reference: a document name has no comma, '#', control character or half of a surrogate pair`,
    );
  }
  return { source, document };
}

/**
 * Makes a SpecRef of its parts.
 *
 * @throws InputError when the parts do not make a valid reference
 * @public
 */
export function formatSpecRef(parts: SpecRefParts): string {
  const ref = `${parts.source}:${parts.document}`;
  parseSpecRef(ref);
  return ref;
}

/**
 * Names one claim of a spec: `<SpecRef>#<KEY>`.
 *
 * @public
 */
export function formatInvariantRef(specRef: string, key: string): string {
  return `${specRef}#${key}`;
}

/**
 * Whether a text can be the key of an invariant: a letter, then up to 62 letters, digits, dots, dashes or underscores.
 *
 * @public
 */
export function isInvariantKey(key: string): boolean {
  return KEY.test(key);
}

/**
 * One entry of a comma-separated list of references that could not be read.
 *
 * @public
 */
export interface InvalidRef {
  ref: string;
  reason: string;
}

/**
 * Reads a comma-separated list of references, as the annotations hold it. An entry that is not a
 * reference is reported and does not disturb the others; duplicates are dropped.
 *
 * @public
 */
export function parseRefList(list: string | undefined): {
  refs: string[];
  invalid: InvalidRef[];
} {
  const refs = new Set<string>();
  const invalid: InvalidRef[] = [];
  for (const entry of (list ?? '').split(',')) {
    const ref = entry.trim();
    if (!ref) {
      continue;
    }
    try {
      parseSpecRef(ref);
      refs.add(ref);
    } catch (error) {
      invalid.push({ ref: preview(ref), reason: (error as Error).message });
    }
  }
  return { refs: [...refs], invalid };
}

function preview(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
