import type { Inline, Part } from '../document/parts';
import type { Block, Inline as MarkdownInline } from '../markdown/blocks';
import { readBlocks } from '../markdown/readBlocks';
import { withoutHeadingAnchors } from './headingAnchors';
import { googleDocsParser } from './parser';
import { readInline } from './readInline';
import { readTasks } from './readTasks';
import type { Tasks } from './readTasks';

type Table = Extract<Block, { type: 'table' }>;

/**
 * Reads an export of Google Docs.
 *
 * @param maxLinkLength - how long, in characters, all link targets together may become where they are used
 * @throws InputError when the document is nested too deeply, or its link targets grow out of bounds
 * @internal
 */
export function readParts(markdown: string, maxLinkLength: number): Part[] {
  const { blocks, addresses } = withoutHeadingAnchors(
    readBlocks(markdown, maxLinkLength, googleDocsParser),
  );
  const tasks = readTasks(blocks);
  return blocks.flatMap((block, index) =>
    readBlock(block, index, tasks, content => readInline(content, addresses)),
  );
}

function readBlock(
  block: Block,
  index: number,
  tasks: Tasks,
  inline: (content: readonly MarkdownInline[]) => Inline[],
): Part[] {
  switch (block.type) {
    case 'open':
      return [openContainer(block, index, tasks)];
    case 'close':
      return [{ type: 'close', container: block.container }];
    case 'paragraph': {
      const content = inline(tasks.contents.get(index) ?? block.content);
      return content.length > 0 ? [{ type: 'paragraph', content }] : [];
    }
    case 'heading': {
      const content = inline(block.content);
      return content.length > 0
        ? [{ type: 'heading', level: block.depth, content }]
        : [];
    }
    case 'code':
      return [{ type: 'code', language: block.info, value: block.value }];
    case 'html':
      return [
        {
          type: 'open',
          container: { type: 'node', name: 'html', arguments: [] },
        },
        { type: 'code', language: '', value: block.value },
        { type: 'close', container: 'node' },
      ];
    case 'table':
      return readTable(block, inline);
    default:
      return [{ type: 'rule' }];
  }
}

function openContainer(
  block: Extract<Block, { type: 'open' }>,
  index: number,
  tasks: Tasks,
): Part {
  if (block.container === 'list') {
    const kind = tasks.lists.has(index) ? 'tasks' : 'bullets';
    return {
      type: 'open',
      container: block.ordered
        ? { type: 'list', kind: 'numbers', start: block.start }
        : { type: 'list', kind },
    };
  }
  return block.container === 'item'
    ? {
        type: 'open',
        container: { type: 'item', state: tasks.states.get(index) },
      }
    : { type: 'open', container: { type: 'quote' } };
}

function readTable(
  table: Table,
  inline: (content: readonly MarkdownInline[]) => Inline[],
): Part[] {
  return [
    { type: 'open', container: { type: 'table' } },
    ...table.rows.flatMap((cells, row): Part[] => [
      { type: 'open', container: { type: 'row' } },
      ...cells.flatMap(cell => readCell(inline(cell), row === 0)),
      { type: 'close', container: 'row' },
    ]),
    { type: 'close', container: 'table' },
  ];
}

function readCell(content: Inline[], header: boolean): Part[] {
  return [
    {
      type: 'open',
      container: { type: 'cell', header, columns: 1, rows: 1 },
    },
    ...(content.length > 0 ? [{ type: 'paragraph' as const, content }] : []),
    { type: 'close', container: 'cell' },
  ];
}
