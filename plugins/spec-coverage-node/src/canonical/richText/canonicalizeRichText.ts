import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import { canonicalizeAdf } from '../adf';
import { DEFAULT_MAX_BYTES } from '../limits';
import type { CanonicalLimits } from '../limits';
import { canonicalizeConfluenceStorage } from '../storage';
import { decodeText } from '../text';
import type { CanonicalDocument } from '../types';
import { canonicalizeJiraWiki } from '../wiki';

/**
 * Makes the canonical form of a document from the bytes of `encodeRichText`.
 *
 * Pure: the same bytes always give the same result. The rules are those of the document's format, and their name and version
 * are in `canonicalizer`: `adf/1`, `confluence-storage/1` or `jira-wiki/1`.
 *
 * @throws InputError with a sentence for the document's owners when the content cannot be read as a spec
 * @public
 */
export function canonicalizeRichText(
  content: Uint8Array,
  limits: CanonicalLimits = {},
): CanonicalDocument {
  const { format, title, body } = decode(content, limits);
  switch (format) {
    case 'adf':
      return canonicalizeAdf({ title, body }, limits);
    case 'confluence-storage':
      return canonicalizeConfluenceStorage(
        { title, body: textOf(body) ?? '' },
        limits,
      );
    case 'jira-wiki':
      return canonicalizeJiraWiki({ title, body: textOf(body) }, limits);
    default:
      throw unreadable('its format is none that is known');
  }
}

function decode(
  content: Uint8Array,
  limits: CanonicalLimits,
): { format: JsonValue; title: string; body: JsonValue } {
  const json = parse(decodeText(content, limits.maxBytes ?? DEFAULT_MAX_BYTES));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw unreadable('it is no JSON object');
  }
  // A Map has no members that are inherited, such as `toString`.
  const members = new Map(Object.entries(json));
  const title = members.get('title');
  if (typeof title !== 'string') {
    throw unreadable('its title is no text');
  }
  return {
    format: members.get('format') ?? null,
    title,
    body: members.get('body') ?? null,
  };
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('it is no JSON');
  }
}

function textOf(body: JsonValue): string | null {
  if (body !== null && typeof body !== 'string') {
    throw unreadable('its body is no text');
  }
  return body;
}

function unreadable(why: string): InputError {
  return new InputError(
    `The document cannot be read: ${why}. Its source should give what encodeRichText makes of the vendor's answer.`,
  );
}
