/**
 * An element of a document in Confluence's storage format.
 *
 * @internal
 */
export interface XmlElement {
  /** With its prefix, as it is written: `ac:structured-macro`. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
}

/** @internal */
export type XmlNode = XmlElement | string;

/** @internal */
export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/**
 * The elements right in another one.
 *
 * @internal
 */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter(isElement);
}

/**
 * All text in an element, character for character.
 *
 * @internal
 */
export function textOf(node: XmlNode): string {
  return isElement(node) ? node.children.map(textOf).join('') : node;
}
