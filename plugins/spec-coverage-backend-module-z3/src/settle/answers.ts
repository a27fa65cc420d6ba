import { ClaimError } from '../ClaimError';
import { truncate } from '../text';
import { SolverSession, SolverStopped } from './session';

/** The longest message of the solver that is passed on, in characters. */
const MAX_MESSAGE = 500;

/** What the solver can answer to `(check-sat)`. */
export type Satisfiability = 'sat' | 'unsat' | 'unknown';

/** Sent before each claim. Models are checked against the assertions, so that `sat` means what it says. */
export const PRELUDE: readonly string[] = [
  '(set-option :print-success false)',
  '(set-option :model_validate true)',
];

/**
 * An error as the solver reports it: `(error "line 3 column 1: unknown constant y")`.
 *
 * @param output - all that it said of a command
 */
export function readComplaint(output: string): {
  line?: number;
  message: string;
} {
  const text = output.trim();
  const error = /^\(error "(?:line (\d+) column \d+: )?([\s\S]*)"\)$/.exec(
    // What follows the first error is a consequence of it.
    text.split('\n(error ')[0],
  );
  const message = truncate(
    (error ? error[2].replaceAll('""', '"') : text).replace(/\s+/g, ' ').trim(),
    MAX_MESSAGE,
  );
  return error?.[1] ? { line: Number(error[1]), message } : { message };
}

/**
 * Asks whether what was asserted can hold.
 *
 * @throws ClaimError when the answer is anything but the one word that is expected
 */
export async function checkSatisfiability(
  session: SolverSession,
): Promise<Satisfiability> {
  const [output] = await session.run(['(check-sat)']);
  switch (output) {
    case 'sat\n':
      return 'sat';
    case 'unsat\n':
      return 'unsat';
    case 'unknown\n':
      return 'unknown';
    default:
      throw new ClaimError(
        `Z3 said instead of an answer: ${readComplaint(output).message}`,
      );
  }
}

/**
 * Asks why the last answer was `unknown`.
 *
 * @throws SolverStopped when it was for want of memory
 */
export async function reasonUnknown(session: SolverSession): Promise<string> {
  const [output] = await session.run(['(get-info :reason-unknown)']);
  const reason = /^\(:reason-unknown "([\s\S]*)"\)\s*$/.exec(output)?.[1];
  if (reason && /max\. memory exceeded|memout/.test(reason)) {
    throw new SolverStopped('memory', 'Z3 ran out of memory');
  }
  return truncate((reason ?? output).replace(/\s+/g, ' ').trim(), MAX_MESSAGE);
}
