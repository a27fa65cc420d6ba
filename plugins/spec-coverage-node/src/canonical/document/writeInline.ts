import type { Inline, Mark, Style } from './parts';
import { writeNode, writeNodeEnds, writeWord } from './writeNode';
import { writeText } from './writeText';

const DELIMITERS: Readonly<Record<Mark, [open: string, close: string]>> = {
  strong: ['**', '**'],
  emphasis: ['*', '*'],
  deleted: ['~~', '~~'],
  underlined: ['<u>', '</u>'],
  subscript: ['<sub>', '</sub>'],
  superscript: ['<sup>', '</sup>'],
};

/**
 * Writes the pieces of a paragraph, heading or cell, as `normalizeInline` makes them.
 *
 * At each place the marks that end are closed from the innermost, and those that begin are opened in the order of `MARKS`, a
 * link around them all: the number of asterisks in a row says which these are. A break is a backslash at the end of a line,
 * and `<br>` in a cell.
 *
 * @internal
 */
export function writeInline(
  content: readonly Inline[],
  place: 'paragraph' | 'heading' | 'cell',
): string {
  const written: string[] = [];
  let levels: Level[] = [];
  let startsLine = place === 'paragraph';
  for (const piece of content) {
    const change = changeLevels(levels, levelsOf(piece.style));
    written.push(change.written);
    levels = change.levels;
    written.push(
      writePiece(piece, {
        startsLine: startsLine && change.written === '',
        insideLink: piece.style.link !== undefined,
        insideCell: place === 'cell',
      }),
    );
    startsLine = piece.type === 'break' && place !== 'cell';
  }
  written.push(changeLevels(levels, []).written);
  return written.join('');
}

/**
 * Text as a person reads it, without markup.
 *
 * @internal
 */
export function plainText(content: readonly Inline[]): string {
  return content
    .map(piece => {
      switch (piece.type) {
        case 'text':
        case 'code':
          return piece.value;
        case 'node':
          return piece.arguments
            .filter(argument => typeof argument === 'string')
            .join(' ');
        case 'break':
          return ' ';
        default:
          return '';
      }
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

type Level = Mark | { link: string };

function levelsOf({ marks, link }: Style): Level[] {
  return link === undefined ? [...marks] : [{ link }, ...marks];
}

function changeLevels(
  from: readonly Level[],
  to: Level[],
): { written: string; levels: Level[] } {
  let kept = 0;
  while (kept < from.length && isSameLevel(from[kept], to[kept])) {
    kept += 1;
  }
  const closed = from.slice(kept).reverse().map(closeLevel);
  const opened = to.slice(kept).map(openLevel);
  return { written: [...closed, ...opened].join(''), levels: to };
}

function isSameLevel(a: Level, b: Level | undefined): boolean {
  return typeof a === 'object' && typeof b === 'object'
    ? a.link === b.link
    : a === b;
}

function openLevel(level: Level): string {
  return typeof level === 'object' ? '[' : DELIMITERS[level][0];
}

function closeLevel(level: Level): string {
  return typeof level === 'object'
    ? `](${writeWord(level.link)})`
    : DELIMITERS[level][1];
}

function writePiece(
  piece: Inline,
  context: { startsLine: boolean; insideLink: boolean; insideCell: boolean },
): string {
  switch (piece.type) {
    case 'text':
      return writeText(piece.value, context);
    case 'code':
      return writeCode(piece.value);
    case 'break':
      return context.insideCell ? '<br>' : '\\\n';
    case 'node':
      return writeNode(piece.name, piece.arguments);
    case 'open':
      return writeNodeEnds(piece.name).open;
    default:
      return writeNodeEnds(piece.name).close;
  }
}

/** Code spans of CommonMark 0.31, section 6.1. */
function writeCode(code: string): string {
  const runs = new Set(code.match(/`+/g));
  let fence = '`';
  while (runs.has(fence)) {
    fence += '`';
  }
  const needsSpace =
    code.startsWith('`') ||
    code.endsWith('`') ||
    (code.startsWith(' ') && code.endsWith(' '));
  return needsSpace ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}
