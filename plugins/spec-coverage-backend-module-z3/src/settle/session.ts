import { ClaimError } from '../ClaimError';

/**
 * A solver that works on one claim.
 *
 * @internal
 */
export interface SolverSession {
  /** Puts a solver without any declarations in the place of what was there. */
  reset(): void;
  /**
   * Has texts evaluated, one after the other.
   *
   * @returns what the solver said of each; empty where it had nothing to say
   * @throws SolverStopped when the solver was stopped, or broke down, before it was through
   */
  run(scripts: readonly string[]): Promise<string[]>;
}

/**
 * Why a solver did not answer.
 *
 * - `time`: the claim's time was up
 * - `memory`: it asked for more memory than a claim may have
 * - `crash`: it broke down
 * - `aborted`: nobody wants the answer any more
 *
 * @internal
 */
export type StopReason = 'time' | 'memory' | 'crash' | 'aborted';

/**
 * The solver stopped before it answered. Its state is lost.
 *
 * @internal
 */
export class SolverStopped extends Error {
  override name = 'SolverStopped';

  constructor(readonly reason: StopReason, message: string) {
    super(message);
  }
}

/**
 * Whether an error only means that the solver could not say more about a claim that it has settled already.
 *
 * @internal
 */
export function cannotBeShown(error: unknown): error is Error {
  return (
    error instanceof ClaimError ||
    (error instanceof SolverStopped && error.reason !== 'aborted')
  );
}
