import { InputError } from '@backstage/errors';

/** Begins a JSON text in a sequence of them (RFC 7464). No Markdown begins with it: it is a control character, which is no text. */
const RECORD_SEPARATOR = 0x1e;
const LINE_FEED = 0x0a;

/**
 * A document of Google Docs as the Drive API gives it.
 *
 * @public
 */
export interface GoogleDoc {
  /** The name of the file, which is the title of the document: `name` of `files.get`. */
  name: string;
  /** The body of `files.export` with `mimeType=text/markdown`: UTF-8, as bytes or text. */
  markdown: Uint8Array | string;
}

/**
 * Puts the name and the content of a document into one content, for `SourceDocument.content`: a JSON text with the name,
 * between a record separator (U+001E) and a line feed as in RFC 7464, and then the export, byte for byte.
 *
 * The name is no part of the export, and a document that gets another name says something else.
 *
 * @public
 */
export function encodeGoogleDoc({ name, markdown }: GoogleDoc): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(RECORD_SEPARATOR),
    Buffer.from(`${JSON.stringify({ name })}\n`),
    Buffer.from(markdown),
  ]);
}

/**
 * The reverse of `encodeGoogleDoc`. Content that has no name in front of it is an export by itself.
 *
 * @throws InputError when the content begins like one with a name and has none
 * @internal
 */
export function decodeGoogleDoc(content: Uint8Array): {
  name?: string;
  markdown: Uint8Array;
} {
  if (content[0] !== RECORD_SEPARATOR) {
    return { markdown: content };
  }
  const end = content.indexOf(LINE_FEED);
  const name = readName(content.subarray(1, Math.max(end, 1)));
  if (name === undefined) {
    throw new InputError(
      'The name of the Google document cannot be read. The content is not what encodeGoogleDoc makes.',
    );
  }
  return { name, markdown: content.subarray(end + 1) };
}

function readName(json: Uint8Array): string | undefined {
  try {
    const record: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(json),
    );
    return typeof record === 'object' &&
      record !== null &&
      'name' in record &&
      typeof record.name === 'string'
      ? record.name
      : undefined;
  } catch {
    return undefined;
  }
}
