import { inspect } from 'node:util';

/**
 * Asks again and again until the answer is as wanted.
 *
 * @param patienceMs - how long to ask, in ms; a minute by default
 * @throws Error with the last answer when that does not happen in time
 */
export async function until<T>(
  ask: () => Promise<T>,
  isWanted: (answer: T) => boolean,
  patienceMs = 60_000,
): Promise<T> {
  // Not by the clock of the wall, which tests set.
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) {
      return answer;
    }
    if (performance.now() > end) {
      throw new Error(`Waited in vain; the last answer: ${inspect(answer)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
