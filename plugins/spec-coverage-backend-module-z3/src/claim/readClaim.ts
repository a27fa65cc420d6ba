import { ClaimError } from '../ClaimError';
import { CLAIM_LIMITS, Atom, isList, List, parse, print } from '../smtlib';
import { truncate } from '../text';
import { readCommand } from './commands';
import { checkInvariant } from './invariant';
import { NameTable, refuseReserved } from './names';
import { argumentsOf, symbolOf } from './shape';
import { checkSorts } from './sorts';
import { boundNames, refuseForeign } from './terms';
import type { Claim, ClaimCommand, Constructor, IntroducedName } from './types';

/**
 * Reads the formal body of a claim, and refuses all that could make a verdict say something else than the claim does.
 * Sorts and undeclared names are left to the solver, which reports them.
 *
 * @param body - the formal body; never trusted
 * @throws ClaimError with a sentence for the document's owners
 * @internal
 */
export function readClaim(body: string): Claim {
  const commands: ClaimCommand[] = [];
  const logics: Atom[] = [];
  for (const expression of parse(body, { limits: CLAIM_LIMITS })) {
    if (!isList(expression) || expression.items.length === 0) {
      throw new ClaimError(
        `Expected a command in parentheses, found '${truncate(
          print(expression),
          60,
        )}'`,
        expression.line,
      );
    }
    const name = symbolOf(expression.items[0], 'the name of a command').text;
    const introduction = readCommand(name, expression);
    if (introduction) {
      commands.push({ name, list: expression, introduction });
    } else {
      readRemark(name, expression, logics);
    }
  }
  checkInvariant(commands);
  const constructors = constructorsOf(commands);
  const names = checkNames(commands, constructors);
  checkSorts(commands);
  return {
    commands,
    logics,
    names,
    declared: commands.flatMap(({ introduction }) =>
      introduction.declared ? [introduction.declared] : [],
    ),
    definedConstants: commands.flatMap(({ introduction: { defined } }) =>
      defined &&
      defined.argumentSorts.length === 0 &&
      defined.name !== 'invariant'
        ? [defined]
        : [],
    ),
    constructors,
    recursion: commands.flatMap(
      ({ introduction: { recursive } }, commandIndex) =>
        recursive ? [{ functions: recursive, commandIndex }] : [],
    ),
  };
}

function readRemark(name: string, list: List, logics: Atom[]) {
  if (name === 'set-logic') {
    const [logic] = argumentsOf(list, 1, '(set-logic <name>)');
    logics.push(symbolOf(logic, 'the name of a logic'));
    return;
  }
  const [keyword] = argumentsOf(list, 1, '(set-info <keyword> <value>)', 2);
  if (keyword.type !== 'keyword') {
    throw new ClaimError('Expected (set-info <keyword> <value>)', list.line);
  }
}

function constructorsOf(
  commands: readonly ClaimCommand[],
): ReadonlyMap<string, Constructor> {
  return new Map(
    commands.flatMap(({ introduction }) =>
      introduction.constructors.map(
        constructor => [constructor.name, constructor] as const,
      ),
    ),
  );
}

function checkNames(
  commands: readonly ClaimCommand[],
  constructors: ReadonlyMap<string, Constructor>,
): IntroducedName[] {
  const table = new NameTable();
  const all: IntroducedName[] = [];
  for (const { introduction } of commands) {
    const { functions, sorts, bound } = introduction;
    const terms = introduction.bodies.map(({ term }) => term);
    table.add(introduction);
    terms.forEach(refuseForeign);
    const inTerms = terms.flatMap(term => [...boundNames(term, constructors)]);
    for (const name of [...functions, ...sorts, ...bound, ...inTerms]) {
      refuseReserved(name);
      all.push(name);
    }
  }
  return all;
}
