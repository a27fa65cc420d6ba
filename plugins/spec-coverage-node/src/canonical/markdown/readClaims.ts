import MarkdownIt from 'markdown-it';
import { readCodeClaim, readProseClaim } from '../claims';
import type { ReadClaim } from '../claims';
import type { Block } from './blocks';
import { plainText } from './readInline';

const TASK = /^\[[ xX]\] $/;
const { unescapeAll } = new MarkdownIt().utils;

/**
 * The claims of a document, in its order: code blocks and paragraphs wherever they stand, in lists and quotes too.
 *
 * @internal
 */
export function readClaims(blocks: readonly Block[]): ReadClaim[] {
  return blocks.flatMap(block => {
    const claim = readClaim(block);
    return claim ? [claim] : [];
  });
}

function readClaim(block: Block): ReadClaim | undefined {
  switch (block.type) {
    case 'code':
      return readCodeClaim({
        language: unescapeAll(block.info.split(' ')[0]) || undefined,
        body: block.value,
        line: block.at.line,
      });
    case 'paragraph':
      return readParagraphClaim(block);
    default:
      return undefined;
  }
}

function readParagraphClaim({
  content,
  at,
}: Extract<Block, { type: 'paragraph' }>): ReadClaim | undefined {
  const [first] = content;
  const start = first?.type === 'text' && TASK.test(first.value) ? 1 : 0;
  const opening = content[start];
  if (opening?.type !== 'mark' || opening.mark !== 'strong') {
    return undefined;
  }
  const end = content.findIndex(
    part => part.type === 'mark' && part.mark === 'strong' && !part.open,
  );
  return readProseClaim({
    strong: plainText(content.slice(start, end)),
    rest: plainText(content.slice(end)),
    line: at.line,
  });
}
