import { normalizeInline } from './normalizeInline';
import { PLAIN } from './parts';
import type { Argument, Container, Inline, Part } from './parts';

type List = Extract<Container, { type: 'list' }>;
/** The items of lists with bullets and with numbers are the same. */
type ItemKind = 'plain' | 'tasks' | 'decisions';
type Cell = Extract<Container, { type: 'cell' }>;

interface Open {
  container: Container;
  /** Nobody opened it: something stood where only such a container can. It is closed along with what is around it. */
  implied: boolean;
  /** The level of the heading that it stands in. */
  heading: number | undefined;
}

/**
 * Makes the parts of a document from what an editor's tree says, one node after the other, and keeps them well-formed
 * whatever the tree is: text that stands by itself becomes a paragraph, an item without a list gets one, what stands between
 * the items of a list or the rows of a table gets an item or a cell, and a list between items belongs to the item before it.
 * Paragraphs and headings that show nothing, and lists and tables without content, are left out.
 *
 * @internal
 */
export class DocumentBuilder {
  readonly #parts: Part[] = [];
  readonly #open: Open[] = [];
  #pieces: Inline[] = [];
  #heading: number | undefined;

  /** A piece of the paragraph or heading that is being read. */
  addInline(piece: Inline): void {
    this.#pieces.push(piece);
  }

  /** Ends the paragraph, also one that nothing but its text has begun. */
  endParagraph(): void {
    const content = normalizeInline(this.#pieces);
    this.#pieces = [];
    if (content.length > 0) {
      this.#makePlace({ type: 'part' });
      this.#parts.push(
        this.#heading === undefined
          ? { type: 'paragraph', content }
          : { type: 'heading', level: this.#heading, content },
      );
    }
  }

  /** What follows is text of a heading, until `closeHeading`. */
  openHeading(level: number): void {
    this.endParagraph();
    this.#heading = level;
  }

  closeHeading(): void {
    this.endParagraph();
    this.#heading = undefined;
  }

  addCode(language: string, value: string): void {
    this.endParagraph();
    this.#makePlace({ type: 'part' });
    this.#parts.push({ type: 'code', language, value });
  }

  addRule(): void {
    this.endParagraph();
    this.#makePlace({ type: 'part' });
    this.#parts.push({ type: 'rule' });
  }

  openQuote(): void {
    this.#openContainer({ type: 'quote' });
  }

  openList(list: List): void {
    this.#openContainer(list);
  }

  /** @param state - of a task, `DONE` or `TODO`, or of a decision */
  openItem(kind: ItemKind, state?: string): void {
    this.endParagraph();
    this.#makePlace({ type: 'item', kind });
    this.#push({ type: 'item', ...(state !== undefined && { state }) });
  }

  openTable(): void {
    this.#openContainer({ type: 'table' });
  }

  openRow(): void {
    this.endParagraph();
    this.#makePlace({ type: 'row' });
    this.#push({ type: 'row' });
  }

  openCell(cell: Omit<Cell, 'type'>): void {
    this.endParagraph();
    this.#makePlace({ type: 'cell' });
    this.#push({ type: 'cell', ...cell });
  }

  openNode(name: string, nodeArguments: Argument[] = []): void {
    this.#openContainer({ type: 'node', name, arguments: nodeArguments });
  }

  /**
   * Closes what was opened last.
   *
   * @returns whether there is nothing in it
   */
  close(): boolean {
    this.endParagraph();
    while (this.#open.at(-1)?.implied) {
      this.#closeContainer();
    }
    return this.#closeContainer();
  }

  /** Closes a node of which only the name is known; without content it is a piece of text like any other. */
  closeUnknownNode(name: string): void {
    if (this.close()) {
      this.#parts.splice(-2);
      this.addInline({ type: 'node', name, arguments: [], style: PLAIN });
      this.endParagraph();
    }
  }

  /** The parts, once everything is closed. */
  build(): Part[] {
    this.endParagraph();
    while (this.#open.length > 0) {
      this.#closeContainer();
    }
    return this.#parts;
  }

  #openContainer(
    container: Exclude<Container, { type: 'item' | 'row' | 'cell' }>,
  ): void {
    this.endParagraph();
    this.#makePlace({ type: container.type });
    this.#push(container);
  }

  #push(container: Container, implied = false): void {
    this.#open.push({ container, implied, heading: this.#heading });
    this.#parts.push({ type: 'open', container });
    if (!implied) {
      this.#heading = undefined;
    }
  }

  #closeContainer(): boolean {
    const closed = this.#open.pop();
    if (closed?.implied === false) {
      this.#heading = closed.heading;
    }
    const isEmpty = this.#parts.at(-1)?.type === 'open';
    const type = closed?.container.type;
    if (isEmpty && (type === 'list' || type === 'table')) {
      this.#parts.pop();
    } else if (type !== undefined) {
      this.#parts.push({ type: 'close', container: type });
    }
    return isEmpty;
  }

  /** Opens and closes implied containers until what comes next may stand here. */
  #makePlace(next: Next): void {
    this.#closeImplied(next);
    for (;;) {
      const current = this.#open.at(-1)?.container;
      if (fits(current, next)) {
        return;
      }
      if (current?.type === 'list' && next.type === 'list') {
        this.#reopenItem(current);
      } else {
        this.#push(impliedIn(current, next), true);
      }
    }
  }

  /**
   * Closes implied containers down to the first in which what comes next may stand, all of them if it may stand in none, and
   * none if it may stand where we are.
   */
  #closeImplied(next: Next): void {
    while (
      !fits(this.#open.at(-1)?.container, next) &&
      this.#open.at(-1)?.implied
    ) {
      this.#closeContainer();
    }
  }

  /** Goes on with the last item of the list, or begins one. */
  #reopenItem(list: List): void {
    const last = this.#parts.at(-1);
    if (last?.type === 'close' && last.container === 'item') {
      this.#parts.pop();
      this.#open.push({
        container: { type: 'item' },
        implied: true,
        heading: this.#heading,
      });
    } else {
      this.#push(impliedIn(list, { type: 'part' }), true);
    }
  }
}

/** What comes next: `part` is everything that may stand wherever text may. */
type Next =
  | { type: 'item'; kind: ItemKind }
  | { type: Exclude<Container['type'], 'item'> | 'part' };

function fits(parent: Container | undefined, next: Next): boolean {
  switch (parent?.type) {
    case 'list':
      return next.type === 'item' && next.kind === itemKind(parent);
    case 'table':
      return next.type === 'row';
    case 'row':
      return next.type === 'cell';
    default:
      return !['item', 'row', 'cell'].includes(next.type);
  }
}

function impliedIn(parent: Container | undefined, next: Next): Container {
  switch (parent?.type) {
    case 'list':
      return {
        type: 'item',
        ...(parent.kind === 'tasks' && { state: 'TODO' }),
        ...(parent.kind === 'decisions' && { state: '' }),
      };
    case 'table':
      return { type: 'row' };
    case 'row':
      return { type: 'cell', header: false, columns: 1, rows: 1 };
    default:
      break;
  }
  if (next.type !== 'item') {
    return { type: 'table' };
  }
  return {
    type: 'list',
    kind: next.kind === 'plain' ? 'bullets' : next.kind,
  };
}

function itemKind({ kind }: List): ItemKind {
  return kind === 'tasks' || kind === 'decisions' ? kind : 'plain';
}
