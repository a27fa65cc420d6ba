import { createHash } from 'node:crypto';

const LINE_FEED = 0x0a;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

/** As much of a line as can stand before the data. */
const HEAD_LENGTH = 200;
const DEFINITION =
  /^ {0,3}\[([A-Za-z0-9][A-Za-z0-9._-]{0,99})\]:[ \t]*(<?)data:image\//i;

/** What `dropImageData` leaves of an image. */
const IMAGE = /^cid:([A-Za-z0-9][A-Za-z0-9._-]{0,99})\?sha256=[0-9a-f]{64}$/;

/**
 * Takes the images out of an export. Google Docs puts them at its end, as link reference definitions with the data in Base64,
 * which are megabytes: `[image1]: <data:image/png;base64,…>`. What is left is `[image1]: <cid:image1?sha256=…>`.
 *
 * The hash is there because only the parser knows whether a line is a definition: where it is not, as in a code block, no
 * two lines become one. `imageAddress` takes it off where it is.
 *
 * Looks at each byte a fixed number of times.
 *
 * @internal
 */
export function dropImageData(markdown: Uint8Array): Uint8Array {
  const source = Buffer.from(
    markdown.buffer,
    markdown.byteOffset,
    markdown.byteLength,
  );
  const parts: Uint8Array[] = [];
  let kept = 0;
  for (let start = 0; start < source.length; ) {
    const lineFeed = source.indexOf(LINE_FEED, start);
    const end = lineFeed < 0 ? source.length : lineFeed;
    const definition = readDefinition(source.subarray(start, end));
    if (definition) {
      parts.push(source.subarray(kept, start), Buffer.from(definition));
      kept = end;
    }
    start = end + 1;
  }
  return parts.length > 0
    ? Buffer.concat([...parts, source.subarray(kept)])
    : markdown;
}

/**
 * The address of an image or link, without what changes when Google encodes an image anew: `cid:image1` for the first image
 * of a document (a part of this content by its name, RFC 2392).
 *
 * @internal
 */
export function imageAddress(url: string): string {
  const image = IMAGE.exec(url);
  return image ? `cid:${image[1]}` : url;
}

function readDefinition(line: Buffer): string | undefined {
  const head = DEFINITION.exec(line.toString('latin1', 0, HEAD_LENGTH));
  if (!head) {
    return undefined;
  }
  const [matched, label, bracket] = head;
  const data = line.subarray(matched.length);
  return isData(data, bracket === '<')
    ? `[${label}]: <cid:${label}?sha256=${createHash('sha256')
        .update(data)
        .digest('hex')}>`
    : undefined;
}

/** Whether what stands behind `data:image/` is nothing but the rest of the address, so that all of the line is a definition. */
function isData(data: Buffer, inBrackets: boolean): boolean {
  const end = lengthWithoutSpace(data);
  if (inBrackets) {
    return (
      data.indexOf(GREATER_THAN) === end - 1 && data.indexOf(LESS_THAN) < 0
    );
  }
  return data.subarray(0, end).every(byte => !isSpace(byte));
}

function lengthWithoutSpace(data: Buffer): number {
  let length = data.length;
  while (length > 0 && isSpace(data[length - 1])) {
    length -= 1;
  }
  return length;
}

function isSpace(byte: number): boolean {
  return byte <= 0x20;
}
