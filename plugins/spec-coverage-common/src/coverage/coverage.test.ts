import fc from 'fast-check';
import { arbitraryState } from '../__testUtils__/arbitraries';
import {
  CoverageCounts,
  countStates,
  coveragePercentage,
  emptyCounts,
  type LatencyCount,
  latencyPercentiles,
  percentile,
  sumCounts,
} from './coverage';
import { INVARIANT_STATES } from './invariantState';

function counts(proven: number, expected: number): CoverageCounts {
  return { ...emptyCounts(), proven, unproven: expected - proven, expected };
}

describe('countStates', () => {
  it('counts nothing', () => {
    expect(countStates([])).toEqual(emptyCounts());
    expect(Object.values(emptyCounts()).every(count => count === 0)).toBe(true);
  });

  it('counts each state and all of them', () => {
    expect(
      countStates([
        'proven',
        'failed',
        'proven',
        'stale',
        'accepted',
        'unknown',
        'unproven',
        'vacuous',
        'failed',
      ]),
    ).toEqual({
      expected: 9,
      proven: 2,
      accepted: 1,
      stale: 1,
      failed: 2,
      vacuous: 1,
      unknown: 1,
      unproven: 1,
    });
  });

  it('puts each invariant in one state: the states add up to what is expected', () => {
    fc.assert(
      fc.property(fc.array(arbitraryState), states => {
        const result = countStates(states);
        const added = INVARIANT_STATES.reduce(
          (sum, state) => sum + result[state],
          0,
        );
        expect(result.expected).toBe(states.length);
        expect(added).toBe(states.length);
      }),
    );
  });
});

describe('sumCounts', () => {
  it('adds nothing up to nothing', () => {
    expect(sumCounts([])).toEqual(emptyCounts());
  });

  it('is the count of all, however they were split', () => {
    fc.assert(
      fc.property(fc.array(fc.array(arbitraryState)), parts => {
        expect(sumCounts(parts.map(countStates))).toEqual(
          countStates(parts.flat()),
        );
      }),
    );
  });

  it('leaves its parts as they were', () => {
    const part = counts(1, 2);
    sumCounts([part, part]);
    expect(part).toEqual(counts(1, 2));
  });
});

describe('coveragePercentage', () => {
  it.each([
    [0, 1, 0],
    [1, 1, 100],
    [1, 2, 50],
    [1, 3, 33.3],
    [2, 3, 66.6],
    [1, 8, 12.5],
    [7, 25, 28],
    [29, 100, 29],
    [57, 100, 57],
    [999, 1000, 99.9],
    // 99.99 %: 100 means all.
    [9_999, 10_000, 99.9],
    [1_999_999, 2_000_000, 99.9],
    // 0.05 %
    [1, 2_000, 0],
  ])('%d of %d is %d %%', (proven, expected, percentage) => {
    expect(coveragePercentage(counts(proven, expected))).toBe(percentage);
  });

  it('has no percentage where nothing is to be proven', () => {
    expect(coveragePercentage(emptyCounts())).toBeUndefined();
  });

  it.each(INVARIANT_STATES.filter(state => state !== 'proven'))(
    'does not count %s as proven',
    state => {
      expect(coveragePercentage(countStates([state]))).toBe(0);
    },
  );

  it('stays within 0 and 100, and is 100 only when all is proven', () => {
    fc.assert(
      fc.property(fc.array(arbitraryState, { minLength: 1 }), states => {
        const percentage = coveragePercentage(countStates(states));
        expect(percentage).toBeGreaterThanOrEqual(0);
        expect(percentage).toBeLessThanOrEqual(100);
        expect(percentage === 100).toBe(
          states.every(state => state === 'proven'),
        );
      }),
    );
  });

  it('never says more than the truth, and is less than a tenth short of it', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000).chain(expected =>
          fc.record({
            proven: fc.nat(expected),
            expected: fc.constant(expected),
          }),
        ),
        ({ proven, expected }) => {
          fc.pre(expected > 0);
          const tenths = Math.round(
            coveragePercentage(counts(proven, expected))! * 10,
          );
          expect(tenths * expected).toBeLessThanOrEqual(proven * 1000);
          expect((tenths + 1) * expected).toBeGreaterThan(proven * 1000);
        },
      ),
    );
  });

  it('does not fall when one more is proven', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(),
        (expected, n) => {
          const proven = n % expected;
          expect(
            coveragePercentage(counts(proven + 1, expected)),
          ).toBeGreaterThanOrEqual(
            coveragePercentage(counts(proven, expected))!,
          );
        },
      ),
    );
  });
});

describe('percentile', () => {
  // The worked example of the nearest-rank method: ranks 1.5, 2, 2.5 and 5 of five values, rounded up.
  it.each([
    [5, 15],
    [30, 20],
    [40, 20],
    [50, 35],
    [100, 50],
  ])('the %d th of 15, 20, 35, 40, 50 is %d', (percent, value) => {
    expect(percentile([35, 20, 15, 50, 40], percent)).toBe(value);
  });

  it.each([
    [50, 50],
    [95, 95],
    [7, 7],
    [14, 14],
    [55, 55],
  ])('the %d th of 1 to 100 is %d', (percent, value) => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, percent)).toBe(value);
  });

  it('has no value where there are none, and the only one where there is one', () => {
    expect(percentile([], 50)).toBeUndefined();
    expect(percentile([0], 95)).toBe(0);
  });

  it('compares numbers, not their digits', () => {
    expect(percentile([9, 10, 100], 100)).toBe(100);
    expect(percentile([100, 9, 10], 50)).toBe(10);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    percentile(values, 50);
    expect(values).toEqual([3, 1, 2]);
  });

  it('is the smallest value that so many do not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const value = percentile(values, percent)!;
          const upTo = values.filter(other => other <= value).length;
          const below = values.filter(other => other < value).length;
          expect(values).toContain(value);
          expect(upTo * 100).toBeGreaterThanOrEqual(percent * values.length);
          expect(below * 100).toBeLessThan(percent * values.length);
        },
      ),
    );
  });
});

describe('latencyPercentiles', () => {
  it('has none where there are none', () => {
    expect(latencyPercentiles([])).toBeUndefined();
    expect(latencyPercentiles([[5, 0]])).toBeUndefined();
  });

  it('is percentile of all values, each as often as it is counted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.nat(1_000), fc.nat(4)) as fc.Arbitrary<LatencyCount>,
        ),
        latencies => {
          const values = latencies.flatMap(([ms, count]) =>
            Array.from({ length: count }, () => ms),
          );
          const found = latencyPercentiles(latencies);
          expect(found?.p50Ms).toBe(percentile(values, 50));
          expect(found?.p95Ms).toBe(percentile(values, 95));
        },
      ),
    );
  });
});
