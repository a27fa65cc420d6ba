import { InputError } from '@backstage/errors';
import { settleClaims } from '../claims';
import { DEFAULT_MAX_BYTES, DEFAULT_MAX_INVARIANTS } from '../limits';
import { decodeText, shortenTitle } from '../text';
import type { CanonicalDocument } from '../types';
import type { Block } from './blocks';
import { readFrontMatter } from './frontMatter';
import type { FrontMatter } from './frontMatter';
import type { MarkdownLimits } from './limits';
import { nestedTooDeeply, readBlocks } from './readBlocks';
import { readClaims } from './readClaims';
import { plainText } from './readInline';
import { splitFrontMatter } from './splitFrontMatter';
import { writeBlocks } from './writeBlocks';

interface Document {
  frontMatter: FrontMatter;
  blocks: Block[];
}

/**
 * Makes the canonical form of a Markdown spec: CommonMark with the tables and the strikethrough of GitHub, and YAML
 * front matter.
 *
 * Pure: the same bytes always give the same result. The canonical text is its own canonical text.
 *
 * @throws InputError with a sentence for the document's owners when the content cannot be read as a spec
 * @public
 */
export function canonicalizeMarkdown(
  content: Uint8Array,
  limits: MarkdownLimits = {},
): CanonicalDocument {
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  const text = decodeText(content, maxBytes);
  try {
    const document = read(text, maxBytes);
    const { frontMatter, blocks } = document;
    return {
      title: shortenTitle(frontMatter.title ?? firstHeading(blocks)),
      text: canonicalText(document, text, maxBytes),
      canonicalizer: 'markdown/1',
      stories: frontMatter.stories,
      components: frontMatter.components,
      invariants: settleClaims(
        readClaims(blocks),
        limits.maxInvariants ?? DEFAULT_MAX_INVARIANTS,
      ),
    };
  } catch (error) {
    // What the parsers throw at a document that fills the stack.
    if (error instanceof RangeError) {
      throw nestedTooDeeply();
    }
    throw error;
  }
}

function read(text: string, maxBytes: number): Document {
  const { frontMatter, body } = splitFrontMatter(text);
  return {
    frontMatter:
      frontMatter === undefined
        ? { yaml: '', stories: [], components: [] }
        : readFrontMatter(frontMatter, 2),
    blocks: readBlocks(body, maxBytes),
  };
}

/**
 * The document in one style, provided that it is read back as it is. Some markup cannot be: Markdown can mean more than
 * it has ways of writing. Such a document is its own canonical text, so that none ever passes for another.
 */
function canonicalText(
  document: Document,
  text: string,
  maxBytes: number,
): string {
  const written = write(document);
  return readBack(written, maxBytes) === meaningOf(document) ? written : text;
}

function write({ frontMatter, blocks }: Document): string {
  const body = writeBlocks(blocks);
  if (!frontMatter.yaml) {
    return body;
  }
  const head = `---\n${frontMatter.yaml}\n---\n`;
  return body ? `${head}\n${body}` : head;
}

function readBack(written: string, maxBytes: number): string | undefined {
  try {
    return written === written.normalize('NFC')
      ? meaningOf(read(written, maxBytes))
      : undefined;
  } catch (error) {
    if (error instanceof InputError || error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** All that a document says, in one string: two documents with one meaning differ only in style. */
function meaningOf({ frontMatter, blocks }: Document): string {
  return JSON.stringify([frontMatter.yaml, blocks], (key, value) =>
    key === 'at' ? undefined : value,
  );
}

function firstHeading(blocks: readonly Block[]): string {
  const heading = blocks.find(block => block.type === 'heading');
  return heading?.type === 'heading' ? plainText(heading.content) : '';
}
