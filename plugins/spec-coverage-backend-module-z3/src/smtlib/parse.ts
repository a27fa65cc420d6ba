import { ClaimError } from '../ClaimError';
import type { List, SExpression } from './ast';
import { tokenize, TokenizeOptions } from './tokenize';

/**
 * Parses an SMT-LIB 2.6 text into its S-expressions. Does not recurse.
 *
 * @throws ClaimError when the text is not SMT-LIB, is too large or nests too deep
 * @internal
 */
export function parse(text: string, options: TokenizeOptions): SExpression[] {
  const roots: SExpression[] = [];
  const open: List[] = [];
  for (const token of tokenize(text, options)) {
    const siblings = open.at(-1)?.items ?? roots;
    if (token.type === '(') {
      if (open.length >= options.limits.depth) {
        throw new ClaimError(
          `Parentheses nest deeper than the ${options.limits.depth} levels that are allowed`,
          token.line,
        );
      }
      const list: List = {
        type: 'list',
        items: [],
        line: token.line,
        endLine: token.line,
      };
      siblings.push(list);
      open.push(list);
    } else if (token.type === ')') {
      const list = open.pop();
      if (!list) {
        throw new ClaimError(
          `')' closes a parenthesis that was not opened`,
          token.line,
        );
      }
      list.endLine = token.line;
    } else {
      siblings.push({ type: token.type, text: token.text, line: token.line });
    }
  }
  if (open.length > 0) {
    throw new ClaimError(`'(' is never closed`, open[open.length - 1].line);
  }
  return roots;
}
