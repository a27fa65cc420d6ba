import { type CoverageCounts, countStates } from './coverage';
import type { InvariantState } from './invariantState';

/**
 * Counts invariants, each once, by however many ways it belongs to what is counted.
 *
 * @public
 */
export function coverageOfInvariants(
  invariants: Iterable<{ ref: string; state: InvariantState }>,
): CoverageCounts {
  const states = new Map<string, InvariantState>();
  for (const { ref, state } of invariants) {
    states.set(ref, state);
  }
  return countStates(states.values());
}

/**
 * How long specs drifted in all, in ms: the sum over drifts, so that an hour in which two specs drifted is two hours.
 *
 * @param now - the end of those that are open
 * @public
 */
export function timeInDriftMs(
  drifts: Iterable<{ openedAt: string; closedAt?: string }>,
  now: Date,
): number {
  let total = 0;
  for (const { openedAt, closedAt } of drifts) {
    const end = closedAt === undefined ? now.getTime() : Date.parse(closedAt);
    total += Math.max(0, end - Date.parse(openedAt));
  }
  return total;
}
