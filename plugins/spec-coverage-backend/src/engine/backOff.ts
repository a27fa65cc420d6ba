const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait before the next attempt, in ms: twice as long after each failure, from 1 s up to 5 min, with up to a
 * quarter added by chance, so that what failed together does not come back together.
 *
 * @param attempts - how many attempts have failed, at least 1
 */
export function backOffMs(attempts: number, chance = Math.random()): number {
  const base = Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
  return Math.round(base * (1 + chance / 4));
}
