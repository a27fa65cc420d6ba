import { ClaimError } from '../ClaimError';
import { Atom, isList, isSymbol, SExpression } from '../smtlib';
import { listOf, symbolOf } from './shape';
import type { Introduction } from './types';

/**
 * Reads the constructors of a datatype: `((nil) (cons (head Int) (tail L)))`, or the same within `(par (T) …)`.
 *
 * @param into - takes the names
 */
export function readDatatype(expression: SExpression, into: Introduction) {
  const declaration = listOf(expression, 'the constructors of a datatype');
  if (isSymbol(declaration.items[0], 'par')) {
    if (declaration.items.length !== 3) {
      throw new ClaimError(
        'Expected (par (<parameters>) (<constructors>))',
        declaration.line,
      );
    }
    for (const item of listOf(declaration.items[1], 'sort parameters').items) {
      const parameter = symbolOf(item, 'the name of a sort parameter');
      into.bound.push({ name: parameter.text, line: parameter.line });
    }
    readConstructors(declaration.items[2], into, false);
  } else {
    readConstructors(declaration, into, true);
  }
}

function readConstructors(
  expression: SExpression,
  into: Introduction,
  sortsAreKnown: boolean,
) {
  const constructors = listOf(expression, 'the constructors of a datatype');
  if (constructors.items.length === 0) {
    throw new ClaimError(
      'A datatype needs at least one constructor',
      constructors.line,
    );
  }
  for (const item of constructors.items) {
    const parts = isList(item) ? item.items : [item];
    if (parts.length === 0) {
      throw new ClaimError('A constructor needs a name', item.line);
    }
    const name = symbolOf(parts[0], 'the name of a constructor');
    const selectors = parts.slice(1).map(readSelector);
    into.functions.push(
      nameOf(name),
      ...selectors.map(selector => nameOf(selector.name)),
    );
    // Z3 makes this function of its own accord.
    into.functions.push({ name: `is-${name.text}`, line: name.line });
    into.constructors.push({
      name: name.text,
      selectors: selectors.map(selector => selector.name.text),
      sorts: selectors.map(({ sort }) => (sortsAreKnown ? sort : undefined)),
    });
  }
}

function readSelector(expression: SExpression): {
  name: Atom;
  sort: SExpression;
} {
  const selector = listOf(expression, 'a selector and its sort');
  if (selector.items.length !== 2) {
    throw new ClaimError('Expected a selector and its sort', selector.line);
  }
  return {
    name: symbolOf(selector.items[0], 'the name of a selector'),
    sort: selector.items[1],
  };
}

function nameOf(atom: Atom) {
  return { name: atom.text, line: atom.line };
}
