import type { LatencyCount } from '@proofline/backstage-plugin-spec-coverage-common';

/** How many different latencies are kept of one day as they are. */
const MAX_EXACT = 40;

/**
 * Adds latencies to those of a day. Of more than 40 different ones two significant digits are kept, so that a day takes about the same
 * room however much was proven on it, and each proof still counts once.
 *
 * @param kept - what is kept of the day so far
 * @param added - in ms
 */
export function addLatencies(
  kept: readonly LatencyCount[],
  added: readonly number[],
): LatencyCount[] {
  const all = group([...kept, ...added.map((ms): LatencyCount => [ms, 1])]);
  return all.length <= MAX_EXACT
    ? all
    : group(
        all.map(
          ([ms, count]): LatencyCount => [Number(ms.toPrecision(2)), count],
        ),
      );
}

/** Reads the latencies of a day as they are stored. */
export function parseLatencies(stored: string | null): LatencyCount[] {
  return stored === null ? [] : JSON.parse(stored);
}

function group(latencies: readonly LatencyCount[]): LatencyCount[] {
  const counts = new Map<number, number>();
  for (const [ms, count] of latencies) {
    counts.set(ms, (counts.get(ms) ?? 0) + count);
  }
  return [...counts].sort(([a], [b]) => a - b);
}
