import { styleOf } from '../document';
import type { Budget, Mark, Style } from '../document';
import { AdfNode } from './AdfNode';

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['strike', 'deleted'],
  ['underline', 'underlined'],
]);

/**
 * What the marks of a node say. Colours, alignment, annotations (comments in the margin) and marks that are not known say
 * nothing.
 *
 * @internal
 */
export function readMarks(
  node: AdfNode,
  budget: Budget,
): { style: Style; isCode: boolean } {
  const marks = new Set<Mark>();
  let link: string | undefined;
  let isCode = false;
  for (const json of node.marks) {
    budget.takeNode(0);
    const mark = new AdfNode(json, budget);
    if (mark.type === 'subsup') {
      const kind = mark.string('type');
      if (kind === 'sub' || kind === 'sup') {
        marks.add(kind === 'sub' ? 'subscript' : 'superscript');
      }
    } else if (mark.type === 'link') {
      link ??= mark.string('href')?.normalize('NFC');
    } else if (mark.type === 'code') {
      isCode = true;
    } else {
      const known = MARKS.get(mark.type);
      if (known) {
        marks.add(known);
      }
    }
  }
  return { style: styleOf(marks, link), isCode };
}
