import type { Container, Inline, Part } from './parts';
import { writeInline } from './writeInline';
import { writeNode } from './writeNode';

type Cell = Extract<Container, { type: 'cell' }>;
type Paragraph = Extract<Part, { type: 'paragraph' }>;

/**
 * A table that can be written with one line for each row.
 *
 * @internal
 */
export interface PipeTable {
  lines: string[];
  /** The paragraphs in its cells, each with the index of its line. */
  paragraphs: Map<Paragraph, number>;
  /** The index of the part with which the table closes. */
  end: number;
}

/**
 * Writes a table with pipes: `| a | b |`, and a line of dashes below the first row where that is the row of headers. Cells of
 * which the row does not tell what they are say it themselves: `| [[tableHeader]] a | [[tableCell colspan=2]] b |`.
 *
 * @param start - index of the part with which the table opens
 * @returns undefined where a cell has more than one paragraph in it
 * @internal
 */
export function writePipeTable(
  parts: readonly Part[],
  start: number,
): PipeTable | undefined {
  const rows: Array<Array<{ cell: Cell; content: Inline[] }>> = [];
  const paragraphs = new Map<Paragraph, number>();
  for (let index = start + 1; index < parts.length; index += 1) {
    const part = parts[index];
    if (part.type === 'paragraph') {
      const cell = rows.at(-1)?.at(-1);
      if (!cell || cell.content.length > 0) {
        return undefined;
      }
      cell.content = part.content;
      paragraphs.set(part, rows.length - 1);
    } else if (part.type === 'open' && part.container.type === 'row') {
      rows.push([]);
    } else if (part.type === 'open' && part.container.type === 'cell') {
      rows.at(-1)?.push({ cell: part.container, content: [] });
    } else if (part.type !== 'close') {
      return undefined;
    } else if (part.container === 'table') {
      return { ...writeRows(rows, paragraphs), end: index };
    }
  }
  return undefined;
}

/**
 * What a cell says of itself, in front of its content.
 *
 * @internal
 */
export function writeCellNode({ header, columns, rows }: Cell): string {
  return writeNode(header ? 'tableHeader' : 'tableCell', [
    ...(columns === 1 ? [] : [`colspan=${columns}`]),
    ...(rows === 1 ? [] : [`rowspan=${rows}`]),
  ]);
}

function writeRows(
  rows: ReadonlyArray<ReadonlyArray<{ cell: Cell; content: Inline[] }>>,
  paragraphs: ReadonlyMap<Paragraph, number>,
): Pick<PipeTable, 'lines' | 'paragraphs'> {
  const [first] = rows;
  const hasHeaderRow =
    first.length > 0 &&
    first.every(({ cell }) => cell.header && !isMerged(cell));
  const lines = rows.map((row, index) =>
    writeRow(
      row.map(({ cell, content }) => {
        const text = writeInline(content, 'cell').replace(/^-{3,}$/, '\\$&');
        const isPlain =
          !isMerged(cell) && cell.header === (hasHeaderRow && index === 0);
        return isPlain ? text : `${writeCellNode(cell)} ${text}`.trimEnd();
      }),
    ),
  );
  if (!hasHeaderRow) {
    return { lines, paragraphs: new Map(paragraphs) };
  }
  lines.splice(1, 0, writeRow(first.map(() => '---')));
  return {
    lines,
    paragraphs: new Map(
      [...paragraphs].map(([paragraph, row]) => [
        paragraph,
        row === 0 ? 0 : row + 1,
      ]),
    ),
  };
}

function isMerged({ columns, rows }: Cell): boolean {
  return columns !== 1 || rows !== 1;
}

function writeRow(cells: readonly string[]): string {
  return `|${cells.map(cell => (cell ? ` ${cell} |` : ' |')).join('')}`;
}
