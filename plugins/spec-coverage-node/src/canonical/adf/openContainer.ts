import type { Budget, DocumentBuilder } from '../document';
import type { AdfNode } from './AdfNode';
import { readArguments } from './nodeArguments';

const MAX_NUMBER = 999_999_999;
const MAX_SPAN = 1000;

/**
 * Opens a node that contains others, if it is one of those that are known.
 *
 * @internal
 */
export function openContainer(
  builder: DocumentBuilder,
  node: AdfNode,
  budget: Budget,
): boolean {
  switch (node.type) {
    case 'blockquote':
      builder.openQuote();
      return true;
    case 'bulletList':
      builder.openList({ type: 'list', kind: 'bullets' });
      return true;
    case 'orderedList':
      builder.openList({
        type: 'list',
        kind: 'numbers',
        start: node.integer('order', 0, MAX_NUMBER) ?? 1,
      });
      return true;
    case 'taskList':
      builder.openList({ type: 'list', kind: 'tasks' });
      return true;
    case 'decisionList':
      builder.openList({ type: 'list', kind: 'decisions' });
      return true;
    case 'listItem':
      builder.openItem('plain');
      return true;
    case 'taskItem':
    case 'blockTaskItem':
      builder.openItem(
        'tasks',
        node.string('state') === 'DONE' ? 'DONE' : 'TODO',
      );
      return true;
    case 'decisionItem':
      builder.openItem('decisions', node.string('state') ?? '');
      return true;
    case 'table':
      builder.openTable();
      return true;
    case 'tableRow':
      builder.openRow();
      return true;
    case 'tableHeader':
    case 'tableCell':
      builder.openCell({
        header: node.type === 'tableHeader',
        columns: node.integer('colspan', 1, MAX_SPAN) ?? 1,
        rows: node.integer('rowspan', 1, MAX_SPAN) ?? 1,
      });
      return true;
    case 'panel':
    case 'blockCard':
    case 'embedCard':
    case 'extension':
    case 'bodiedExtension':
      builder.openNode(node.type, readArguments(node, budget));
      return true;
    case 'expand':
    case 'nestedExpand':
      // The same to who reads it: the second is what the first is called within a table.
      builder.openNode('expand', readArguments(node, budget));
      return true;
    default:
      return false;
  }
}
