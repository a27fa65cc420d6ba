import { isList, isSymbol, List, SExpression } from '../smtlib';

/** Shared parts of a value can make it grow without bounds when they are written out. */
const MAX_PARTS = 20_000;

/**
 * Writes out what a value of the solver shares by `let`.
 *
 * @returns `undefined` when the value is too large to be shown
 */
export function expandLets(value: SExpression): SExpression | undefined {
  let parts = 0;
  const expand = (
    expression: SExpression,
    names: ReadonlyMap<string, SExpression>,
  ): SExpression | undefined => {
    parts += 1;
    if (parts > MAX_PARTS) {
      return undefined;
    }
    if (!isList(expression)) {
      const shared = isSymbol(expression) && names.get(expression.text);
      return shared ? expand(shared, new Map()) : expression;
    }
    const [head, bindings, body] = expression.items;
    if (isSymbol(head, 'let') && isList(bindings) && body) {
      const inner = new Map(names);
      for (const binding of bindings.items) {
        if (isList(binding) && isSymbol(binding.items[0])) {
          const bound = expand(binding.items[1], names);
          if (!bound) {
            return undefined;
          }
          inner.set(binding.items[0].text, bound);
        }
      }
      return expand(body, inner);
    }
    const items: SExpression[] = [];
    for (const item of expression.items) {
      const expanded = expand(item, names);
      if (!expanded) {
        return undefined;
      }
      items.push(expanded);
    }
    const list: List = { ...expression, items };
    return list;
  };
  return expand(value, new Map());
}
