import type {
  CounterexampleValue,
  VerdictOutcome,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { ClaimError } from '../ClaimError';
import { Claim, INVARIANT } from '../claim';
import { checkSatisfiability, reasonUnknown } from './answers';
import { contradictingLines } from './contradiction';
import { modelRefutes, readCounterexample } from './counterexample';
import { load, runSilently } from './load';
import { checkRecursion } from './recursion';
import { cannotBeShown, SolverSession, SolverStopped } from './session';
import type { Vocabulary } from './Vocabulary';

/**
 * How a claim was settled.
 *
 * @internal
 */
export interface Settlement {
  outcome: VerdictOutcome;
  message?: string;
  counterexample?: CounterexampleValue[];
}

/**
 * What {@link settleClaim} works with.
 *
 * @internal
 */
export interface SettleOptions {
  session: SolverSession;
  vocabulary: Vocabulary;
  /** Line of the document on which the claim's body begins, for messages. */
  firstLine: number;
}

/**
 * Settles a claim.
 *
 * 1. The assumptions (all assertions, with the definitions) must be satisfiable: `unsat` is `vacuous`, and what the
 *    solver cannot tell is `unknown`, since a contradiction would prove anything.
 * 2. With the negated claim added, `unsat` is `proven`; `sat` is `failed`, with the model; else it is `unknown`.
 *
 * Both questions go to a solver that was put back to its beginning, so that neither depends on the other.
 *
 * @throws SolverStopped when the claim was aborted
 * @internal
 */
export async function settleClaim(
  claim: Claim,
  options: SettleOptions,
): Promise<Settlement> {
  let doing = 'read the claim';
  try {
    const { session, vocabulary, firstLine } = options;
    await vocabulary.check(claim, session);

    doing = 'made sure that its recursion ends';
    await checkRecursion(claim, session);

    doing = 'looked for values that satisfy the assumptions';
    await load(session, claim.commands);
    const assumptions = await checkSatisfiability(session);
    if (assumptions === 'unsat') {
      return {
        outcome: 'vacuous',
        message: describeContradiction(
          (await contradictingLines(claim, session)).map(
            line => firstLine + line - 1,
          ),
        ),
      };
    }
    if (assumptions === 'unknown') {
      return {
        outcome: 'unknown',
        message: `The assumptions could not be shown satisfiable: ${await reasonUnknown(
          session,
        )}`,
      };
    }

    doing = 'looked for values that refute the claim';
    await load(session, claim.commands);
    await runSilently(session, [`(assert (not ${INVARIANT}))`]);
    const refutation = await checkSatisfiability(session);
    if (refutation === 'unsat') {
      return { outcome: 'proven' };
    }
    if (refutation === 'unknown') {
      return {
        outcome: 'unknown',
        message: `Z3 could neither prove nor refute the claim: ${await reasonUnknown(
          session,
        )}`,
      };
    }
    return await describeRefutation(claim, session);
  } catch (error) {
    if (error instanceof ClaimError) {
      return { outcome: 'unknown', message: error.describe(options.firstLine) };
    }
    if (error instanceof SolverStopped && error.reason !== 'aborted') {
      return {
        outcome: 'unknown',
        message: `${error.message} while it ${doing}`,
      };
    }
    throw error;
  }
}

async function describeRefutation(
  claim: Claim,
  session: SolverSession,
): Promise<Settlement> {
  try {
    if (!(await modelRefutes(session))) {
      return {
        outcome: 'unknown',
        message:
          'Z3 found values that refute the claim, but the claim holds for them',
      };
    }
    return {
      outcome: 'failed',
      counterexample: await readCounterexample(claim, session),
    };
  } catch (error) {
    // The claim is refuted, whether the values can be shown or not.
    if (cannotBeShown(error)) {
      return {
        outcome: 'failed',
        message: `The values that refute the claim cannot be shown: ${error.message}`,
      };
    }
    throw error;
  }
}

function describeContradiction(lines: readonly number[]): string {
  const consequence = 'so whatever is claimed follows from them';
  if (lines.length === 0) {
    return `The assumptions contradict each other, ${consequence}`;
  }
  if (lines.length === 1) {
    return `What line ${lines[0]} assumes can never hold, so whatever is claimed follows from it`;
  }
  return `The assumptions on lines ${lines
    .slice(0, -1)
    .join(', ')} and ${lines.at(-1)} contradict each other, ${consequence}`;
}
