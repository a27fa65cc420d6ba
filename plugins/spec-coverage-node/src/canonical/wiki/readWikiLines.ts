import { normalizeCode } from '../text';
import { readParameters } from './parameters';
import type { MacroParameters } from './parameters';

/**
 * A block of which every character counts: `{code}` or `{noformat}`.
 *
 * @internal
 */
export interface VerbatimBlock {
  macro: 'code' | 'noformat';
  parameters: MacroParameters;
  body: string;
  /** False for a block that nothing ends, so that it goes on to the end of the document. */
  closed: boolean;
}

/**
 * A line of wiki markup. Where it has blocks, which have lines of their own, its text has a `BLOCK` for each.
 *
 * @internal
 */
export interface WikiLine {
  text: string;
  blocks: VerbatimBlock[];
}

/**
 * Stands for a block in the text of a line. No document has it: control characters are refused.
 *
 * @internal
 */
export const BLOCK = '\u0000';

const OPENING = /\{(code|noformat)(?::([^{}\n]*))?\}/g;

/**
 * Reads wiki markup as lines, with its verbatim blocks taken out.
 *
 * @param markup - with line ends `\n`
 * @internal
 */
export function readWikiLines(markup: string): WikiLine[] {
  const lines: WikiLine[] = [{ text: '', blocks: [] }];
  const addText = (text: string) => {
    const [first, ...rest] = text.split('\n');
    lines[lines.length - 1].text += first;
    rest.forEach(line => lines.push({ text: line, blocks: [] }));
  };

  let position = 0;
  OPENING.lastIndex = 0;
  for (
    let opening = OPENING.exec(markup);
    opening;
    opening = OPENING.exec(markup)
  ) {
    if (!isMacro(markup, opening.index)) {
      continue;
    }
    addText(markup.slice(position, opening.index));
    const macro = opening[1] === 'code' ? 'code' : 'noformat';
    const closing = findClosing(markup, macro, OPENING.lastIndex);
    const line = lines[lines.length - 1];
    line.text += BLOCK;
    line.blocks.push({
      macro,
      parameters: readParameters(opening[2]),
      body: normalizeCode(markup.slice(OPENING.lastIndex, closing.start))
        .replace(/^\n/, '')
        .replace(/\n$/, ''),
      closed: closing.start < closing.end,
    });
    position = closing.end;
    OPENING.lastIndex = closing.end;
  }
  addText(markup.slice(position));
  return lines;
}

function findClosing(
  markup: string,
  macro: string,
  from: number,
): { start: number; end: number } {
  const tag = `{${macro}}`;
  let start = markup.indexOf(tag, from);
  while (start >= 0 && isEscaped(markup, start)) {
    start = markup.indexOf(tag, start + tag.length);
  }
  return start < 0
    ? { start: markup.length, end: markup.length }
    : { start, end: start + tag.length };
}

/** Not where it is escaped, or names itself in `{{code}}`. */
function isMacro(markup: string, index: number): boolean {
  return markup[index - 1] !== '{' && !isEscaped(markup, index);
}

/** Two backslashes are a line break and escape nothing. */
function isEscaped(markup: string, index: number): boolean {
  let backslashes = 0;
  while (markup[index - backslashes - 1] === '\\') {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}
