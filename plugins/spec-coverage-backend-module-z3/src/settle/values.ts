import type { Constructor } from '../claim';
import { headOf, isList, isSymbol, List, print, SExpression } from '../smtlib';
import { ModelFunction, readCases } from './functions';
import { formatNumber } from './numbers';

/** What the values of a counterexample refer to. */
export interface ValueContext {
  constructors: ReadonlyMap<string, Constructor>;
  /** The functions of the model, by their names. */
  functions: ReadonlyMap<string, ModelFunction>;
}

/** Writes a value for people; what it does not know is left in SMT-LIB. */
export function formatValue(value: SExpression, context: ValueContext): string {
  return (
    formatNumber(value) ??
    formatSymbol(value) ??
    formatSequence(value, context) ??
    (isList(value) ? formatList(value, context) : print(value))
  );
}

/**
 * Writes a value on its own, where arrays need no braces.
 */
export function formatWhole(value: SExpression, context: ValueContext): string {
  return formatArray(value, context) ?? formatValue(value, context);
}

/**
 * Writes what a function gives for which arguments: `f(0) = 5, otherwise 3`.
 *
 * @param name - what stands in front of the arguments
 * @param brackets - what stands around them
 */
export function formatFunction(
  name: string,
  definition: ModelFunction,
  context: ValueContext,
  [open, close]: readonly [string, string] = ['(', ')'],
): string {
  const read = readCases(definition);
  if (!read) {
    const parameters = definition.parameters.join(', ');
    return `${name}${open}${parameters}${close} = ${print(definition.body)}`;
  }
  return formatCases(
    read.cases.map(({ given, value }) => ({
      key: `${name}${open}${given
        .map(item => (item ? formatValue(item, context) : 'any'))
        .join(', ')}${close}`,
      value,
    })),
    formatValue(read.otherwise, context),
    context,
  );
}

function formatSymbol(value: SExpression): string | undefined {
  if (!isSymbol(value)) {
    return undefined;
  }
  const element = /^(.+)!val!(\d+)$/.exec(value.text);
  return element ? `${element[1]}#${element[2]}` : print(value);
}

function formatList(value: List, context: ValueContext): string {
  const array = formatArray(value, context);
  if (array !== undefined) {
    return `{${array}}`;
  }
  const [head, ...rest] = value.items;
  // `(as nil (List Int))`, and `((as cons (List Int)) …)`: a constructor with its sort.
  const name = isSymbol(head)
    ? head
    : isList(head) && isSymbol(head.items[0], 'as') && head.items[1];
  if (isSymbol(head, 'as') && rest[0]) {
    return formatValue(rest[0], context);
  }
  if (!name || !isSymbol(name)) {
    return print(value);
  }
  const constructor = context.constructors.get(name.text);
  if (!constructor) {
    return print(value);
  }
  const fields = rest.map((field, index) => {
    const selector = constructor.selectors[index];
    return `${selector} = ${formatValue(field, context)}`;
  });
  return `${name.text}(${fields.join(', ')})`;
}

function formatSequence(
  value: SExpression,
  context: ValueContext,
): string | undefined {
  const elements = elementsOf(value);
  return (
    elements &&
    `[${elements.map(item => formatValue(item, context)).join(', ')}]`
  );
}

function elementsOf(value: SExpression): SExpression[] | undefined {
  if (!isList(value)) {
    return undefined;
  }
  const [head, ...rest] = value.items;
  if (isSymbol(head, 'as') && isSymbol(rest[0], 'seq.empty')) {
    return [];
  }
  if (isSymbol(head, 'seq.unit')) {
    return rest;
  }
  if (!isSymbol(head, 'seq.++')) {
    return undefined;
  }
  const parts = rest.map(elementsOf);
  return parts.every(part => part !== undefined)
    ? parts.flatMap(part => part ?? [])
    : undefined;
}

function formatArray(
  value: SExpression,
  context: ValueContext,
): string | undefined {
  const stored: Array<{ key: string; value: SExpression }> = [];
  const seen = new Set<string>();
  let rest = value;
  while (
    isList(rest) &&
    isSymbol(rest.items[0], 'store') &&
    rest.items.length >= 4
  ) {
    const indices = rest.items.slice(2, -1);
    const key = `[${indices
      .map(item => formatValue(item, context))
      .join(', ')}]`;
    if (!seen.has(key)) {
      seen.add(key);
      stored.unshift({ key, value: rest.items[rest.items.length - 1] });
    }
    rest = rest.items[1];
  }
  if (!isList(rest)) {
    return undefined;
  }
  const [head, first, second] = rest.items;
  if (
    isList(head) &&
    isSymbol(head.items[0], 'as') &&
    isSymbol(head.items[1], 'const')
  ) {
    return formatCases(stored, formatValue(first, context), context);
  }
  const inner = functionOf(head, first, second, context);
  if (!inner) {
    return undefined;
  }
  const cases = formatFunction('', inner, context, ['[', ']']);
  return stored.length > 0
    ? `${formatCases(stored, undefined, context)}, otherwise ${cases}`
    : cases;
}

function functionOf(
  head: SExpression,
  first: SExpression | undefined,
  second: SExpression | undefined,
  context: ValueContext,
): ModelFunction | undefined {
  if (isSymbol(head, 'lambda') && isList(first) && second) {
    return {
      parameters: first.items.flatMap(item => headOf(item) ?? []),
      body: second,
    };
  }
  if (isSymbol(head, '_') && isSymbol(first, 'as-array') && isSymbol(second)) {
    return context.functions.get(second.text);
  }
  return undefined;
}

function formatCases(
  cases: ReadonlyArray<{ key: string; value: SExpression }>,
  otherwise: string | undefined,
  context: ValueContext,
): string {
  const written = cases.map(
    ({ key, value }) => `${key} = ${formatValue(value, context)}`,
  );
  if (otherwise !== undefined) {
    written.push(
      written.length > 0 ? `otherwise ${otherwise}` : `always ${otherwise}`,
    );
  }
  return written.join(', ');
}
