import { ClaimError } from '../ClaimError';
import { Atom, isList, isSymbol, List, SExpression } from '../smtlib';
import type { Parameter } from './types';

/** Checks the number of a command's arguments, and gives them. */
export function argumentsOf(
  list: List,
  minimum: number,
  usage: string,
  maximum = minimum,
): SExpression[] {
  const given = list.items.slice(1);
  if (given.length < minimum || given.length > maximum) {
    throw new ClaimError(`Expected ${usage}`, list.line);
  }
  return given;
}

/** Takes an expression for a symbol. */
export function symbolOf(expression: SExpression, what: string): Atom {
  if (!isSymbol(expression)) {
    throw new ClaimError(`Expected ${what}`, expression.line);
  }
  return expression;
}

/** Takes an expression for a list. */
export function listOf(expression: SExpression, what: string): List {
  if (!isList(expression)) {
    throw new ClaimError(`Expected ${what} in parentheses`, expression.line);
  }
  return expression;
}

/** Reads the parameters of a definition: `((x Int) (y Int))`. */
export function parametersOf(
  expression: SExpression,
): Array<Parameter & { line: number }> {
  return listOf(expression, 'parameters').items.map(item => {
    const pair = listOf(item, 'a parameter and its sort');
    if (pair.items.length !== 2) {
      throw new ClaimError('Expected a parameter and its sort', pair.line);
    }
    const name = symbolOf(pair.items[0], 'the name of a parameter');
    return { name: name.text, sort: pair.items[1], line: name.line };
  });
}
