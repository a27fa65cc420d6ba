import type { JsonValue } from '@backstage/types';
import { canonicalJson } from '../text';

/**
 * The formats of editors for rich text.
 *
 * - `adf`: Atlassian Document Format, of Jira Cloud and Confluence Cloud
 * - `confluence-storage`: the XHTML in which Confluence stores pages
 * - `jira-wiki`: the wiki markup of Jira Data Center
 *
 * @public
 */
export type RichTextFormat = 'adf' | 'confluence-storage' | 'jira-wiki';

/**
 * A document of such an editor.
 *
 * @public
 */
export interface RichTextDocument {
  format: RichTextFormat;
  /** The page's title or the summary. */
  title: string;
  /** In `adf` an object, in the other formats a text; null for a document without text. */
  body: JsonValue;
}

/**
 * Makes the bytes that a source gives as the content of a document, from what the vendor's API answers. Equal documents
 * have the same bytes, whatever the order of keys in the answer.
 *
 * Never throws, however hostile the body is: what cannot be read is refused by `canonicalizeRichText`.
 *
 * @public
 */
export function encodeRichText(document: RichTextDocument): Uint8Array {
  const { format, title, body } = document;
  return new TextEncoder().encode(canonicalJson({ format, title, body }));
}
