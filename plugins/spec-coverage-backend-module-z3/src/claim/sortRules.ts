import { ClaimError } from '../ClaimError';
import { isList, isSymbol, List, SExpression } from '../smtlib';

/** A sort; `undefined` where it is not known here. */
export type Sort = SExpression | undefined;

export const [INT, REAL, BOOL] = ['Int', 'Real', 'Bool'].map(
  (text): SExpression => ({ type: 'symbol', text, line: 1 }),
);

function is(sort: Sort, other: SExpression): boolean {
  return isSymbol(sort) && isSymbol(other, sort.text);
}

/** The sort of what can be any of several: Real when one of them is, and unknown when one is unknown. */
export function joined(sorts: readonly Sort[]): Sort {
  if (sorts.some(sort => sort === undefined)) {
    return undefined;
  }
  return sorts.find(sort => is(sort, REAL)) ?? sorts[0];
}

/** Refuses an argument that Z3 would round down, or take for a number. */
export function expectFits(
  name: string,
  given: Sort,
  expected: Sort,
  term: List,
  index: number,
) {
  const { line } = term.items[index + 1] ?? term;
  if (expected && is(expected, INT) && is(given, REAL)) {
    throw new ClaimError(
      `Wrong sort: a Real is given to '${name}' where an Int is expected, and Z3 would round it down unseen; write (to_int …) if that is meant`,
      line,
    );
  }
  if (
    expected &&
    (is(expected, INT) || is(expected, REAL)) &&
    is(given, BOOL)
  ) {
    throw notANumber(name, line);
  }
}

/** Refuses a truth where numbers are expected. */
export function expectNumbers(
  name: string,
  sorts: readonly Sort[],
  term: List,
) {
  sorts.forEach((sort, index) => expectFits(name, sort, REAL, term, index));
}

/** Refuses truths and numbers side by side. */
export function expectAlike(name: string, sorts: readonly Sort[], term: List) {
  if (
    sorts.some(sort => is(sort, BOOL)) &&
    sorts.some(sort => is(sort, INT) || is(sort, REAL))
  ) {
    throw new ClaimError(
      `Wrong sort: '${name}' is given both a Bool and a number`,
      term.line,
    );
  }
}

/**
 * Checks the arguments of `select` or `store`.
 *
 * @returns the sorts of the array's indices, and the sort of its values at the end; `undefined` when they are not known
 */
export function arrayParts(
  name: string,
  [array, ...others]: Sort[],
  term: List,
): SExpression[] | undefined {
  if (!isList(array) || !isSymbol(array.items[0], 'Array')) {
    return undefined;
  }
  const parts = array.items.slice(1);
  others.forEach((sort, index) =>
    expectFits(name, sort, parts[index], term, index + 1),
  );
  return parts;
}

function notANumber(name: string, line: number): ClaimError {
  return new ClaimError(
    `Wrong sort: a Bool is given to '${name}' where a number is expected`,
    line,
  );
}
