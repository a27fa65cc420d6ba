import { MARKS } from '../parts';
import type { Argument, Inline, Mark, Style } from '../parts';

/** A piece of the canonical text of a paragraph, before it is known which brackets are links. */
type Token =
  | { type: 'character'; value: string; literal: boolean }
  | { type: 'code'; value: string }
  | { type: 'break' }
  | { type: 'tag'; mark: Mark; open: boolean }
  | { type: 'stars'; count: number }
  | { type: 'target'; link: string }
  | { type: 'node'; name: string; arguments: Argument[] }
  | { type: 'open' | 'close'; name: string };

const TAGS: ReadonlyMap<string, Mark> = new Map([
  ['u', 'underlined'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
]);

/**
 * Reads what `writeInline` has written. Independent of the writer: that it gives back the same pieces shows that no two
 * paragraphs are written alike.
 */
export function readInline(source: string, inCell: boolean): Inline[] {
  const tokens = tokenize(source, inCell);
  const linkStarts = findLinks(tokens);
  const content: Inline[] = [];
  const marks = new Set<Mark>();
  let link: string | undefined;

  const style = (): Style => ({
    marks: MARKS.filter(mark => marks.has(mark)),
    ...(link !== undefined && { link }),
  });
  const addText = (value: string) => {
    const last = content.at(-1);
    const current = style();
    if (
      last?.type === 'text' &&
      JSON.stringify(last.style) === JSON.stringify(current)
    ) {
      last.value += value;
    } else {
      content.push({ type: 'text', value, style: current });
    }
  };

  for (const [index, token] of tokens.entries()) {
    switch (token.type) {
      case 'character':
        if (linkStarts.has(index)) {
          link = linkStarts.get(index);
        } else if (
          token.value === '~' &&
          !token.literal &&
          isPair(tokens, index)
        ) {
          toggle(marks, 'deleted');
          tokens[index + 1] = { type: 'stars', count: 0 };
        } else {
          addText(token.value);
        }
        break;
      case 'stars':
        changeStars(marks, token.count);
        break;
      case 'tag':
        toggle(marks, token.mark);
        break;
      case 'target':
        link = undefined;
        break;
      default:
        content.push({ ...token, style: style() });
    }
  }
  return content;
}

function isPair(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return next?.type === 'character' && next.value === '~' && !next.literal;
}

function toggle(marks: Set<Mark>, mark: Mark): void {
  if (!marks.delete(mark)) {
    marks.add(mark);
  }
}

/** The one change of strong text and emphasis that is written with so many asterisks. */
function changeStars(marks: Set<Mark>, count: number): void {
  const states: Mark[][] = [
    [],
    ['strong'],
    ['emphasis'],
    ['strong', 'emphasis'],
  ];
  const from =
    states[(marks.has('strong') ? 1 : 0) + (marks.has('emphasis') ? 2 : 0)];
  const to = states.filter(
    state => state !== from && asterisks(from, state) === count,
  );
  if (count === 0) {
    return;
  }
  if (to.length !== 1) {
    throw new Error(`${count} asterisks mean nothing behind ${from.join()}`);
  }
  from.forEach(mark => marks.delete(mark));
  to[0].forEach(mark => marks.add(mark));
}

function asterisks(from: readonly Mark[], to: readonly Mark[]): number {
  const kept = from.findIndex((mark, index) => mark !== to[index]);
  const start = kept < 0 ? from.length : kept;
  return [...from.slice(start), ...to.slice(start)].reduce(
    (sum, mark) => sum + (mark === 'strong' ? 2 : 1),
    0,
  );
}

/** For the bracket with which each link begins, the link's address. */
function findLinks(tokens: readonly Token[]): Map<number, string> {
  const links = new Map<number, string>();
  const brackets: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'character' && token.value === '[' && !token.literal) {
      brackets.push(index);
    } else if (token.type === 'target') {
      const start = brackets.pop();
      if (start === undefined) {
        throw new Error('A link ends and has not begun');
      }
      links.set(start, token.link);
      brackets.length = 0;
    }
  }
  return links;
}

function tokenize(source: string, inCell: boolean): Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < source.length) {
    const rest = source.slice(index);
    const [token, length] = readToken(rest, source[index - 1], inCell);
    tokens.push(token);
    index += length;
  }
  return tokens;
}

function readToken(
  rest: string,
  before: string | undefined,
  inCell: boolean,
): [token: Token, length: number] {
  if (rest.startsWith('\\\n') || (inCell && rest.startsWith('<br>'))) {
    return [{ type: 'break' }, inCell ? 4 : 2];
  }
  if (rest.startsWith('\\')) {
    return [{ type: 'character', value: rest[1], literal: true }, 2];
  }
  const tag = /^<(\/?)(u|sub|sup)>/.exec(rest);
  if (tag) {
    const mark = TAGS.get(tag[2]) ?? 'underlined';
    return [{ type: 'tag', mark, open: tag[1] === '' }, tag[0].length];
  }
  const stars = /^\*+/.exec(rest)?.[0] ?? '';
  if (stars && !(stars === '*' && before === ' ' && rest[1] === ' ')) {
    return [{ type: 'stars', count: stars.length }, stars.length];
  }
  const code = /^(`+)(?!`)([^]*?[^`])\1(?!`)/.exec(rest);
  if (code) {
    const padded = code[2].startsWith(' ') && code[2].endsWith(' ');
    const value = padded ? code[2].slice(1, -1) : code[2];
    return [{ type: 'code', value }, code[0].length];
  }
  const target = /^\]\(("(?:[^"\\]|\\.)*"|[^\s()"]+)\)/.exec(rest);
  if (target) {
    return [{ type: 'target', link: readWord(target[1]) }, target[0].length];
  }
  return (
    readNode(rest) ?? [{ type: 'character', value: rest[0], literal: false }, 1]
  );
}

/** Reads `[[name …]]`, `[[name:]]` or `[[/name]]`. */
export function readNode(
  rest: string,
): [token: Extract<Token, { name: string }>, length: number] | undefined {
  const start = /^\[\[(\/?)([A-Za-z]\w*|"(?:[^"\\]|\\.)*")/.exec(rest);
  if (!start) {
    return undefined;
  }
  const name = readWord(start[2]);
  let position = start[0].length;
  const nodeArguments: Argument[] = [];
  while (rest[position] === ' ') {
    const argument = readArgument(rest.slice(position + 1));
    nodeArguments.push(argument.value);
    position += 1 + argument.length;
  }
  const isOpen = rest[position] === ':';
  position += isOpen ? 1 : 0;
  if (!rest.startsWith(']]', position)) {
    throw new Error(`No node: ${rest}`);
  }
  const length = position + 2;
  if (isOpen || start[1]) {
    return [{ type: isOpen ? 'open' : 'close', name }, length];
  }
  return [{ type: 'node', name, arguments: nodeArguments }, length];
}

export function readWord(word: string): string {
  return word.startsWith('"') ? JSON.parse(word) : word;
}

function readArgument(rest: string): { value: Argument; length: number } {
  const text = /^(?:"(?:[^"\\]|\\.)*"|[^\s"{}[\]]+)/.exec(rest)?.[0];
  if (text !== undefined) {
    return { value: readWord(text), length: text.length };
  }
  for (
    let end = rest.indexOf('}');
    end >= 0;
    end = rest.indexOf('}', end + 1)
  ) {
    try {
      return { value: JSON.parse(rest.slice(0, end + 1)), length: end + 1 };
    } catch {
      // The brace of an inner object, or in a text.
    }
  }
  throw new Error(`No argument: ${rest}`);
}
