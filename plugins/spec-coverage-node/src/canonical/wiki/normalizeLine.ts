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

/** What would escape what follows, or be the tag of a block, were it not for zero-width space. */
const BROKEN_MARKUP = /(\\[\u200b\ufeff]+|\{[a-z\u200b\ufeff]*[:}])/;

/** Prose without zero-width space, but where text would become markup without it. */
function normalizeText(text: string): string {
  return text
    .split(BROKEN_MARKUP)
    .map((piece, index) => {
      const prose = normalizeProse(piece);
      return index % 2 === 1 && /^\\|^\{(?:code|noformat)/.test(prose)
        ? piece
        : prose;
    })
    .join('');
}

function normalizeSpace(text: string): string {
  const written: string[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf('{{', position);
    const end = start < 0 ? -1 : text.indexOf('}}', start);
    if (end < 0) {
      written.push(normalizeText(text.slice(position)));
      return written.join('');
    }
    written.push(
      normalizeText(text.slice(position, start)),
      text.slice(start, end + 2),
    );
    position = end + 2;
  }
}
