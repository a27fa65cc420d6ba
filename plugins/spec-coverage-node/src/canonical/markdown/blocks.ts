/**
 * A piece of text within a paragraph, heading or table cell. Marks and links are opened and closed by pieces of their
 * own, so that no nesting, however deep, needs a deep stack.
 *
 * @internal
 */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'mark'; mark: Mark; open: boolean }
  | { type: 'code'; value: string }
  | { type: 'html'; value: string }
  | { type: 'break' }
  | { type: 'link'; open: true; url: string; title: string }
  | { type: 'link'; open: false }
  | { type: 'image'; url: string; title: string; alt: string };

/** @internal */
export type Mark = 'emphasis' | 'strong' | 'deleted';

/**
 * A part of a document. Quotes, lists and their items are opened and closed by parts of their own.
 *
 * Fields that are only for messages, and not what the document says, are in `at`.
 *
 * @internal
 */
export type Block =
  | { type: 'open'; container: 'quote' | 'item' }
  | { type: 'open'; container: 'list'; ordered: boolean; start: number }
  | { type: 'close'; container: Container }
  | { type: 'paragraph'; content: Inline[]; at: Position }
  | { type: 'heading'; depth: number; content: Inline[] }
  | { type: 'code'; info: string; value: string; at: Position }
  | { type: 'html'; value: string }
  | { type: 'rule' }
  | { type: 'table'; align: Alignment[]; rows: Inline[][][] };

/** @internal */
export type Container = 'quote' | 'list' | 'item';

/** @internal */
export type Alignment = 'left' | 'center' | 'right' | 'none';

/**
 * Where a part begins; the document's first line is 1.
 *
 * @internal
 */
export interface Position {
  line: number;
}
