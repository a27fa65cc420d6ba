import { canonicalJson } from '../text';
import type { Argument } from './parts';

const NAME = /^[a-z]\w*$/i;
const WORD = /^[\w.:/@%+=#?&,;!$~-]+$/;

/**
 * Writes what Markdown has no notation for: `[[status "in progress"]]`. The name and what is said of it are words where they
 * can be, and JSON everywhere else, so that none can pass for another.
 *
 * @internal
 */
export function writeNode(
  name: string,
  nodeArguments: readonly Argument[] = [],
): string {
  return `[[${[writeName(name), ...nodeArguments.map(writeArgument)].join(
    ' ',
  )}]]`;
}

/**
 * Writes where the pieces of text begin that stand in a node, and where they end: `[[name:]]text[[/name]]`.
 *
 * @internal
 */
export function writeNodeEnds(name: string): { open: string; close: string } {
  return {
    open: `[[${writeName(name)}:]]`,
    close: `[[/${writeName(name)}]]`,
  };
}

/**
 * Writes the language of a code block, or the address of a link.
 *
 * @internal
 */
export function writeWord(word: string): string {
  return WORD.test(word) ? word : JSON.stringify(word).replace(/`/g, '\\u0060');
}

function writeName(name: string): string {
  return NAME.test(name) ? name : JSON.stringify(name);
}

function writeArgument(argument: Argument): string {
  return typeof argument === 'string'
    ? writeWord(argument)
    : canonicalJson(argument);
}
