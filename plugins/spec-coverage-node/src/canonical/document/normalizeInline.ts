import { normalizeProse } from '../text';
import { MARKS } from './parts';
import type { Inline, Mark, Style } from './parts';

/**
 * The pieces of a paragraph or heading without what nobody can see:
 *
 * - pieces of text that look alike are one
 * - white space has the marks that the text on both its sides has, whoever marked a space along with a word
 * - no space stands at the ends of lines, and no break at the ends of the paragraph
 *
 * @returns empty for a paragraph that shows nothing
 * @internal
 */
export function normalizeInline(pieces: readonly Inline[]): Inline[] {
  const content: Inline[] = [];
  let gap: { breaks: number } | undefined;
  for (const piece of pieces.flatMap(splitText)) {
    if (isGap(piece)) {
      gap ??= { breaks: 0 };
      gap.breaks += piece.type === 'break' ? 1 : 0;
      continue;
    }
    const last = content.at(-1);
    if (gap && last) {
      append(content, ...writeGap(gap, sharedStyle(last.style, piece.style)));
    }
    gap = undefined;
    append(content, piece);
  }
  for (const piece of content) {
    if (piece.type === 'text') {
      piece.value = piece.value.normalize('NFC');
    } else if (piece.type === 'code') {
      piece.value = piece.value.normalize('NFC').replace(/\r\n?|\n/g, ' ');
    }
  }
  return content;
}

/**
 * The style of a piece of text.
 *
 * @param marks - in any order, and as often as one likes
 * @internal
 */
export function styleOf(marks: ReadonlySet<Mark>, link?: string): Style {
  return {
    marks: MARKS.filter(mark => marks.has(mark)),
    ...(link !== undefined && { link }),
  };
}

/** @internal */
export function isSameStyle(a: Style, b: Style): boolean {
  return a.link === b.link && a.marks.join() === b.marks.join();
}

function splitText(piece: Inline): Inline[] {
  if (piece.type !== 'text') {
    return [{ ...piece }];
  }
  return normalizeProse(piece.value)
    .split(/( )/)
    .filter(value => value !== '')
    .map(value => ({ ...piece, value }));
}

function isGap(piece: Inline): boolean {
  return (
    piece.type === 'break' || (piece.type === 'text' && piece.value === ' ')
  );
}

function writeGap({ breaks }: { breaks: number }, style: Style): Inline[] {
  return breaks === 0
    ? [{ type: 'text', value: ' ', style }]
    : Array.from({ length: breaks }, () => ({ type: 'break', style }));
}

function sharedStyle(a: Style, b: Style): Style {
  return {
    marks: a.marks.filter(mark => b.marks.includes(mark)),
    ...(a.link !== undefined && a.link === b.link && { link: a.link }),
  };
}

function append(content: Inline[], ...pieces: Inline[]): void {
  for (const piece of pieces) {
    const last = content.at(-1);
    if (
      (piece.type === 'text' || piece.type === 'code') &&
      last?.type === piece.type &&
      isSameStyle(last.style, piece.style)
    ) {
      last.value += piece.value;
    } else {
      content.push(piece);
    }
  }
}
