/**
 * A cell of a table's row with what stands in front of it: `||` for a header, `|` for data.
 *
 * @internal
 */
export interface WikiCell {
  mark: string;
  text: string;
}

/**
 * Splits a row of a table, `||header|data|`. The pipes in links, images and macros, and those behind a backslash, part no
 * cells. What ends the row is a last cell without text.
 *
 * @param line - begins with a pipe
 * @internal
 */
export function readTableRow(line: string): WikiCell[] {
  const cells: WikiCell[] = [];
  let start = 0;
  let index = 0;
  let mark = '';
  while (index < line.length) {
    if (line[index] === '|') {
      if (index > 0) {
        cells.push({ mark, text: line.slice(start, index).trim() });
      }
      mark = line[index + 1] === '|' ? '||' : '|';
      index += mark.length;
      start = index;
    } else {
      index = endOfPiece(line, index);
    }
  }
  cells.push({ mark, text: line.slice(start).trim() });
  return cells;
}

/** @internal */
export function writeTableRow(cells: readonly WikiCell[]): string {
  return cells
    .map(({ mark, text }) => `${mark} ${text ? `${text} ` : ''}`)
    .join('')
    .trim();
}

const ENDS: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['{', '}'],
  ['!', '!'],
]);

/** Where the character ends that stands at an index, or the link, image or macro that it begins. */
function endOfPiece(line: string, index: number): number {
  const opening = line[index];
  if (opening === '\\') {
    return Math.min(index + 2, line.length);
  }
  const closing = ENDS.get(opening);
  if (closing === undefined || /\s/.test(line[index + 1] ?? ' ')) {
    return index + 1;
  }
  // To the next of both, so that a long line is not searched over and over.
  for (let end = index + 1; end < line.length; end += 1) {
    if (line[end] === closing) {
      return isOnePiece(line.slice(index + 1, end)) ? end + 1 : index + 1;
    }
    if (line[end] === opening) {
      break;
    }
  }
  return index + 1;
}

/** Pipes that part cells have space or another pipe next to them more often than not; those in a link never have. */
function isOnePiece(text: string): boolean {
  return !/\s\||\|\||\|\s/.test(text);
}
