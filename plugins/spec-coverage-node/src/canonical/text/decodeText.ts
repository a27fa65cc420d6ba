import { isUtf8 } from 'node:buffer';
import { InputError } from '@backstage/errors';
import { MAX_LINES } from '../limits';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/**
 * Makes text of the bytes of a document: UTF-8 without byte order mark, Unicode NFC, lines that end with `\n`.
 *
 * @param maxBytes - size limit in bytes
 * @throws InputError when the document is too large, has too many lines, is not UTF-8, or has a control character
 * @internal
 */
export function decodeText(content: Uint8Array, maxBytes: number): string {
  if (content.byteLength > maxBytes) {
    throw new InputError(
      `The document has ${content.byteLength} bytes, more than the limit of ${maxBytes}. Split it into several documents.`,
    );
  }
  refuseControlCharacters(content);
  if (!isUtf8(content)) {
    throw new InputError(
      `The document is not valid UTF-8: line ${lineOfInvalidUtf8(
        content,
      )} has bytes that are no text. Save it as UTF-8.`,
    );
  }
  return new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(content)
    .replace(/^\ufeff+/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
}

/** No byte of a character of several bytes is a control character in UTF-8, so bytes can be looked at one by one. */
function refuseControlCharacters(content: Uint8Array): void {
  let line = 1;
  for (let index = 0; index < content.length; index += 1) {
    const byte = content[index];
    if (byte >= SPACE || byte === TAB) {
      continue;
    }
    if (byte === LINE_FEED) {
      line += 1;
    } else if (byte === CARRIAGE_RETURN) {
      line += content[index + 1] === LINE_FEED ? 0 : 1;
    } else {
      const code = byte.toString(16).padStart(4, '0').toUpperCase();
      throw new InputError(
        `The document is not text: line ${line} has the control character U+${code}${
          byte === 0 ? ' (NUL)' : ''
        }.`,
      );
    }
  }
  if (line > MAX_LINES) {
    throw new InputError(
      `The document has ${line} lines, more than the limit of ${MAX_LINES}. Split it into several documents.`,
    );
  }
}

function lineOfInvalidUtf8(content: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = content.indexOf(LINE_FEED, start);
    if (end < 0 || !isUtf8(content.subarray(start, end))) {
      return line;
    }
    start = end + 1;
    line += 1;
  }
}
