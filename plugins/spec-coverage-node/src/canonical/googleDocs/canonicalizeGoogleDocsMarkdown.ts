import { settleClaims } from '../claims';
import { PLAIN } from '../document/parts';
import type { Part } from '../document/parts';
import { readClaims } from '../document/readClaims';
import { writeDocument } from '../document/writeDocument';
import { plainText } from '../document/writeInline';
import { DEFAULT_MAX_BYTES, DEFAULT_MAX_INVARIANTS } from '../limits';
import type { MarkdownLimits } from '../markdown/limits';
import { nestedTooDeeply } from '../markdown/readBlocks';
import {
  decodeText,
  normalizeProse,
  refuseWhatIsNoText,
  shortenTitle,
} from '../text';
import type { CanonicalDocument } from '../types';
import { dropImageData } from './dropImageData';
import { decodeGoogleDoc } from './encodeGoogleDoc';
import { readParts } from './readParts';

/**
 * Makes the canonical form of a document of Google Docs from the Markdown that the Drive API exports.
 *
 * The document's name is its title and the first heading of the canonical text. Not part of it: the data of images (their
 * names and alternative texts are), anchors of headings, needless backslashes, how marks lie around space, empty
 * paragraphs and headings, no-break and zero-width space. There is no front matter: `---` is a rule in such a document.
 *
 * Pure: the same bytes always give the same result. Claims have the lines of the canonical text.
 *
 * @param content - from `encodeGoogleDoc`, or an export by itself; its title is then that of its first heading
 * @param limits - `maxBytes` is for the export without the data of its images
 * @throws InputError with a sentence for the document's owners when the content cannot be read as a spec
 * @public
 */
export function canonicalizeGoogleDocsMarkdown(
  content: Uint8Array,
  limits: MarkdownLimits = {},
): CanonicalDocument {
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  const { name, markdown } = decodeGoogleDoc(content);
  const title = name === undefined ? undefined : readTitle(name);
  const text = decodeText(withoutBreaks(dropImageData(markdown)), maxBytes);
  try {
    const body = readParts(text, maxBytes);
    const parts = title === undefined ? body : [titleHeading(title), ...body];
    const written = writeDocument(parts);
    return {
      title: shortenTitle(title ?? firstHeading(body)),
      text: written.text,
      canonicalizer: 'google-docs/1',
      stories: [],
      components: [],
      invariants: settleClaims(
        readClaims(parts, written.positions),
        limits.maxInvariants ?? DEFAULT_MAX_INVARIANTS,
      ),
    };
  } catch (error) {
    // What the parser throws at a document that fills the stack.
    if (error instanceof RangeError) {
      throw nestedTooDeeply();
    }
    throw error;
  }
}

function readTitle(name: string): string {
  refuseWhatIsNoText(name, 'The name of the document');
  return normalizeProse(name).trim();
}

/** A page break (U+000C) and a line break (U+000B), as Google Docs keeps them in text, end lines in code as well. */
function withoutBreaks(markdown: Uint8Array): Uint8Array {
  return markdown.some(isBreak)
    ? markdown.map(byte => (isBreak(byte) ? 0x0a : byte))
    : markdown;
}

function isBreak(byte: number): boolean {
  return byte === 0x0b || byte === 0x0c;
}

function titleHeading(title: string): Part {
  return {
    type: 'heading',
    level: 1,
    content: title ? [{ type: 'text', value: title, style: PLAIN }] : [],
  };
}

function firstHeading(parts: readonly Part[]): string {
  const heading = parts.find(part => part.type === 'heading');
  return heading?.type === 'heading' ? plainText(heading.content) : '';
}
