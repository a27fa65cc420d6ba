import type { Mark } from '../document';
import { prose } from './resources';
import { elementsOf, textOf } from './XmlElement';
import type { XmlElement } from './XmlElement';

/**
 * Elements that only arrange what is in them, among paragraphs.
 *
 * @internal
 */
export const SECTIONS: ReadonlySet<string> = new Set([
  'ac:layout',
  'ac:layout-cell',
  'ac:layout-section',
  'ac:rich-text-body',
  'div',
  'tbody',
  'tfoot',
  'thead',
]);

/**
 * Elements that say nothing of their own, in paragraphs.
 *
 * @internal
 */
export const SPANS: ReadonlySet<string> = new Set([
  'ac:inline-comment-marker',
  'ac:link-body',
  'ac:plain-text-link-body',
  'big',
  'font',
  'small',
  'span',
]);

/**
 * What people do not read on the page.
 *
 * @internal
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'ac:parameter',
  'ac:placeholder',
  'ac:task-id',
  'ac:task-status',
  'ac:task-uuid',
  'colgroup',
]);

/**
 * Elements that say how text is meant.
 *
 * @internal
 */
export const MARKS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['del', 'deleted'],
  ['s', 'deleted'],
  ['strike', 'deleted'],
  ['u', 'underlined'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
]);

/**
 * Elements that stand in a paragraph, and show what they point to.
 *
 * @internal
 */
export const INLINE_NODES: ReadonlySet<string> = new Set([
  'ac:emoticon',
  'ac:image',
  'time',
]);

/**
 * Macros that hold code. Their other parameters say how it is shown.
 *
 * @internal
 */
export const CODE_MACROS: ReadonlySet<string> = new Set(['code', 'noformat']);

/**
 * The name of a heading, with its level.
 *
 * @internal
 */
export const HEADING = /^h([1-6])$/;

/**
 * Whether an element is a macro, in the notation of today or that of old pages.
 *
 * @internal
 */
export function isMacro({ name }: XmlElement): boolean {
  return name === 'ac:structured-macro' || name === 'ac:macro';
}

/**
 * What a macro is called.
 *
 * @internal
 */
export function macroName(macro: XmlElement): string {
  return prose(macro.attributes.get('ac:name') ?? '');
}

/**
 * The language that a macro with code names, in lower case; empty where it names none.
 *
 * @internal
 */
export function codeLanguage(parts: readonly XmlElement[]): string {
  const language = parts.find(
    part =>
      part.name === 'ac:parameter' &&
      part.attributes.get('ac:name') === 'language',
  );
  return language ? prose(textOf(language)).toLowerCase() : '';
}

/**
 * The state of a task.
 *
 * @internal
 */
export function taskState(task: XmlElement): string {
  const status = elementsOf(task).find(
    child => child.name === 'ac:task-status',
  );
  return status && prose(textOf(status)) === 'complete' ? 'DONE' : 'TODO';
}

/**
 * A number of columns, rows or the like, of which 1 needs not be said.
 *
 * @internal
 */
export function positive(value: string | undefined): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 1_000 ? number : 1;
}
