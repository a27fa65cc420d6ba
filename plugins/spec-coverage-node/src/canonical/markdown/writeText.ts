/**
 * Where a text stands in its paragraph.
 *
 * @internal
 */
export interface TextContext {
  /** A line that it begins could be taken for the beginning of a list, heading or the like. */
  startsBlock: boolean;
  /** White space at its start, or at its end, would be lost: at the ends of lines, and within marks. */
  opens: boolean;
  closes: boolean;
  /** It stands between the brackets of a link. */
  insideLink: boolean;
  /** A link follows. */
  beforeLink: boolean;
}

/** What begins a heading, list, quote, code block, table, or the line under a heading, when a line begins with it. */
const BLOCK_START = /^(?:[#+\-=>|:~[]|\d{1,9}(?=[.)]))/;
/** A task of a list. */
const TASK = /^\[[ xX]\] /;
const CHARACTER_REFERENCE = /^&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);/i;
const MARKUP = /[\\`*_~[\]<&!]/g;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Writes text with a backslash before each character that would otherwise be taken for markup, and no more of them than
 * the reader of a diff can bear: `a * b`, `snake_case` and `x < y` stay as they are.
 *
 * @internal
 */
export function writeText(text: string, context: TextContext): string {
  let written = text.replace(MARKUP, (character, index: number) =>
    isMarkup(text, index, context) ? `\\${character}` : character,
  );
  if (context.startsBlock && !TASK.test(text)) {
    written = written.replace(BLOCK_START, start =>
      /\d/.test(start) ? `${start}\\` : `\\${start}`,
    );
  }
  if (context.opens) {
    written = written.replace(/^\s/u, referenceOf);
  }
  if (context.closes) {
    written = written.replace(/\s$/u, referenceOf);
  }
  return written;
}

function isMarkup(text: string, index: number, context: TextContext): boolean {
  const before = text[index - 1];
  const after = text[index + 1];
  switch (text[index]) {
    case '*':
      return before !== ' ' || after !== ' ';
    case '_':
      return !(
        (before === ' ' && after === ' ') ||
        (isWord(before) && isWord(after))
      );
    case '~':
      return (
        before === undefined ||
        after === undefined ||
        before === '~' ||
        after === '~'
      );
    case '[':
      return context.insideLink;
    case ']':
      return context.insideLink || after === '(';
    case '!':
      return after === undefined && context.beforeLink;
    case '<':
      return after === undefined || /[a-z/!?]/i.test(after);
    case '&':
      return CHARACTER_REFERENCE.test(text.slice(index, index + 40));
    default:
      return true;
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character);
}

function referenceOf(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
