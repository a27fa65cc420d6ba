import { ClaimError } from '../ClaimError';
import { truncate } from '../text';
import type { AtomType } from './ast';
import type { TextLimits } from './limits';

/**
 * A token of an SMT-LIB text.
 *
 * @internal
 */
export interface Token {
  type: AtomType | '(' | ')';
  text: string;
  line: number;
}

/**
 * How to read a text.
 *
 * @internal
 */
export interface TokenizeOptions {
  limits: TextLimits;
  /**
   * Takes a word that is neither a number nor a symbol as a symbol. For the solver's answers, which approximate numbers
   * as `1.4142?`.
   */
  lenient?: boolean;
}

// Control characters other than white space hide text from a reader, and so do those that reverse the direction of
// writing: what a person approved must be what is proven.
const HIDDEN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const WORD = /[A-Za-z0-9~!@$%^&*_+\-=<>.?/]+/y;
const NUMERAL = /^(?:0|[1-9][0-9]*)$/;
const DECIMAL = /^(?:0|[1-9][0-9]*)\.[0-9]+$/;
const HEXADECIMAL = /^x[0-9A-Fa-f]+$/;
const BINARY = /^b[01]+$/;
// The printable characters of SMT-LIB's strings; others are written \u{...}, and Z3 would read their bytes one by one.
const STRING_TEXT = /^[\t\n\r\x20-\x7e]*$/;

/**
 * Cuts an SMT-LIB 2.6 text into tokens; comments are left out.
 *
 * @throws ClaimError when the text is too large or has something in it that is not SMT-LIB
 * @internal
 */
export function tokenize(text: string, options: TokenizeOptions): Token[] {
  const { limits } = options;
  if (text.length > limits.characters) {
    throw new ClaimError(
      `The formal body is ${text.length} characters long, more than the ${limits.characters} that are allowed`,
    );
  }
  refuseHidden(text);
  const tokens: Token[] = [];
  let line = 1;
  let position = 0;

  const word = (): string => {
    WORD.lastIndex = position;
    const found = WORD.exec(text)?.[0] ?? '';
    position += found.length;
    return found;
  };
  const add = (type: Token['type'], content: string) => {
    if (tokens.length >= limits.tokens) {
      throw new ClaimError(
        `The formal body has more than the ${limits.tokens} words and parentheses that are allowed`,
        line,
      );
    }
    tokens.push({ type, text: content, line });
  };

  while (position < text.length) {
    const character = text[position];
    switch (character) {
      case '\n':
        line += 1;
        position += 1;
        break;
      case ' ':
      case '\t':
      case '\r':
        position += 1;
        break;
      case ';': {
        const end = text.indexOf('\n', position);
        position = end < 0 ? text.length : end;
        break;
      }
      case '(':
      case ')':
        add(character, character);
        position += 1;
        break;
      case '"': {
        const end = endOfString(text, position, line);
        const content = text.slice(position + 1, end - 1).replaceAll('""', '"');
        if (!STRING_TEXT.test(content)) {
          throw new ClaimError(
            'A string may hold printable ASCII characters only; write others as \\u{…}',
            line,
          );
        }
        add('string', content);
        line += content.split('\n').length - 1;
        position = end;
        break;
      }
      case '|': {
        const end = text.indexOf('|', position + 1);
        const content = text.slice(position + 1, end < 0 ? undefined : end);
        if (end < 0) {
          throw new ClaimError(`A name that begins with | has no end`, line);
        }
        if (!content || /[\\\n]/.test(content)) {
          throw new ClaimError(
            'A name in bars must not be empty and has no line end and no backslash',
            line,
          );
        }
        add('symbol', content);
        position = end + 1;
        break;
      }
      case ':': {
        position += 1;
        const name = word();
        if (!name) {
          throw new ClaimError(`A keyword has no name behind its ':'`, line);
        }
        add('keyword', `:${name}`);
        break;
      }
      case '#': {
        position += 1;
        const digits = word();
        if (!HEXADECIMAL.test(digits) && !BINARY.test(digits)) {
          throw new ClaimError(
            `'#${truncate(
              digits,
              40,
            )}' is not a number: expected #x and hexadecimal digits, or #b and zeros and ones`,
            line,
          );
        }
        add(digits[0] === 'x' ? 'hexadecimal' : 'binary', `#${digits}`);
        break;
      }
      default: {
        const found = word();
        if (!found) {
          const codePoint = text.codePointAt(position) ?? 0;
          throw new ClaimError(
            `'${String.fromCodePoint(
              codePoint,
            )}' cannot stand in a formal body`,
            line,
          );
        }
        add(classify(found, line, options.lenient ?? false), found);
      }
    }
  }
  return tokens;
}

function refuseHidden(text: string) {
  const hidden = HIDDEN.exec(text);
  if (hidden) {
    const code = hidden[0].codePointAt(0) ?? 0;
    throw new ClaimError(
      `The control character U+${code
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')} is not allowed in a formal body`,
      lineAt(text, hidden.index),
    );
  }
  const lonely = /\r(?!\n)/.exec(text);
  if (lonely) {
    // Some tools end a line, and with it a comment, at this character and others do not.
    throw new ClaimError(
      'A carriage return without a line feed is not allowed in a formal body',
      lineAt(text, lonely.index),
    );
  }
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

function endOfString(text: string, start: number, line: number): number {
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) {
      throw new ClaimError('A string has no end', line);
    }
    if (text[quote + 1] !== '"') {
      return quote + 1;
    }
    position = quote + 2;
  }
}

function classify(word: string, line: number, lenient: boolean): AtomType {
  if (NUMERAL.test(word)) {
    return 'numeral';
  }
  if (DECIMAL.test(word)) {
    return 'decimal';
  }
  if (/^[0-9]/.test(word) && !lenient) {
    throw new ClaimError(
      `'${truncate(word, 40)}' is neither a number nor a name`,
      line,
    );
  }
  return 'symbol';
}
