import type { DiffLine } from '@proofline/backstage-plugin-spec-coverage-common';
import { diffWordsWithSpace } from 'diff';

/** Lines with more differences than this have little in common, and marks would only be noise. */
const MAX_EDITS = 100;

/** Lines that are longer are not compared word by word. */
const MAX_LENGTH = 1_000;

type Range = { start: number; end: number };

/**
 * Marks the words that differ between removed lines and the added ones that stand in their place: as many of each in a row,
 * one after the other.
 */
export function markWords(lines: readonly DiffLine[]): DiffLine[] {
  const marked = [...lines];
  let index = 0;
  while (index < marked.length) {
    const removed = runLength(marked, index, 'removed');
    const added = runLength(marked, index + removed, 'added');
    if (removed > 0 && removed === added) {
      for (let offset = 0; offset < removed; offset += 1) {
        const old = marked[index + offset];
        const young = marked[index + removed + offset];
        const ranges = compare(old.text, young.text);
        if (ranges) {
          marked[index + offset] = { ...old, changes: ranges.before };
          marked[index + removed + offset] = {
            ...young,
            changes: ranges.after,
          };
        }
      }
    }
    index += Math.max(removed + added, 1);
  }
  return marked;
}

function runLength(
  lines: readonly DiffLine[],
  start: number,
  type: DiffLine['type'],
): number {
  let length = 0;
  while (lines[start + length]?.type === type) {
    length += 1;
  }
  return length;
}

function compare(
  old: string,
  young: string,
): { before: Range[]; after: Range[] } | undefined {
  if (old.length > MAX_LENGTH || young.length > MAX_LENGTH) {
    return undefined;
  }
  const pieces = diffWordsWithSpace(old, young, { maxEditLength: MAX_EDITS });
  const isRelated = pieces?.some(
    piece => !piece.added && !piece.removed && piece.value.trim() !== '',
  );
  if (!pieces || !isRelated) {
    return undefined;
  }
  const before: Range[] = [];
  const after: Range[] = [];
  let oldAt = 0;
  let youngAt = 0;
  for (const { added, removed, value } of pieces) {
    const { length } = value;
    if (removed) {
      before.push({ start: oldAt, end: oldAt + length });
      oldAt += length;
    } else if (added) {
      after.push({ start: youngAt, end: youngAt + length });
      youngAt += length;
    } else {
      oldAt += length;
      youngAt += length;
    }
  }
  return { before, after };
}
