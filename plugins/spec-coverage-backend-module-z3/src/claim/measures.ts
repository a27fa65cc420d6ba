import { isList, isSymbol, print, printSymbol, SExpression } from '../smtlib';
import type { Claim, ClaimCommand, RecursiveGroup } from './types';

/**
 * What gets smaller with each call of a recursive function.
 *
 * - `number`: a whole number that never falls below a fixed bound: a parameter, or the difference of two
 * - `part`: a parameter that is a value of a datatype, and is passed on in parts
 */
export type Measure =
  | { type: 'number'; plus?: Operand; minus?: Operand }
  | { type: 'part'; parameter: number };

/** A parameter by its index, or a constant of the claim by its name. */
export type Operand = { parameter: number } | { constant: string };

/** Names of the parameters, as they are at the beginning of a call. Claims cannot use names that begin with a dot. */
export const PARAMETER_ALIAS = '.p';

const CONSTANT_ALIAS = '.c-';
const WHOLE = '.whole';
// Any fixed bound ends a descent of whole numbers. This one is below all that claims count down to.
const LOWER_BOUND = `(- 1${'0'.repeat(60)})`;
// Each is one question to the solver. Real definitions have one or two candidates.
const MAX_CANDIDATES = 64;

/** Writes a measure, given how each parameter is written. */
export function numberOf(
  measure: Measure & { type: 'number' },
  parameter: (index: number) => string,
): string {
  const write = (operand: Operand) =>
    // Z3 rounds a Real that is passed where an Int is expected; the measure must see the same number.
    'parameter' in operand
      ? `(${WHOLE} ${parameter(operand.parameter)})`
      : printSymbol(`${CONSTANT_ALIAS}${operand.constant}`);
  const { plus, minus } = measure;
  if (plus && minus) {
    return `(- ${write(plus)} ${write(minus)})`;
  }
  return plus ? write(plus) : `(- ${minus ? write(minus) : '0'})`;
}

/** States that a measure has not passed the bound. */
export function atLargeBound(value: string): string {
  return `(> ${value} ${LOWER_BOUND})`;
}

/** Definitions that the formulas with measures rely on. */
export function measureDefinitions(constants: readonly string[]): string[] {
  return [
    `(define-fun ${WHOLE} ((x Int)) Int x)`,
    ...constants.map(
      name =>
        `(define-fun ${printSymbol(
          `${CONSTANT_ALIAS}${name}`,
        )} () Int ${printSymbol(name)})`,
    ),
  ];
}

/** The constants of sort Int that are declared before a command. */
export function wholeConstants(claim: Claim, commandIndex: number): string[] {
  const before = claim.commands.slice(0, commandIndex);
  const isWhole = wholeSorts(before);
  return before.flatMap(({ introduction: { declared } }) =>
    declared && declared.argumentSorts.length === 0 && isWhole(declared.sort)
      ? [declared.name]
      : [],
  );
}

/**
 * What might get smaller with each call within a group: one measure for each function, likely ones first.
 */
export function candidateMeasures(
  claim: Claim,
  group: RecursiveGroup,
): Measure[][] {
  const before = claim.commands.slice(0, group.commandIndex);
  const isWhole = wholeSorts(before);
  const constants = wholeConstants(claim, group.commandIndex);
  const numbers = group.functions.map(({ parameters }) =>
    numberMeasures(
      parameters.flatMap(({ sort }, index) => (isWhole(sort) ? [index] : [])),
      constants,
    ),
  );
  const parts = group.functions.map(({ parameters }) =>
    parameters.flatMap(({ sort }, index): Measure[] =>
      isWhole(sort) ? [] : [{ type: 'part', parameter: index }],
    ),
  );
  return [...combinations(numbers), ...combinations(parts)];
}

function numberMeasures(
  parameters: readonly number[],
  constants: readonly string[],
): Measure[] {
  const single = parameters.flatMap((parameter): Measure[] => [
    { type: 'number', plus: { parameter } },
    { type: 'number', minus: { parameter } },
  ]);
  const others: Operand[] = [
    ...parameters.map(parameter => ({ parameter })),
    ...constants.map(constant => ({ constant })),
  ];
  const differences = parameters.flatMap(parameter =>
    others.flatMap((other): Measure[] =>
      'parameter' in other && other.parameter === parameter
        ? []
        : [
            { type: 'number', plus: other, minus: { parameter } },
            { type: 'number', plus: { parameter }, minus: other },
          ],
    ),
  );
  return [...single, ...differences];
}

function combinations(choices: Measure[][]): Measure[][] {
  let all: Measure[][] = [[]];
  for (const choice of choices) {
    all = all
      .flatMap(chosen => choice.map(measure => [...chosen, measure]))
      .slice(0, MAX_CANDIDATES);
  }
  return all;
}

// A descent through rational numbers need not end, so a sort must be Int itself or another name for it.
function wholeSorts(
  commands: readonly ClaimCommand[],
): (sort: SExpression) => boolean {
  const whole = new Set(['Int']);
  for (const { name, list } of commands) {
    const [, alias, parameters, sort] = list.items;
    if (
      name === 'define-sort' &&
      isSymbol(alias) &&
      isList(parameters) &&
      parameters.items.length === 0 &&
      whole.has(print(sort))
    ) {
      whole.add(print(alias));
    }
  }
  return sort => whole.has(print(sort));
}
