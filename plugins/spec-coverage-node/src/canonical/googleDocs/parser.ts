import type MarkdownIt from 'markdown-it';
import { createParser } from '../markdown/readBlocks';

type InlineState = InstanceType<MarkdownIt['inline']['State']>;

/** Which marks are open, in a paragraph or in the text of a link. */
interface OpenMarks {
  emphasis: boolean;
  strong: boolean;
}

const ASTERISK = '*';
const ASTERISK_CODE = 0x2a;

/**
 * The Markdown that Google Docs writes. It differs from CommonMark in what asterisks mean:
 *
 * - An asterisk of the text has a backslash. Any other is a mark, wherever it stands, and marks open and close in turn. In
 *   CommonMark those next to white space or punctuation, as in `**Invariant A-1: **refunds`, would be text.
 * - A rule is `---`. What looks like a rule of asterisks is bold text that is empty.
 *
 * @internal
 */
export const googleDocsParser = createGoogleDocsParser();

function createGoogleDocsParser(): MarkdownIt {
  const parser = createParser();
  parser.core.ruler.before('inline', 'drop-empty-marks', state => {
    state.tokens = state.tokens.filter(
      token => token.type !== 'hr' || !token.markup.startsWith(ASTERISK),
    );
  });
  const openMarks = new WeakMap<object, OpenMarks>();
  parser.inline.ruler.before('emphasis', 'marks', (state, silent) => {
    if (silent || state.src[state.pos] !== ASTERISK) {
      return false;
    }
    // One list for each paragraph, and one for the text of each link.
    const open = openMarks.get(state.delimiters) ?? {
      emphasis: false,
      strong: false,
    };
    openMarks.set(state.delimiters, open);
    return readMarks(state, open);
  });
  return parser;
}

function readMarks(state: InlineState, open: OpenMarks): boolean {
  const { length } = state.scanDelims(state.pos, true);
  if (length > 4 || isText(state, length, open)) {
    return false;
  }
  state.pos += length;
  // Four close strong text and open it again.
  const emphasis = length % 2 === 1;
  const strong = length === 2 || length === 3;
  const closing =
    (emphasis && open.emphasis ? 1 : 0) + (strong && open.strong ? 2 : 0);
  pushDelimiters(state, closing, 'close');
  pushDelimiters(state, length === 4 ? 0 : length - closing, 'open');
  open.emphasis = open.emphasis !== emphasis;
  open.strong = open.strong !== strong;
  return true;
}

/** Between two spaces, with nothing to close: `a * b`, which an author can have in Markdown of another origin. */
function isText(state: InlineState, length: number, open: OpenMarks): boolean {
  return (
    !open.emphasis &&
    !open.strong &&
    state.src[state.pos - 1] === ' ' &&
    state.src[state.pos + length] === ' '
  );
}

/** Leaves marks to the parser, which finds the pairs; one entry for each asterisk. */
function pushDelimiters(
  state: InlineState,
  length: number,
  kind: 'open' | 'close',
): void {
  for (let count = 0; count < length; count += 1) {
    state.push('text', '', 0).content = ASTERISK;
    state.delimiters.push({
      marker: ASTERISK_CODE,
      length,
      token: state.tokens.length - 1,
      end: -1,
      open: kind === 'open',
      close: kind === 'close',
    });
  }
}
