import type { Block, Container } from './blocks';

/**
 * A quote, list or item (or the document itself) that is being written.
 *
 * @internal
 */
export interface OpenContainer {
  kind: Container | 'document';
  /** What stands before its first line, and before each further one. */
  first: string;
  rest: string;
  /** Whether its first line is written. */
  begun: boolean;
  /** The last part written in it. */
  last?: Block;
  /** For a list: its mark, and the number of its next item. For others: the mark of a list that was its last part. */
  mark?: string;
  number: number;
  /** Whether a list item may follow on the next line and not be taken for a part of what this ended with. */
  endsClearly: boolean;
}

const MARKS = { bullets: ['-', '*'], numbers: ['.', ')'] } as const;

/** The largest number that marks a list item (CommonMark 0.31, section 5.2). */
const MAX_ITEM_NUMBER = 999_999_999;

/** @internal */
export function rootContainer(): OpenContainer {
  return newContainer('document', '', '');
}

/** @internal */
export function openContainer(
  block: Extract<Block, { type: 'open' }>,
  parent: OpenContainer,
): OpenContainer {
  switch (block.container) {
    case 'list': {
      // Two lists in a row are two lists as long as their marks differ. Empty lists in lists, all with one mark, would
      // be a rule: `- - -`.
      const marks = block.ordered ? MARKS.numbers : MARKS.bullets;
      const taken = parent.last ? parent.mark : parent.first.trim();
      const mark = taken === marks[0] ? marks[1] : marks[0];
      return {
        ...newContainer('list', '', ''),
        mark,
        number: block.start,
      };
    }
    case 'item': {
      const isNumbered = parent.mark === '.' || parent.mark === ')';
      const number = Math.min(parent.number, MAX_ITEM_NUMBER);
      const mark = `${isNumbered ? number : ''}${parent.mark} `;
      parent.number += 1;
      return newContainer('item', mark, ' '.repeat(mark.length));
    }
    default:
      return newContainer('quote', '> ', '> ');
  }
}

/** @internal */
export function closeContainer(
  closed: OpenContainer,
  parent: OpenContainer,
): void {
  const endsWithContainer = closed.last?.type === 'open';
  parent.endsClearly =
    closed.kind !== 'quote' &&
    (endsWithContainer ? closed.endsClearly : endsClearly(closed.last));
  if (parent.kind !== 'list') {
    parent.mark = closed.kind === 'list' ? closed.mark : undefined;
  }
}

function endsClearly(block: Block | undefined): boolean {
  return block?.type !== 'html' && block?.type !== 'table';
}

function newContainer(
  kind: OpenContainer['kind'],
  first: string,
  rest: string,
): OpenContainer {
  return { kind, first, rest, begun: false, number: 1, endsClearly: true };
}
