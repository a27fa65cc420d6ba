import { InputError } from '@backstage/errors';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { normalizeCode, withoutTrailingSpace } from '../text';
import type { Alignment, Block, Inline } from './blocks';
import { readInline } from './readInline';

/**
 * Levels of lists and quotes within each other, as the parser counts them: two for a list, one for a quote. The parser
 * leaves out what is deeper, so a document that comes near is refused.
 */
const MAX_NESTING = 40;

/**
 * A parser of CommonMark with the tables and the strikethrough of GitHub.
 *
 * @internal
 */
export function createParser(): MarkdownIt {
  const options = {
    html: true,
    linkify: false,
    typographer: false,
    maxNesting: MAX_NESTING,
  };
  const parser = new MarkdownIt(options);
  // Links are recorded as they are written, and every link is one: this text is compared, never shown as a page.
  parser.validateLink = () => true;
  parser.normalizeLink = url => url;
  parser.normalizeLinkText = url => url;
  // The indentation of a paragraph's lines is no part of it (CommonMark 0.31, section 4.8), in code spans neither.
  parser.core.ruler.before('inline', 'unindent-lines', state => {
    for (const token of state.tokens) {
      if (token.type === 'inline') {
        token.content = token.content.replace(/\n[ \t]+/g, '\n');
      }
    }
  });
  return parser;
}

const commonMark = createParser();

/**
 * Reads CommonMark with the tables and the strikethrough of GitHub. What is only cosmetic is gone from the result: the
 * style of markup, how lines are wrapped, where link targets are defined, space that is not shown.
 *
 * @param maxLinkLength - how long, in characters, all link targets together may become where they are used
 * @param parser - for a dialect: from `createParser`, with rules of its own
 * @throws InputError when the document is nested too deeply, or its link targets grow out of bounds
 * @internal
 */
export function readBlocks(
  text: string,
  maxLinkLength: number,
  parser: MarkdownIt = commonMark,
): Block[] {
  const blocks: Block[] = [];
  const tokens = parser.parse(text, {});
  const inline = boundedInlineReader(maxLinkLength);
  let table: Extract<Block, { type: 'table' }> | undefined;

  for (const [index, token] of tokens.entries()) {
    if (token.level >= MAX_NESTING - 1) {
      throw nestedTooDeeply(lineOf(token));
    }
    switch (token.type) {
      case 'blockquote_open':
        blocks.push({ type: 'open', container: 'quote' });
        break;
      case 'blockquote_close':
        blocks.push({ type: 'close', container: 'quote' });
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        blocks.push({
          type: 'open',
          container: 'list',
          ordered: token.type === 'ordered_list_open',
          start: Number(token.attrGet('start') ?? 1),
        });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        blocks.push({ type: 'close', container: 'list' });
        break;
      case 'list_item_open':
        blocks.push({ type: 'open', container: 'item' });
        break;
      case 'list_item_close':
        blocks.push({ type: 'close', container: 'item' });
        break;
      case 'paragraph_open':
        blocks.push({
          type: 'paragraph',
          content: inline(tokens[index + 1]),
          at: { line: lineOf(token) },
        });
        break;
      case 'heading_open':
        blocks.push({
          type: 'heading',
          depth: Number(token.tag.slice(1)),
          content: inline(tokens[index + 1]),
        });
        break;
      case 'fence':
      case 'code_block':
        blocks.push(readCode(token));
        break;
      case 'html_block':
        blocks.push({
          type: 'html',
          value: withoutTrailingSpace(token.content.normalize('NFC'))
            .replace(/^ {1,3}/, '')
            .replace(/(?<!\n)\n+$/, ''),
        });
        break;
      case 'hr':
        blocks.push({ type: 'rule' });
        break;
      case 'table_open':
        table = { type: 'table', align: [], rows: [] };
        blocks.push(table);
        break;
      case 'tr_open':
        table?.rows.push([]);
        break;
      case 'th_open':
        table?.align.push(alignmentOf(token));
        table?.rows.at(-1)?.push(inline(tokens[index + 1]));
        break;
      case 'td_open':
        table?.rows.at(-1)?.push(inline(tokens[index + 1]));
        break;
      default:
        break;
    }
  }
  return blocks;
}

function readCode(token: Token): Block {
  const info = token.info.normalize('NFC').trim().replace(/\s+/g, ' ');
  const [language] = info.split(' ');
  return {
    type: 'code',
    info: `${language.toLowerCase()}${info.slice(language.length)}`,
    value: normalizeCode(token.content).replace(/\n$/, ''),
    at: { line: lineOf(token) + (token.type === 'fence' ? 1 : 0) },
  };
}

function boundedInlineReader(
  maxLinkLength: number,
): (token: Token) => Inline[] {
  let length = 0;
  const onLinkTarget = (characters: number) => {
    length += characters;
    if (length > maxLinkLength) {
      throw new InputError(
        `The document's link references stand for more than ${maxLinkLength} characters of link targets. Shorten the definitions that are used most.`,
      );
    }
  };
  return token => readInline(token.children ?? [], onLinkTarget);
}

/**
 * The error of a document with too many levels of lists and quotes within each other.
 *
 * @internal
 */
export function nestedTooDeeply(line?: number): InputError {
  const where = line === undefined ? '' : ` on line ${line}`;
  return new InputError(
    `The document is nested too deeply${where}: more than ${
      MAX_NESTING / 2 - 1
    } lists and quotes within each other.`,
  );
}

function alignmentOf(cell: Token): Alignment {
  switch (cell.attrGet('style')) {
    case 'text-align:left':
      return 'left';
    case 'text-align:center':
      return 'center';
    case 'text-align:right':
      return 'right';
    default:
      return 'none';
  }
}

function lineOf(token: Token): number {
  return (token.map?.[0] ?? 0) + 1;
}
