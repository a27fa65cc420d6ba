import type {
  DiffHunk,
  DiffLine,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { structuredPatch } from 'diff';
import { markWords } from './markWords';

/** Lines of context around a difference. */
const CONTEXT = 3;

/** Two texts that differ in more lines than this are not compared to the end: the time for it grows with its square. */
const MAX_EDITS = 3_000;

/** How many lines an answer holds, and how much of a line. */
const MAX_LINES = 1_000;
const MAX_LINE_LENGTH = 2_000;

/** How two texts differ. */
export interface TextDiff {
  hunks: DiffHunk[];
  /** They differ in more than is shown. */
  truncated: boolean;
}

/**
 * Compares two canonical texts line by line, and within lines that stand in place of each other word by word. Pure, and
 * bounded in time and size for any texts.
 */
export function diffTexts(before: string, after: string): TextDiff {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT,
    maxEditLength: MAX_EDITS,
  });
  if (!patch) {
    return { hunks: [], truncated: true };
  }
  const hunks: DiffHunk[] = [];
  let left = MAX_LINES;
  let truncated = false;
  for (const hunk of patch.hunks) {
    if (left <= 0) {
      truncated = true;
      break;
    }
    const lines = hunk.lines.flatMap(toLine);
    const shown = lines.slice(0, left);
    truncated ||=
      shown.length < lines.length ||
      shown.some(line => line.text.length > MAX_LINE_LENGTH);
    left -= shown.length;
    hunks.push({
      fromLine: hunk.oldStart,
      toLine: hunk.newStart,
      lines: markWords(shown.map(shorten)),
    });
  }
  return { hunks, truncated };
}

function toLine(line: string): DiffLine[] {
  const text = line.slice(1);
  switch (line[0]) {
    case '+':
      return [{ type: 'added', text }];
    case '-':
      return [{ type: 'removed', text }];
    case ' ':
      return [{ type: 'same', text }];
    default:
      // '\ No newline at end of file': canonical texts end with one, or the other text does.
      return [];
  }
}

function shorten(line: DiffLine): DiffLine {
  return line.text.length > MAX_LINE_LENGTH
    ? { ...line, text: `${line.text.slice(0, MAX_LINE_LENGTH)}…` }
    : line;
}
