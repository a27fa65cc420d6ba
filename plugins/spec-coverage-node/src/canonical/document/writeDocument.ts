import { InputError } from '@backstage/errors';
import { refuseTooManyLines } from '../text';
import type { Container, Part } from './parts';
import { writeInline } from './writeInline';
import { writeNode, writeWord } from './writeNode';
import { writeCellNode, writePipeTable } from './writeTable';

/** What can be stored and shown. Only a document with thousands of lines deep inside lists grows so much. */
const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * The canonical text of a document.
 *
 * @internal
 */
export interface WrittenDocument {
  text: string;
  /**
   * For each paragraph and code block the line of the text on which it begins, a code block below its fence. The first line
   * is 1. `breaks` says whether a break within the paragraph begins a line.
   */
  positions: Map<Part, { line: number; breaks: boolean }>;
}

interface OpenContainer {
  type: Container['type'] | 'document';
  /** What stands before its first line, and before each further one. */
  first: string;
  rest: string;
  /** Whether its first line is written. */
  begun: boolean;
  /** The last part written in it. */
  last?: Part;
  /** How the next item of a list begins. */
  item?: (state: string | undefined) => string;
}

/**
 * Writes a document in the style of Markdown, with `[[name]]` and indented parts below it for what Markdown has not.
 *
 * No two documents with different parts have the same text: each line says which containers it is in by what stands before
 * it, parts that follow each other have a blank line between them, and text that looks like any of it is escaped.
 *
 * @throws InputError when the text is too long or has too many lines
 * @internal
 */
export function writeDocument(parts: readonly Part[]): WrittenDocument {
  const lines: string[] = [];
  const positions: WrittenDocument['positions'] = new Map();
  const containers: OpenContainer[] = [newContainer('document')];

  let length = 0;

  const write = (line: string) => {
    refuseTooManyLines(lines.length + 1);
    const prefix = containers.map(prefixOf).join('');
    const written = `${prefix}${line}`.replace(/(?<! ) +$/, '');
    length += written.length + 1;
    if (length > MAX_LENGTH) {
      throw new InputError(
        `The document's canonical text has more than ${MAX_LENGTH} characters. Split it into several documents.`,
      );
    }
    lines.push(written);
  };

  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    const current = containers[containers.length - 1];
    if (part.type === 'close') {
      if (!current.begun && current.type !== 'list') {
        write('');
      }
      containers.pop();
      continue;
    }
    if (needsBlankLine(current, part)) {
      write('');
    }
    current.last = part;
    const line = lines.length + 1;
    if (part.type === 'open') {
      const table =
        part.container.type === 'table'
          ? writePipeTable(parts, index)
          : undefined;
      if (table) {
        table.lines.forEach(write);
        table.paragraphs.forEach((row, paragraph) =>
          positions.set(paragraph, { line: line + row, breaks: false }),
        );
        index = table.end;
        continue;
      }
      const header = headerOf(part.container);
      if (header) {
        write(header);
      }
      containers.push(openContainer(part.container, current));
    } else {
      linesOf(part).forEach(write);
      positions.set(part, {
        line: part.type === 'code' ? line + 1 : line,
        breaks: true,
      });
    }
  }
  return { text: lines.length > 0 ? `${lines.join('\n')}\n` : '', positions };
}

function needsBlankLine({ type, last }: OpenContainer, part: Part): boolean {
  if (!last || type === 'list' || type === 'table' || type === 'row') {
    return false;
  }
  // A list right under the text of its item.
  return !(
    type === 'item' &&
    last.type === 'paragraph' &&
    part.type === 'open' &&
    part.container.type === 'list'
  );
}

function headerOf(container: Container): string | undefined {
  switch (container.type) {
    case 'table':
      return writeNode('table');
    case 'row':
      return writeNode('tableRow');
    case 'cell':
      return writeCellNode(container);
    case 'node':
      return writeNode(container.name, container.arguments);
    default:
      return undefined;
  }
}

function openContainer(
  container: Container,
  parent: OpenContainer,
): OpenContainer {
  switch (container.type) {
    case 'list':
      return { ...newContainer('list'), item: itemMarks(container) };
    case 'item': {
      const mark = parent.item?.(container.state) ?? '- ';
      return newContainer('item', mark, indentation(mark));
    }
    case 'quote':
      return newContainer('quote', '> ', '> ');
    default:
      return { ...newContainer(container.type, '  ', '  '), begun: true };
  }
}

/** As wide as the mark, but for the box of a task and the like. */
function indentation(mark: string): string {
  return ' '.repeat(mark.startsWith('- ') ? 2 : mark.length);
}

function newContainer(
  type: OpenContainer['type'],
  first = '',
  rest = '',
): OpenContainer {
  return { type, first, rest, begun: false };
}

function itemMarks(
  list: Extract<Container, { type: 'list' }>,
): (state: string | undefined) => string {
  switch (list.kind) {
    case 'numbers': {
      let number = list.start;
      return () => {
        number += 1;
        return `${number - 1}. `;
      };
    }
    case 'tasks':
      return state => (state === 'DONE' ? '- [x] ' : '- [ ] ');
    case 'decisions':
      return state => `- ${writeNode('decisionItem', [state ?? ''])} `;
    default:
      return () => '- ';
  }
}

function prefixOf(container: OpenContainer): string {
  const prefix = container.begun ? container.rest : container.first;
  container.begun = true;
  return prefix;
}

function linesOf(part: Exclude<Part, { type: 'open' | 'close' }>): string[] {
  switch (part.type) {
    case 'paragraph':
      return writeInline(part.content, 'paragraph').split('\n');
    case 'heading': {
      const text = writeInline(part.content, 'heading');
      return `${'#'.repeat(part.level)} ${text}`.split('\n');
    }
    case 'code':
      return codeLines(part);
    default:
      return ['---'];
  }
}

function codeLines(code: Extract<Part, { type: 'code' }>): string[] {
  const runs = code.value.match(/`+/g) ?? [];
  const length = runs.reduce((max, run) => Math.max(max, run.length + 1), 3);
  const fence = '`'.repeat(length);
  return [
    `${fence}${code.language && writeWord(code.language)}`,
    ...(code.value === '' ? [] : code.value.split('\n')),
    fence,
  ];
}
