import type { Block, Inline } from '../markdown/blocks';

/** The check lists of a document, by the indexes of its blocks. */
export interface Tasks {
  /** The lists in which each item is a task. */
  lists: ReadonlySet<number>;
  /** The states of their items. */
  states: ReadonlyMap<number, 'DONE' | 'TODO'>;
  /** What their paragraphs say behind the boxes. */
  contents: ReadonlyMap<number, Inline[]>;
}

interface OpenList {
  index: number;
  ordered: boolean;
  items: number;
  tasks: Task[];
}

interface Task {
  item: number;
  state: 'DONE' | 'TODO';
  paragraph: number;
  content: Inline[];
}

const TASK = /^\[([ xX])\] /;

/**
 * Finds check lists: `- [x] done`. A list in which an item has no box is none, since its boxes are text.
 *
 * @internal
 */
export function readTasks(blocks: readonly Block[]): Tasks {
  const lists = new Set<number>();
  const states = new Map<number, 'DONE' | 'TODO'>();
  const contents = new Map<number, Inline[]>();
  const open: OpenList[] = [];
  for (const [index, block] of blocks.entries()) {
    const list = open.at(-1);
    if (block.type === 'open' && block.container === 'list') {
      open.push({ index, ordered: block.ordered, items: 0, tasks: [] });
    } else if (block.type === 'open' && block.container === 'item' && list) {
      list.items += 1;
      list.tasks.push(...readTask(blocks[index + 1], index));
    } else if (block.type === 'close' && block.container === 'list' && list) {
      open.pop();
      if (list.ordered || list.items > list.tasks.length) {
        continue;
      }
      lists.add(list.index);
      for (const { item, state, paragraph, content } of list.tasks) {
        states.set(item, state);
        contents.set(paragraph, content);
      }
    }
  }
  return { lists, states, contents };
}

/** The task that an item is, or nothing. */
function readTask(block: Block | undefined, item: number): Task[] {
  const [first, ...rest] = block?.type === 'paragraph' ? block.content : [];
  const match = first?.type === 'text' ? TASK.exec(first.value) : null;
  return first?.type === 'text' && match
    ? [
        {
          item,
          state: match[1] === ' ' ? 'TODO' : 'DONE',
          paragraph: item + 1,
          content: [
            { type: 'text', value: first.value.slice(match[0].length) },
            ...rest,
          ],
        },
      ]
    : [];
}
