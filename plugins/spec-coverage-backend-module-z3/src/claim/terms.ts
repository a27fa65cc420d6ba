import { ClaimError } from '../ClaimError';
import { Atom, headOf, isList, isSymbol, SExpression, walk } from '../smtlib';
import type { IntroducedName } from './types';

/** Words that begin a term with bound variables: `(forall ((x Int)) …)`. */
const BINDERS: ReadonlySet<string> = new Set([
  'let',
  'forall',
  'exists',
  'lambda',
]);

/**
 * Words that Z3 takes within a term and SMT-LIB does not have. `choice` makes Z3 5.2 read memory that is not its own, after
 * which none of its answers can be relied on; `root-obj` is for its own output.
 */
const FOREIGN: ReadonlySet<string> = new Set(['choice', 'root-obj']);

/**
 * Refuses attributes of terms other than `:pattern`, and words that are not SMT-LIB. `:named` introduces a name in the
 * midst of a term, and other attributes are orders to the solver, not part of what is claimed.
 */
export function refuseForeign(term: SExpression) {
  for (const expression of walk(term)) {
    if (isSymbol(expression) && FOREIGN.has(expression.text)) {
      throw new ClaimError(
        `'${expression.text}' is not allowed in a claim`,
        expression.line,
      );
    }
    if (expression.type === 'keyword' && expression.text !== ':pattern') {
      throw new ClaimError(
        `The attribute '${expression.text}' is not allowed in a claim; only :pattern is`,
        expression.line,
      );
    }
  }
}

/**
 * The names that `let`, quantifiers, `lambda` and `match` bind within a term.
 *
 * @param constructors - tells which symbols of a pattern are no variables
 */
export function* boundNames(
  term: SExpression,
  constructors: { has(name: string): boolean },
): Generator<IntroducedName> {
  for (const expression of walk(term)) {
    if (!isList(expression)) {
      continue;
    }
    const head = headOf(expression);
    if (head !== undefined && BINDERS.has(head)) {
      yield* namesOfPairs(expression.items[1]);
    } else if (head === 'match' && isList(expression.items[2])) {
      for (const matchCase of expression.items[2].items) {
        const pattern = isList(matchCase) ? matchCase.items[0] : undefined;
        for (const variable of pattern
          ? patternVariables(pattern, constructors)
          : []) {
          yield { name: variable.text, line: variable.line };
        }
      }
    }
  }
}

function namesOfPairs(pairs: SExpression | undefined): IntroducedName[] {
  const names = (isList(pairs) ? pairs.items : []).flatMap(pair => {
    const name = isList(pair) ? pair.items[0] : undefined;
    return isSymbol(name) ? [{ name: name.text, line: name.line }] : [];
  });
  refuseTwice(names);
  return names;
}

/** Refuses two variables of one name side by side, of which Z3 would forget the first. */
export function refuseTwice(names: readonly IntroducedName[]) {
  const seen = new Set<string>();
  for (const { name, line } of names) {
    if (seen.has(name)) {
      throw new ClaimError(`The variable '${name}' is there twice`, line);
    }
    seen.add(name);
  }
}

/**
 * The variables of a pattern of `match`: `h` and `t` in `(cons h t)`. A name on its own is a variable unless it is a
 * constructor; within a pattern each is one, whatever it means elsewhere.
 */
export function patternVariables(
  pattern: SExpression,
  constructors: { has(name: string): boolean },
): Atom[] {
  if (isList(pattern)) {
    return pattern.items
      .slice(1)
      .filter((item): item is Atom => isSymbol(item));
  }
  return isSymbol(pattern) && !constructors.has(pattern.text) ? [pattern] : [];
}
