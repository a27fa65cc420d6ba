import {
  type LatencyCount,
  latencyPercentiles,
} from '@proofline/backstage-plugin-spec-coverage-common';
import fc from 'fast-check';
import { addLatencies, parseLatencies } from './proofLatencies';

const MONTH_MS = 31 * 24 * 3_600_000;

/** What ends within one run of the roll-up writer, as often as it runs on a day. */
const arbitraryParts = fc.array(fc.array(fc.nat(MONTH_MS), { maxLength: 30 }), {
  maxLength: 12,
});

function addAll(parts: ReadonlyArray<readonly number[]>): LatencyCount[] {
  return parts.reduce<LatencyCount[]>(addLatencies, []);
}

function countOf(latencies: readonly LatencyCount[]): number {
  return latencies.reduce((sum, [, count]) => sum + count, 0);
}

describe('addLatencies', () => {
  it('counts each proof once, in ascending order, however they come in', () => {
    fc.assert(
      fc.property(arbitraryParts, parts => {
        const kept = addAll(parts);
        expect(countOf(kept)).toBe(parts.flat().length);
        expect(kept.map(([ms]) => ms)).toEqual(
          [...new Set(kept.map(([ms]) => ms))].sort((a, b) => a - b),
        );
      }),
    );
  });

  it('keeps up to 40 different ones as they are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(MONTH_MS), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(39)),
        (different, again) => {
          const values = [
            ...different,
            ...again.map(index => different[index % different.length]),
          ];
          expect(addLatencies([], values)).toEqual(
            [...different]
              .sort((a, b) => a - b)
              .map(ms => [ms, values.filter(value => value === ms).length]),
          );
        },
      ),
    );
  });

  it('keeps of more at least two significant digits: percentiles are at most 5 % off', () => {
    fc.assert(
      fc.property(arbitraryParts, parts => {
        const values = parts.flat();
        const exact = latencyPercentiles(
          values.map((ms): LatencyCount => [ms, 1]),
        );
        const kept = latencyPercentiles(addAll(parts));
        expect(kept === undefined).toBe(exact === undefined);
        const { p50Ms = 0, p95Ms = 0 } = exact ?? {};
        expect(Math.abs((kept?.p50Ms ?? 0) - p50Ms)).toBeLessThanOrEqual(
          p50Ms * 0.05,
        );
        expect(Math.abs((kept?.p95Ms ?? 0) - p95Ms)).toBeLessThanOrEqual(
          p95Ms * 0.05,
        );
      }),
    );
  });

  it('takes no more room than the two digits of each order of magnitude, however much was proven', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(MONTH_MS), { minLength: 500, maxLength: 2_000 }),
        values => {
          // 10 … 99 in each of 0 … 9 digits
          expect(addLatencies([], values).length).toBeLessThanOrEqual(90 * 10);
        },
      ),
      { numRuns: 20 },
    );
    const many = Array.from({ length: 10_000 }, (_, index) => index + 100_000);
    expect(addLatencies([], many).map(([ms]) => ms)).toEqual([
      100_000, 110_000,
    ]);
  });

  it('is read as it was stored, and nothing where nothing was', () => {
    fc.assert(
      fc.property(arbitraryParts, parts => {
        const kept = addAll(parts);
        expect(parseLatencies(JSON.stringify(kept))).toEqual(kept);
      }),
    );
    expect(parseLatencies(null)).toEqual([]);
  });
});
