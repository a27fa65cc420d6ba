import type { CounterexampleValue } from '@proofline/backstage-plugin-spec-coverage-common';
import { Claim, DeclaredFunction, INVARIANT } from '../claim';
import {
  ANSWER_LIMITS,
  isList,
  isSymbol,
  mentions,
  parse,
  print,
  printSymbol,
  SExpression,
} from '../smtlib';
import { truncate } from '../text';
import { ModelFunction, readModel } from './functions';
import { expandLets } from './lets';
import { cannotBeShown, SolverSession } from './session';
import { formatFunction, formatWhole, ValueContext } from './values';

/** The longest value that is shown, in characters. */
const MAX_VALUE = 500;
const TOO_LARGE = 'too large to be shown';
/** How many values are shown. */
const MAX_VALUES = 100;
const IRRATIONAL: ReadonlySet<string> = new Set(['root-obj']);
const FUNCTION_VALUE: ReadonlySet<string> = new Set(['as-array']);

/**
 * Whether the solver's model really refutes the claim: `false` when `invariant` holds in it. A claim with a quantifier
 * may have no plain value in a model, and is believed to be refuted.
 *
 * @param session - after `sat`
 */
export async function modelRefutes(session: SolverSession): Promise<boolean> {
  const [answer] = await session.run([`(get-value (${INVARIANT}))`]);
  return !/^\(\(invariant true\)\)\s*$/.test(answer);
}

/**
 * Reads the values that refute a claim, in the order in which the document declares them; then those of the constants
 * that it defines.
 *
 * @param session - after `sat`
 */
export async function readCounterexample(
  claim: Claim,
  session: SolverSession,
): Promise<CounterexampleValue[]> {
  const constants = [
    ...claim.declared.filter(({ argumentSorts }) => argumentSorts.length === 0),
    ...claim.definedConstants,
  ].slice(0, MAX_VALUES);
  const values = await valuesOf(constants, session);
  const context: ValueContext = {
    constructors: claim.constructors,
    functions: await functionsOf(claim, values, session),
  };
  return [...claim.declared, ...claim.definedConstants]
    .slice(0, MAX_VALUES)
    .map(declared => ({
      name: declared.name,
      sort: sortOf(declared),
      value: truncate(
        declared.argumentSorts.length > 0
          ? formatDeclared(declared, context)
          : formatConstant(values.get(declared.name), context),
        MAX_VALUE,
      ),
    }));
}

function formatDeclared(
  { name }: DeclaredFunction,
  context: ValueContext,
): string {
  const definition = context.functions.get(name);
  return definition ? formatFunction(name, definition, context) : TOO_LARGE;
}

function formatConstant(
  value: SExpression | undefined,
  context: ValueContext,
): string {
  const expanded = value && expandLets(value);
  return expanded ? formatWhole(expanded, context) : TOO_LARGE;
}

/**
 * Reads the functions of the solver's model. It writes out all definitions of the claim with them, which can take much
 * longer than to settle the claim; so it is asked only where there are functions, and after all else.
 */
async function functionsOf(
  claim: Claim,
  values: ReadonlyMap<string, SExpression>,
  session: SolverSession,
): Promise<ReadonlyMap<string, ModelFunction>> {
  const needed =
    claim.declared.some(({ argumentSorts }) => argumentSorts.length > 0) ||
    [...values.values()].some(value => mentions(value, FUNCTION_VALUE));
  if (!needed) {
    return new Map();
  }
  try {
    const [model] = await session.run(['(get-model)']);
    return readModel(readAnswer(model)[0]);
  } catch (error) {
    if (cannotBeShown(error)) {
      return new Map();
    }
    throw error;
  }
}

async function valuesOf(
  constants: readonly DeclaredFunction[],
  session: SolverSession,
): Promise<Map<string, SExpression>> {
  const values = await askFor(
    constants.map(({ name }) => name),
    session,
  );
  const irrational = [...values].flatMap(([name, value]) =>
    mentions(value, IRRATIONAL) ? [name] : [],
  );
  if (irrational.length > 0) {
    // Z3 gives such a number as the root of a polynomial; people want to know how large it is.
    await session.run(['(set-option :pp.decimal true)']);
    for (const [name, value] of await askFor(irrational, session)) {
      values.set(name, value);
    }
  }
  return values;
}

async function askFor(
  names: readonly string[],
  session: SolverSession,
): Promise<Map<string, SExpression>> {
  if (names.length === 0) {
    return new Map();
  }
  const [answer] = await session.run([
    `(get-value (${names.map(printSymbol).join(' ')}))`,
  ]);
  const [pairs] = readAnswer(answer);
  const values = new Map<string, SExpression>();
  for (const pair of isList(pairs) ? pairs.items : []) {
    if (isList(pair) && isSymbol(pair.items[0]) && pair.items[1]) {
      values.set(pair.items[0].text, pair.items[1]);
    }
  }
  return values;
}

function readAnswer(answer: string): SExpression[] {
  return parse(answer, { limits: ANSWER_LIMITS, lenient: true });
}

function sortOf({ argumentSorts, sort }: DeclaredFunction): string {
  return argumentSorts.length === 0
    ? print(sort)
    : `(${argumentSorts.map(print).join(', ')}) -> ${print(sort)}`;
}
