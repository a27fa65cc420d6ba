import type { Argument } from '../document';
import { normalizeProse } from '../text';
import { elementsOf, textOf } from './XmlElement';
import type { XmlElement } from './XmlElement';

/**
 * Attributes that Confluence sets by itself, or that say only how something looks. All others count.
 */
const VOLATILE: ReadonlySet<string> = new Set([
  'ac:align',
  'ac:border',
  'ac:class',
  'ac:custom-width',
  'ac:height',
  'ac:layout',
  'ac:local-id',
  'ac:macro-id',
  'ac:original-height',
  'ac:original-width',
  'ac:schema-version',
  'ac:style',
  'ac:thumbnail',
  'ac:width',
  'class',
  'local-id',
  'ri:version-at-save',
  'style',
]);
const VOLATILE_PREFIX = /^(?:data-|ac:breakout-)/;

/**
 * The attributes of an element that say something, in the order of their names.
 *
 * @internal
 */
export function attributesOf(element: XmlElement): Argument[] {
  const entries = [...element.attributes]
    .filter(([name]) => !VOLATILE.has(name) && !VOLATILE_PREFIX.test(name))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => [name, prose(value)]);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

/**
 * What an element points to: a page, a user, a file, an address, with its name and what identifies it.
 *
 * @internal
 */
export function resourcesOf(element: XmlElement): Argument[] {
  return elementsOf(element)
    .filter(child => child.name.startsWith('ri:'))
    .flatMap(child => [
      child.name.slice('ri:'.length),
      ...attributesOf(child),
      ...resourcesOf(child),
    ]);
}

/**
 * The parameters of a macro, in the order of their names. What points to something is told by what it points to.
 *
 * @param leaveOut - names that do not count
 * @internal
 */
export function parametersOf(
  macro: XmlElement,
  leaveOut: ReadonlySet<string> = new Set(),
): Argument[] {
  const entries = elementsOf(macro)
    .filter(child => child.name === 'ac:parameter')
    .map((child): [string, Argument[]] => [
      child.attributes.get('ac:name') ?? '',
      [...resourcesOf(child), prose(textOf(child))].filter(
        value => value !== '',
      ),
    ])
    .filter(([name, values]) => !leaveOut.has(name) && values.length > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

/** @internal */
export function prose(text: string): string {
  return normalizeProse(text).trim();
}
