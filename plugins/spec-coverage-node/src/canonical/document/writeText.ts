/**
 * Where a piece of text stands.
 *
 * @internal
 */
export interface TextContext {
  /** It is the first of its line, where a list, heading or the like could begin. */
  startsLine: boolean;
  /** It stands between the brackets of a link. */
  insideLink: boolean;
  /** It stands in a cell of a table that is written with pipes. */
  insideCell: boolean;
}

/** What begins a heading, quote, list, task, rule or table, when a line begins with it. */
const BLOCK_START =
  /^(?:#+(?= |$)|>|-(?= |$)|-{3,}$|\||\[[ x]\](?= |$)|\d+(?=\.(?: |$)))/;
const MARKUP = /[\\`*~[\]<|]/g;
const TAG = /^<\/?(?:u|sub|sup|br)>/;

/**
 * Writes text with a backslash before each character that would otherwise pass for markup, and no more of them than the
 * reader of a diff can bear: `a * b`, `snake_case`, `a[0]` and `x < y` stay as they are.
 *
 * @internal
 */
export function writeText(text: string, context: TextContext): string {
  const written = text.replace(MARKUP, (character, index: number) =>
    isMarkup(text, index, context) ? `\\${character}` : character,
  );
  if (!context.startsLine) {
    return written;
  }
  return written.replace(BLOCK_START, start =>
    /^\d/.test(start) ? `${start}\\` : `\\${start}`,
  );
}

function isMarkup(text: string, index: number, context: TextContext): boolean {
  const before = text[index - 1];
  const after = text[index + 1];
  switch (text[index]) {
    case '*':
      // No mark opens before a space or closes behind one.
      return before !== ' ' || after !== ' ';
    case '~':
      return before === '~' || after === '~' || after === undefined;
    case '[':
      return context.insideLink || after === undefined || after === '[';
    case ']':
      return context.insideLink || after === '(';
    case '<':
      return TAG.test(text.slice(index, index + 6));
    case '|':
      return context.insideCell;
    default:
      return true;
  }
}
