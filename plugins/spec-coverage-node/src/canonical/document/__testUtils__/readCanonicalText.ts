import type { Container, Part } from '../parts';
import { readInline, readNode, readWord } from './readInline';

/** Nodes that contain parts also when nothing is in them. */
const CONTAINERS = [
  ...['panel', 'expand', 'extension', 'bodiedExtension', 'blockCard'],
  ...['embedCard', 'table', 'tableRow', 'tableCell', 'tableHeader', 'heading'],
];
/**
 * Reads what `writeDocument` has written. Independent of the writer: that it gives back the same parts shows that no two
 * documents have the same canonical text.
 */
export function readCanonicalText(text: string): Part[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') {
    throw new Error('The last line has no end');
  }
  return readParts(lines);
}

function readParts(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  let index = 0;
  while (index < lines.length) {
    if (lines[index] === '' && index > 0) {
      index += 1;
      continue;
    }
    const [read, count] = readPart(lines.slice(index));
    if (count < 1) {
      throw new Error(`Nothing can be read of '${lines[index]}'`);
    }
    parts.push(...read);
    index += count;
  }
  return parts;
}

type Read = [parts: Part[], lines: number];

function readPart(lines: readonly string[]): Read {
  const [line] = lines;
  const fence = /^(`{3,})([^`]*)$/.exec(line);
  if (fence) {
    const end = lines.indexOf(fence[1], 1);
    const value = lines.slice(1, end).join('\n');
    return [[{ type: 'code', language: readWord(fence[2]), value }], end + 1];
  }
  if (line === '---') {
    return [[{ type: 'rule' }], 1];
  }
  if (line.startsWith('>')) {
    const end = lines.findIndex(other => !other.startsWith('>'));
    const quoted = lines.slice(0, end < 0 ? lines.length : end);
    return [
      contain(
        { type: 'quote' },
        quoted.map(other => other.slice(2)),
      ),
      quoted.length,
    ];
  }
  if (line.startsWith('|')) {
    return readPipeTable(lines);
  }
  const mark = readItemMark(line);
  if (mark) {
    return readList(lines, mark);
  }
  const container = readContainer(lines);
  if (container) {
    return container;
  }
  const count = countLines(lines);
  const text = lines.slice(0, count).join('\n');
  const heading = /^(#+)(?: |$)/.exec(text);
  return [
    [
      heading
        ? {
            type: 'heading',
            level: heading[1].length,
            content: readInline(text.slice(heading[0].length), false),
          }
        : { type: 'paragraph', content: readInline(text, false) },
    ],
    count,
  ];
}

/** A paragraph goes on behind a line that ends with a backslash which nothing escapes. */
function countLines(lines: readonly string[]): number {
  const end = lines.findIndex(line => {
    const backslashes = /\\*$/.exec(line)?.[0].length ?? 0;
    return backslashes % 2 === 0;
  });
  return end + 1;
}

function contain(container: Container, lines: readonly string[]): Part[] {
  const isEmpty = lines.every(line => line === '');
  return [
    { type: 'open', container },
    ...(isEmpty ? [] : readParts(lines)),
    { type: 'close', container: container.type },
  ];
}

/** The lines behind the first that are further in, with blank ones between them. */
function indented(lines: readonly string[], width: number): string[] {
  const indentation = ' '.repeat(width);
  let end = 1;
  for (let index = 1; index < lines.length; index += 1) {
    if (lines[index].startsWith(indentation)) {
      end = index + 1;
    } else if (lines[index] !== '') {
      break;
    }
  }
  return lines.slice(1, end).map(line => line.slice(width));
}

function readContainer(lines: readonly string[]): Read | undefined {
  const read = readNode(lines[0]);
  if (!read || read[1] !== lines[0].length || read[0].type !== 'node') {
    return undefined;
  }
  const [{ name, arguments: nodeArguments }] = [read[0]];
  const content = indented(lines, 2);
  if (content.length === 0 && !CONTAINERS.includes(name)) {
    return undefined;
  }
  const count = content.length + 1;
  switch (name) {
    case 'table':
      return [contain({ type: 'table' }, content), count];
    case 'tableRow':
      return [contain({ type: 'row' }, content), count];
    case 'tableCell':
    case 'tableHeader':
      return [contain(readCell(lines[0]), content), count];
    default:
      return [
        contain({ type: 'node', name, arguments: nodeArguments }, content),
        count,
      ];
  }
}

function readCell(node: string): Extract<Container, { type: 'cell' }> {
  return {
    type: 'cell',
    header: node.startsWith('[[tableHeader'),
    columns: Number(/ colspan=(\d+)/.exec(node)?.[1] ?? 1),
    rows: Number(/ rowspan=(\d+)/.exec(node)?.[1] ?? 1),
  };
}

/** What stands in front of an item, and the list that it is in if it is the first one there. */
interface ItemMark {
  list: Container;
  state?: string;
  length: number;
  width: number;
}

function readItemMark(line: string): ItemMark | undefined {
  const number = /^(\d+)\.(?: |$)/.exec(line);
  if (number) {
    return {
      list: { type: 'list', kind: 'numbers', start: Number(number[1]) },
      length: number[0].length,
      width: number[1].length + 2,
    };
  }
  const task = /^- \[([ x])\](?: |$)/.exec(line);
  if (task) {
    return {
      list: { type: 'list', kind: 'tasks' },
      state: task[1] === 'x' ? 'DONE' : 'TODO',
      length: task[0].length,
      width: 2,
    };
  }
  const decision = line.startsWith('- ') ? readNode(line.slice(2)) : undefined;
  if (decision?.[0].name === 'decisionItem' && decision[0].type === 'node') {
    return {
      list: { type: 'list', kind: 'decisions' },
      state: String(decision[0].arguments[0]),
      length: decision[1] + 3,
      width: 2,
    };
  }
  return /^-(?: |$)/.test(line)
    ? { list: { type: 'list', kind: 'bullets' }, length: 2, width: 2 }
    : undefined;
}

function readList(lines: readonly string[], first: ItemMark): Read {
  const items: Part[] = [];
  let index = 0;
  for (
    let mark: ItemMark | undefined = first;
    mark;
    mark = readItemMark(lines[index] ?? '')
  ) {
    const { state, length, width } = mark;
    const rest = indented(lines.slice(index), width);
    items.push(
      ...contain({ type: 'item', ...(state !== undefined && { state }) }, [
        lines[index].slice(length),
        ...rest,
      ]),
    );
    index += 1 + rest.length;
  }
  return [
    [
      { type: 'open', container: first.list },
      ...items,
      { type: 'close', container: 'list' },
    ],
    index,
  ];
}

function readPipeTable(lines: readonly string[]): Read {
  const end = lines.findIndex(line => !line.startsWith('|'));
  const rows = lines
    .slice(0, end < 0 ? lines.length : end)
    .map(line => splitCells(line));
  const hasHeader =
    rows[1]?.length > 0 && rows[1].every(cell => cell === '---');
  const count = rows.length;
  if (hasHeader) {
    rows.splice(1, 1);
  }
  const parts = rows.flatMap((row, index): Part[] => [
    { type: 'open', container: { type: 'row' } },
    ...row.flatMap(cell => readPipeCell(cell, hasHeader && index === 0)),
    { type: 'close', container: 'row' },
  ]);
  return [
    [
      { type: 'open', container: { type: 'table' } },
      ...parts,
      { type: 'close', container: 'table' },
    ],
    count,
  ];
}

function readPipeCell(source: string, header: boolean): Part[] {
  const own = /^\[\[table(?:Cell|Header)(?: [\w=]+)*\]\] ?/.exec(source)?.[0];
  const content = readInline(source.slice(own?.length ?? 0), true);
  return [
    {
      type: 'open',
      container: own
        ? readCell(own)
        : { type: 'cell', header, columns: 1, rows: 1 },
    },
    ...(content.length > 0 ? [{ type: 'paragraph' as const, content }] : []),
    { type: 'close', container: 'cell' },
  ];
}

/** The cells of a row, between pipes that are neither escaped nor part of code or of a node. */
function splitCells(line: string): string[] {
  const cells: string[] = [];
  let start = 1;
  let index = 1;
  while (index < line.length) {
    const rest = line.slice(index);
    const piece =
      /^\\./.exec(rest)?.[0] ??
      /^(`+)(?!`)[^]*?[^`]\1(?!`)/.exec(rest)?.[0] ??
      /^\]\("(?:[^"\\]|\\.)*"\)/.exec(rest)?.[0];
    const node = piece === undefined ? readNode(rest) : undefined;
    if (rest[0] === '|') {
      cells.push(line.slice(start, index).trim());
      start = index + 1;
    }
    index += piece?.length ?? node?.[1] ?? 1;
  }
  return cells;
}
