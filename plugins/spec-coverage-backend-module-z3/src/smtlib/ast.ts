/**
 * The kinds of the smallest parts of a text in SMT-LIB 2.6, section 3.1 of the standard
 * (https://smt-lib.org/papers/smt-lib-reference-v2.6-r2021-05-12.pdf).
 *
 * @internal
 */
export type AtomType =
  | 'symbol'
  | 'keyword'
  | 'numeral'
  | 'decimal'
  | 'hexadecimal'
  | 'binary'
  | 'string';

/**
 * A symbol, keyword or constant.
 *
 * @internal
 */
export interface Atom {
  type: AtomType;
  /**
   * What it says: a symbol without its bars, since `|x|` and `x` are one symbol, and a string without its quotes; all
   * else as it is written.
   */
  text: string;
  /** Line of the text, the first is 1. */
  line: number;
}

/**
 * A list in parentheses.
 *
 * @internal
 */
export interface List {
  type: 'list';
  items: SExpression[];
  /** Line of the opening parenthesis. */
  line: number;
  /** Line of the closing parenthesis. */
  endLine: number;
}

/**
 * An S-expression.
 *
 * @internal
 */
export type SExpression = Atom | List;

/** Whether an expression is a list. */
export function isList(
  expression: SExpression | undefined,
): expression is List {
  return expression?.type === 'list';
}

/** Whether an expression is a symbol, and this one if a name is given. */
export function isSymbol(
  expression: SExpression | undefined,
  name?: string,
): expression is Atom {
  return (
    expression?.type === 'symbol' &&
    (name === undefined || expression.text === name)
  );
}

/** The symbol at the head of a list, `f` in `(f x)`; `undefined` for anything else. */
export function headOf(expression: SExpression): string | undefined {
  if (!isList(expression)) {
    return undefined;
  }
  const head = expression.items[0];
  return isSymbol(head) ? head.text : undefined;
}

/** An expression and all that is in it, from left to right. Does not recurse, so no nesting is too deep for it. */
export function* walk(root: SExpression): Generator<SExpression> {
  const open: SExpression[] = [root];
  for (
    let expression = open.pop();
    expression !== undefined;
    expression = open.pop()
  ) {
    yield expression;
    if (isList(expression)) {
      for (let index = expression.items.length - 1; index >= 0; index--) {
        open.push(expression.items[index]);
      }
    }
  }
}

/** Whether any of the symbols stands anywhere in an expression. */
export function mentions(
  root: SExpression,
  names: { has(name: string): boolean },
): boolean {
  for (const expression of walk(root)) {
    if (isSymbol(expression) && names.has(expression.text)) {
      return true;
    }
  }
  return false;
}
