import type { JsonValue } from '@backstage/types';
import { toCanonicalDocument } from '../document';
import type { CanonicalLimits } from '../limits';
import type { CanonicalDocument } from '../types';
import { readAdf } from './readAdf';

/**
 * Makes the canonical form of a document in the Atlassian Document Format: the description of an issue of Jira Cloud (REST
 * API version 3), or a page of Confluence Cloud (`atlas_doc_format`).
 *
 * The canonical text is in the style of Markdown, with `[[name …]]` for what Markdown has not. It has everything that a
 * person reads, and of the attributes of nodes only those that say something. A node of a type that is not known shows its
 * type and what is in it.
 *
 * Pure: equal documents always give the same result. Claims have the lines of the canonical text.
 *
 * @param document - `body` is the document, or null where there is none
 * @throws InputError with a sentence for the document's owners when the document cannot be read as a spec
 * @internal
 */
export function canonicalizeAdf(
  document: { title: string; body: JsonValue },
  limits: CanonicalLimits = {},
): CanonicalDocument {
  return toCanonicalDocument({
    title: document.title,
    parts: document.body === null ? [] : readAdf(document.body, limits),
    canonicalizer: 'adf/1',
    limits,
  });
}
