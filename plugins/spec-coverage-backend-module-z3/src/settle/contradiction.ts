import type { Claim } from '../claim';
import { isList, isSymbol, ANSWER_LIMITS, parse, print } from '../smtlib';
import { load } from './load';
import { cannotBeShown, SolverSession } from './session';

// Claims cannot use names that begin with a dot.
const ASSUMPTION = '.assumption-';

/**
 * Finds which assumptions contradict each other, for a claim whose assumptions are known to do so.
 *
 * @returns lines of the claim, in order; none where the solver does not say
 */
export async function contradictingLines(
  claim: Claim,
  session: SolverSession,
): Promise<number[]> {
  const definitions = claim.commands.filter(({ name }) => name !== 'assert');
  const assertions = claim.commands.filter(({ name }) => name === 'assert');
  try {
    await load(session, definitions, [
      '(set-option :produce-unsat-cores true)',
      '(set-option :smt.core.minimize true)',
    ]);
    const answers = await session.run([
      ...assertions.map(
        ({ list }, index) =>
          `(assert (! ${print(list.items[1])} :named ${ASSUMPTION}${index}))`,
      ),
      '(check-sat)',
      '(get-unsat-core)',
    ]);
    const [core] = parse(answers[answers.length - 1], {
      limits: ANSWER_LIMITS,
      lenient: true,
    });
    const names = new Set(
      (isList(core) ? core.items : []).flatMap(item =>
        isSymbol(item) ? [item.text] : [],
      ),
    );
    const lines = assertions.flatMap(({ list }, index) =>
      names.has(`${ASSUMPTION}${index}`) ? [list.line] : [],
    );
    return [...new Set(lines)];
  } catch (error) {
    // That they contradict each other is known; which of them do so is a help only.
    if (cannotBeShown(error)) {
      return [];
    }
    throw error;
  }
}
