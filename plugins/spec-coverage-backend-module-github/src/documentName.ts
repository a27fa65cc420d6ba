/** A file in a repository, as a SpecRef names it: `acme/payments/docs/ledger.md`. */
export interface DocumentName {
  owner: string;
  repository: string;
  /** Segments of the path inside the repository. */
  path: string[];
}

// As GitHub allows them; a name of dots only is none.
const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?$/;
const REPOSITORY = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const MARKDOWN = /\.(?:md|markdown)$/i;

/** Whether a path in a repository can be a spec. */
export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

/**
 * Reads the name of a file. It is never trusted: one that could lead elsewhere leads nowhere.
 *
 * @returns the name, or why it can be none
 */
export function parseDocumentName(
  document: string,
): DocumentName | { reason: string } {
  const found = parseRepositoryPath(document);
  if (!found || found.path.length === 0 || !isMarkdown(document)) {
    return {
      reason: `'${shorten(
        document,
      )}' cannot be a spec: it takes <owner>/<repository>/<path> of a file that ends in .md or .markdown`,
    };
  }
  return found;
}

/**
 * Reads where a folder or glob begins: the repository, and the folders before the first name with an asterisk.
 *
 * @param pattern - such as `acme/payments/docs/` or `acme/payments/docs/**.md`
 * @returns undefined when the repository is not named in full
 */
export function parsePattern(pattern: string): DocumentName | undefined {
  const segments = pattern.split('/');
  const end = segments.findIndex(segment => /[*?{}]/.test(segment));
  const fixed = segments.slice(0, end < 0 ? -1 : end);
  return parseRepositoryPath(fixed.join('/'));
}

function parseRepositoryPath(text: string): DocumentName | undefined {
  const [owner, repository, ...path] = text.split('/');
  return OWNER.test(owner) &&
    REPOSITORY.test(repository ?? '') &&
    path.every(isSegment)
    ? { owner, repository, path }
    : undefined;
}

function isSegment(segment: string): boolean {
  return (
    segment !== '' &&
    segment !== '.' &&
    segment !== '..' &&
    !/[\\\p{Cc}\p{Cs}]/u.test(segment) &&
    // An encoded slash or dot is one to whoever decodes twice.
    !/%(?:2e|2f|5c|00)/i.test(segment)
  );
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
