import type { Alignment, Block } from './blocks';
import { closeContainer, openContainer, rootContainer } from './containers';
import type { OpenContainer } from './containers';
import { writeInline } from './writeInline';

type Leaf = Exclude<Block, { type: 'open' | 'close' }>;

const DELIMITERS: Readonly<Record<Alignment, string>> = {
  none: '---',
  left: ':--',
  center: ':-:',
  right: '--:',
};

/**
 * Writes a document in one style of Markdown.
 *
 * @internal
 */
export function writeBlocks(blocks: readonly Block[]): string {
  const lines: string[] = [];
  const containers: OpenContainer[] = [rootContainer()];

  const write = (line: string) => {
    const prefix = containers.map(prefixOf).join('');
    lines.push(line === '' ? prefix.trimEnd() : `${prefix}${line}`);
  };

  for (const [index, block] of blocks.entries()) {
    const current = containers[containers.length - 1];
    if (block.type === 'close') {
      if (!current.begun) {
        write('');
      }
      containers.pop();
      closeContainer(current, containers[containers.length - 1]);
      continue;
    }
    if (needsBlankLine(current, blocks, index)) {
      write('');
    }
    if (block.type === 'open') {
      containers.push(openContainer(block, current));
    } else {
      linesOf(block).forEach(write);
      current.mark = undefined;
    }
    current.last = block;
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function prefixOf(container: OpenContainer): string {
  const prefix = container.begun ? container.rest : container.first;
  container.begun = true;
  return prefix;
}

function needsBlankLine(
  parent: OpenContainer,
  blocks: readonly Block[],
  index: number,
): boolean {
  const block = blocks[index];
  if (!parent.last) {
    return false;
  }
  if (parent.kind === 'list') {
    return !parent.endsClearly;
  }
  // A list right under the text of its item, where it is one that may interrupt a paragraph.
  const interrupts =
    block.type === 'open' &&
    block.container === 'list' &&
    (!block.ordered || block.start === 1) &&
    blocks[index + 2]?.type !== 'close';
  return !(
    parent.kind === 'item' &&
    parent.last.type === 'paragraph' &&
    interrupts
  );
}

function linesOf(block: Leaf): string[] {
  switch (block.type) {
    case 'paragraph':
      return writeInline(block.content, 'paragraph').split('\n');
    case 'heading':
      return headingLines(block);
    case 'code':
      return codeLines(block);
    case 'html':
      return block.value.split('\n');
    case 'table':
      return tableLines(block);
    default:
      // Not of dashes or asterisks, which also mark list items.
      return ['___'];
  }
}

function headingLines(heading: Extract<Block, { type: 'heading' }>): string[] {
  const text = writeInline(heading.content, 'line');
  if (text.includes('\n')) {
    // Only a heading with a line below it can have several lines.
    return [
      ...writeInline(heading.content, 'paragraph').split('\n'),
      heading.depth === 1 ? '===' : '---',
    ];
  }
  const hashes = '#'.repeat(heading.depth);
  return [`${hashes} ${text.replace(/(?<!#)#+$/, '\\$&')}`.trimEnd()];
}

function codeLines(code: Extract<Block, { type: 'code' }>): string[] {
  const mark = code.info.includes('`') ? '~' : '`';
  const runs = code.value.match(mark === '~' ? /~+/g : /`+/g) ?? [];
  const length = runs.reduce((max, run) => Math.max(max, run.length + 1), 3);
  const fence = mark.repeat(length);
  return [
    `${fence}${code.info}`,
    ...(code.value === '' ? [] : code.value.split('\n')),
    fence,
  ];
}

function tableLines(table: Extract<Block, { type: 'table' }>): string[] {
  const [header, ...rows] = table.rows.map(row =>
    tableLine(
      row.map(cell => writeInline(cell, 'line').replaceAll('|', '\\|')),
    ),
  );
  const delimiters = tableLine(table.align.map(align => DELIMITERS[align]));
  return [header, delimiters, ...rows];
}

function tableLine(cells: readonly string[]): string {
  return `|${cells.map(cell => (cell ? ` ${cell} |` : ' |')).join('')}`;
}
