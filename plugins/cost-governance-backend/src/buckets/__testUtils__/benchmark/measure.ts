import type { Take } from './contenders';

/** What a run of a contender took. */
export interface Measured {
  perSecond: number;
  p99Ms: number;
  granted: number;
}

/** Makes so many requests, so many of them at once. */
export async function measure(
  take: Take,
  requests: number,
  concurrency: number,
): Promise<Measured> {
  const latencies = new Float64Array(requests);
  let next = 0;
  let granted = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < requests) {
        const request = next;
        next += 1;
        const asked = performance.now();
        if (await take()) {
          granted += 1;
        }
        latencies[request] = performance.now() - asked;
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  latencies.sort();
  return {
    perSecond: requests / seconds,
    p99Ms: latencies[Math.ceil(requests * 0.99) - 1],
    granted,
  };
}

/** The middle one of some numbers. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
