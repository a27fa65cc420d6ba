import type { Block, Inline } from '../markdown/blocks';
import { plainText } from '../markdown/readInline';

/** What Google Docs writes behind a heading to which the document has a link. */
const ANCHOR = /\{#([^{}\s]*)\}\s*$/;

/**
 * Takes the anchors off the headings, `# Rules {#rules}`: they come and go with the links to them.
 *
 * @returns the blocks, and what the address of each anchor becomes: the text of its heading, `#Rules` for `#rules`, and
 *   `#Rules#2` for that of the second heading with this text
 * @internal
 */
export function withoutHeadingAnchors(blocks: readonly Block[]): {
  blocks: Block[];
  addresses: ReadonlyMap<string, string>;
} {
  const addresses = new Map<string, string>();
  const headingsOfText = new Map<string, number>();
  const changed = blocks.map(block => {
    if (block.type !== 'heading') {
      return block;
    }
    const { content, anchor } = withoutAnchor(block.content);
    const text = plainText(content);
    const number = (headingsOfText.get(text) ?? 0) + 1;
    headingsOfText.set(text, number);
    // Headings without text, of which a document can have many, all have one anchor.
    if (anchor !== undefined && text && !addresses.has(`#${anchor}`)) {
      addresses.set(`#${anchor}`, addressOf(text, number));
    }
    return { ...block, content };
  });
  return { blocks: changed, addresses };
}

function withoutAnchor(content: Inline[]): {
  content: Inline[];
  anchor?: string;
} {
  const last = content.at(-1);
  const match = last?.type === 'text' ? ANCHOR.exec(last.value) : null;
  return last?.type === 'text' && match
    ? {
        content: [
          ...content.slice(0, -1),
          { type: 'text', value: last.value.slice(0, match.index) },
        ],
        anchor: match[1],
      }
    : { content };
}

function addressOf(text: string, number: number): string {
  const escaped = text.replace(/[%#\s]/g, encodeURIComponent);
  return number > 1 ? `#${escaped}#${number}` : `#${escaped}`;
}
