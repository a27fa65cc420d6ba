import { Budget, toCanonicalDocument } from '../document';
import type { CanonicalLimits } from '../limits';
import type { CanonicalDocument } from '../types';
import { readStorage } from './readStorage';

/**
 * Makes the canonical form of a page in Confluence's storage format, as Data Center keeps it (REST API, `body.storage`).
 *
 * The canonical text is in the style of Markdown, with `[[name …]]` for what Markdown has not. It has everything that a person
 * reads, and of the attributes of elements only those that say something. An element that is not known shows its name and what is
 * in it.
 *
 * Pure: equal pages always give the same result. Claims have the lines of the canonical text.
 *
 * @throws InputError with a sentence for the page's owners when it cannot be read as a spec
 * @public
 */
export function canonicalizeConfluenceStorage(
  document: { title: string; body: string },
  limits: CanonicalLimits = {},
): CanonicalDocument {
  return toCanonicalDocument({
    title: document.title,
    parts: readStorage(document.body, new Budget(limits)),
    canonicalizer: 'confluence-storage/1',
    limits,
  });
}
