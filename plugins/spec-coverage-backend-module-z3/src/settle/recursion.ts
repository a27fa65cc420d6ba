import { ClaimError } from '../ClaimError';
import type { Claim, ClaimCommand, RecursiveGroup } from '../claim';
import {
  candidateMeasures,
  measureDefinitions,
  wholeConstants,
} from '../claim/measures';
import { isRecursive, terminationFormula } from '../claim/termination';
import type { List, SExpression } from '../smtlib';
import { load, runSilently } from './load';
import type { SolverSession } from './session';

/** Conditions are repeated in the formula, so it can become much larger than the definition, in characters. */
const MAX_FORMULA = 1_000_000;

/**
 * Shows that all recursion of a claim ends, so that its definitions cannot contradict anything.
 *
 * @throws ClaimError when that cannot be shown
 */
export async function checkRecursion(
  claim: Claim,
  session: SolverSession,
): Promise<void> {
  for (const group of claim.recursion) {
    if (isRecursive(group)) {
      await checkGroup(claim, group, session);
    }
  }
}

async function checkGroup(
  claim: Claim,
  group: RecursiveGroup,
  session: SolverSession,
) {
  const definitions = claim.commands
    .slice(0, group.commandIndex + 1)
    .filter(({ name }) => name !== 'assert');
  // Names and sorts within the bodies are found wrong here, where the lines are right.
  await load(session, definitions);
  await load(session, definitions.flatMap(withoutBodies));
  await runSilently(
    session,
    measureDefinitions(wholeConstants(claim, group.commandIndex)),
  );
  for (const measures of candidateMeasures(claim, group)) {
    const formula = terminationFormula(group, measures, claim);
    if (formula.length > MAX_FORMULA) {
      throw new ClaimError(
        'The recursive definition is too large to show that its recursion ends',
        group.functions[0].line,
      );
    }
    if (await isValid(formula, session)) {
      return;
    }
  }
  const names = group.functions.map(({ name }) => `'${name}'`).join(', ');
  throw new ClaimError(
    `The recursion of ${names} could not be shown to end, and a definition that goes on for ever can prove anything. ` +
      `Call it with a smaller part of a datatype, or with a whole number that comes closer to a bound, as in ` +
      `(ite (<= n 0) … (f (- n 1)))`,
    group.functions[0].line,
  );
}

async function isValid(
  formula: string,
  session: SolverSession,
): Promise<boolean> {
  const [, asserted, answer] = await session.run([
    '(push 1)',
    `(assert (not ${formula}))`,
    '(check-sat)',
    '(pop 1)',
  ]);
  return asserted === '' && answer === 'unsat\n';
}

/** Leaves recursive functions open: whatever they are, their recursion must end. */
function withoutBodies(command: ClaimCommand): ClaimCommand[] {
  const { recursive } = command.introduction;
  if (!recursive) {
    return [command];
  }
  return recursive.map(({ name, parameters, sort }) => ({
    ...command,
    list: declaration(
      name,
      parameters.map(parameter => parameter.sort),
      sort,
      command.list,
    ),
  }));
}

function declaration(
  name: string,
  argumentSorts: SExpression[],
  sort: SExpression,
  { line, endLine }: List,
): List {
  const at = { line, endLine };
  const symbol = (text: string) => ({ type: 'symbol' as const, text, line });
  return {
    type: 'list',
    items: [
      symbol('declare-fun'),
      symbol(name),
      { type: 'list', items: argumentSorts, ...at },
      sort,
    ],
    ...at,
  };
}
