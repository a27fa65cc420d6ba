import { headOf, isList, isSymbol, SExpression } from '../smtlib';
import { expandLets } from './lets';

/** A function as a model gives it. */
export interface ModelFunction {
  /** Names of its parameters. */
  parameters: string[];
  body: SExpression;
}

/** A function, written as what it gives for which arguments. */
export interface FunctionCases {
  cases: Array<{
    /** The arguments; `undefined` where any will do. */
    given: Array<SExpression | undefined>;
    value: SExpression;
  }>;
  otherwise: SExpression;
}

/** Reads the functions from the solver's model: `((define-fun f ((x!0 Int)) Int …) …)`. */
export function readModel(
  model: SExpression | undefined,
): Map<string, ModelFunction> {
  const functions = new Map<string, ModelFunction>();
  for (const item of isList(model) ? model.items : []) {
    if (!isList(item) || headOf(item) !== 'define-fun') {
      continue;
    }
    const [, name, parameters, , body] = item.items;
    const expanded = body && expandLets(body);
    if (isSymbol(name) && isList(parameters) && expanded) {
      functions.set(name.text, {
        parameters: parameters.items.flatMap(pair => headOf(pair) ?? []),
        body: expanded,
      });
    }
  }
  return functions;
}

/**
 * Reads a function that tells its arguments apart one by one: `(ite (= x!0 1) 3 5)`.
 *
 * @returns `undefined` for a function that is made in another way
 */
export function readCases({
  parameters,
  body,
}: ModelFunction): FunctionCases | undefined {
  const cases: FunctionCases['cases'] = [];
  let rest = body;
  while (headOf(rest) === 'ite' && isList(rest) && rest.items.length === 4) {
    const [, condition, value, otherwise] = rest.items;
    const given = readCondition(condition, parameters);
    if (!given) {
      return undefined;
    }
    cases.push({ given, value });
    rest = otherwise;
  }
  const results = [rest, ...cases.map(({ value }) => value)];
  return results.some(result => mentionsParameter(result, parameters))
    ? undefined
    : { cases, otherwise: rest };
}

function readCondition(
  condition: SExpression,
  parameters: readonly string[],
): Array<SExpression | undefined> | undefined {
  const given = parameters.map((): SExpression | undefined => undefined);
  const equations =
    headOf(condition) === 'and' && isList(condition)
      ? condition.items.slice(1)
      : [condition];
  for (const equation of equations) {
    if (
      headOf(equation) !== '=' ||
      !isList(equation) ||
      equation.items.length !== 3
    ) {
      return undefined;
    }
    const [, left, right] = equation.items;
    const [name, value] = isParameter(left, parameters)
      ? [left, right]
      : [right, left];
    if (!isSymbol(name) || mentionsParameter(value, parameters)) {
      return undefined;
    }
    const index = parameters.indexOf(name.text);
    if (index < 0) {
      return undefined;
    }
    given[index] = value;
  }
  return given;
}

function isParameter(
  expression: SExpression,
  parameters: readonly string[],
): boolean {
  return isSymbol(expression) && parameters.includes(expression.text);
}

function mentionsParameter(
  expression: SExpression,
  parameters: readonly string[],
): boolean {
  return isList(expression)
    ? expression.items.some(item => mentionsParameter(item, parameters))
    : isParameter(expression, parameters);
}
