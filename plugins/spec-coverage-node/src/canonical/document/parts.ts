import type { JsonObject } from '@backstage/types';

/**
 * A document of an editor for rich text (ADF, Confluence's storage format) as a flat list of parts. What contains others is
 * opened and closed by parts of its own. Marks of text are a set, as in these editors, and not nested, as in Markdown.
 *
 * @internal
 */
export type Part =
  | { type: 'open'; container: Container }
  | { type: 'close'; container: Container['type'] }
  | { type: 'paragraph'; content: Inline[] }
  | { type: 'heading'; level: number; content: Inline[] }
  | { type: 'code'; language: string; value: string }
  | { type: 'rule' };

/**
 * A part that contains others.
 *
 * - `list` contains only `item`, and has at least one; the items of a list of tasks or decisions have a `state`
 * - `table` contains only `row`, and has at least one; `row` contains only `cell`
 * - `node` is everything that Markdown has no notation for, such as a panel
 *
 * @internal
 */
export type Container =
  | { type: 'quote' }
  | { type: 'list'; kind: 'bullets' | 'tasks' | 'decisions' }
  | { type: 'list'; kind: 'numbers'; start: number }
  | { type: 'item'; state?: string }
  | { type: 'table' }
  | { type: 'row' }
  | { type: 'cell'; header: boolean; columns: number; rows: number }
  | { type: 'node'; name: string; arguments: Argument[] };

/**
 * What is said of a node behind its name.
 *
 * @internal
 */
export type Argument = string | JsonObject;

/**
 * A piece of a paragraph or heading. `open` and `close` stand around pieces of which only the vendor knows what they are.
 *
 * @internal
 */
export type Inline =
  | { type: 'text'; value: string; style: Style }
  | { type: 'code'; value: string; style: Style }
  | { type: 'break'; style: Style }
  | { type: 'node'; name: string; arguments: Argument[]; style: Style }
  | { type: 'open' | 'close'; name: string; style: Style };

/** @internal */
export type Mark =
  | 'strong'
  | 'emphasis'
  | 'deleted'
  | 'underlined'
  | 'subscript'
  | 'superscript';

/**
 * How a piece of text looks, as far as it matters.
 *
 * @internal
 */
export interface Style {
  /** Each at most once, in the order of `MARKS`. */
  marks: readonly Mark[];
  /** The address of the link that the piece is part of. */
  link?: string;
}

/**
 * All marks in the order in which they are written, from the outermost.
 *
 * @internal
 */
export const MARKS: readonly Mark[] = [
  'strong',
  'emphasis',
  'deleted',
  'underlined',
  'subscript',
  'superscript',
];

/** @internal */
export const PLAIN: Style = { marks: [] };
