import { percentile } from '@proofline/backstage-plugin-spec-coverage-common';

/** The most latencies that are kept of one day. */
export const MAX_LATENCIES = 100;

/**
 * Adds latencies to those of a day. Of more than 100 the percentiles 1 to 100 are kept in their place, so that a day takes the
 * same room however much was proven on it.
 *
 * @param kept - what is kept of the day so far, in ms
 */
export function addLatencies(
  kept: readonly number[],
  added: readonly number[],
): number[] {
  const all = [...kept, ...added];
  return all.length <= MAX_LATENCIES
    ? all
    : Array.from(
        { length: MAX_LATENCIES },
        (_, index) => percentile(all, ((index + 1) * 100) / MAX_LATENCIES)!,
      );
}

/** Reads the latencies of a day as they are stored. */
export function parseLatencies(stored: string | null): number[] {
  return stored === null ? [] : JSON.parse(stored);
}
