import { normalizeProse } from '../text';
import { BLOCK } from './readWikiLines';
import { readTableRow, writeTableRow } from './tableRow';

/**
 * A line of wiki markup without what nobody can see: runs of space are one but in `{{monospaced}}` text, the line does not
 * begin or end with space, and the cells of a table have one space on both sides.
 *
 * @internal
 */
export function normalizeLine(text: string): string {
  const line = normalizeSpace(text.normalize('NFC'))
    .split(BLOCK)
    .flatMap((piece, index) => [...(index > 0 ? [BLOCK] : []), piece.trim()])
    .filter(piece => piece !== '')
    .join(' ');
  return line.startsWith('|') ? writeTableRow(readTableRow(line)) : line;
}

function normalizeSpace(text: string): string {
  const written: string[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf('{{', position);
    const end = start < 0 ? -1 : text.indexOf('}}', start);
    if (end < 0) {
      written.push(normalizeProse(text.slice(position)));
      return written.join('');
    }
    written.push(
      normalizeProse(text.slice(position, start)),
      text.slice(start, end + 2),
    );
    position = end + 2;
  }
}
