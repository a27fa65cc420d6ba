import { headOf, isList, SExpression } from '../smtlib';
import { patternVariables } from './terms';

/** Which names mean a parameter, or a part of one, at a place within a definition. */
export interface Scope {
  /** Names that still mean a parameter, with its index. */
  parameters: ReadonlyMap<string, number>;
  /** Names that mean a part of a parameter, with the parameter's index. */
  parts: ReadonlyMap<string, number>;
}

/** The names that `let` or a quantifier binds: the heads of its pairs. */
export function namesOf(pairs: SExpression[]): string[] {
  return pairs.flatMap(pair => headOf(pair) ?? []);
}

/** The scope in which some names have got another meaning. */
export function without(scope: Scope, names: string[]): Scope {
  const parameters = new Map(scope.parameters);
  const parts = new Map(scope.parts);
  for (const name of names) {
    parameters.delete(name);
    parts.delete(name);
  }
  return { parameters, parts };
}

/**
 * The scope of one case of `match`.
 *
 * @param root - the parameter that is matched, or a part of which is
 */
export function inCase(
  scope: Scope,
  pattern: SExpression,
  root: number | undefined,
  constructors: { has(name: string): boolean },
): Scope {
  const variables = patternVariables(pattern, constructors).map(
    ({ text }) => text,
  );
  const inner = without(scope, variables);
  if (root === undefined || !isList(pattern)) {
    return inner;
  }
  const parts = new Map(inner.parts);
  variables.forEach(variable => parts.set(variable, root));
  return { ...inner, parts };
}
