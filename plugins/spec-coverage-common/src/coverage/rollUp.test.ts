import fc from 'fast-check';
import { arbitraryState } from '../__testUtils__/arbitraries';
import { countStates } from './coverage';
import { coverageOfInvariants, timeInDriftMs } from './rollUp';

/** Invariants by their references, so that each has one state. */
const arbitraryInvariants = fc
  .dictionary(fc.constantFrom(...'abcdefgh'), arbitraryState, {
    noNullPrototype: true,
  })
  .map(states =>
    Object.entries(states).map(([ref, state]) => ({ ref, state })),
  );

describe('coverageOfInvariants', () => {
  it('counts each invariant once, however often and in whatever order it comes', () => {
    fc.assert(
      fc.property(
        arbitraryInvariants.chain(invariants =>
          fc.tuple(
            fc.constant(invariants),
            invariants.length > 0
              ? fc.array(fc.constantFrom(...invariants))
              : fc.constant([]),
          ),
        ),
        ([invariants, again]) => {
          const counted = countStates(invariants.map(({ state }) => state));
          expect(coverageOfInvariants(invariants)).toEqual(counted);
          expect(coverageOfInvariants([...again, ...invariants])).toEqual(
            counted,
          );
          expect(
            coverageOfInvariants([...invariants, ...again].reverse()),
          ).toEqual(counted);
        },
      ),
    );
  });

  it('is at least as much for a whole as for a part of it, and at most what the parts add up to', () => {
    fc.assert(
      fc.property(
        arbitraryInvariants,
        fc.array(fc.boolean()),
        fc.array(fc.boolean()),
        (invariants, inOne, inOther) => {
          const one = invariants.filter((_, index) => inOne[index]);
          const other = invariants.filter((_, index) => inOther[index]);
          const whole = coverageOfInvariants([...one, ...other]);
          const [a, b] = [one, other].map(coverageOfInvariants);
          for (const key of ['expected', 'proven'] as const) {
            expect(whole[key]).toBeGreaterThanOrEqual(Math.max(a[key], b[key]));
            expect(whole[key]).toBeLessThanOrEqual(a[key] + b[key]);
          }
        },
      ),
    );
  });
});

describe('timeInDriftMs', () => {
  const now = new Date('2026-03-20T12:00:00.000Z');
  const at = (ms: number) => new Date(now.getTime() - ms).toISOString();

  /** A drift with how long it was open, in ms. */
  const arbitraryDrift = fc.record({
    opened: fc.nat(100 * 24 * 3_600_000),
    closed: fc.option(fc.nat(100), { nil: undefined }),
  });

  it('adds up how long each was open: two at once count twice', () => {
    fc.assert(
      fc.property(fc.array(arbitraryDrift), drifts => {
        // A part of the way, in percent, from its begin until now.
        const lasting = drifts.map(({ opened, closed }) =>
          closed === undefined ? opened : Math.floor((opened * closed) / 100),
        );
        expect(
          timeInDriftMs(
            drifts.map(({ opened, closed }, index) => ({
              openedAt: at(opened),
              ...(closed !== undefined && {
                closedAt: at(opened - lasting[index]),
              }),
            })),
            now,
          ),
        ).toBe(lasting.reduce((sum, ms) => sum + ms, 0));
      }),
    );
  });

  it('grows by the time that passes for each drift that is open', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryDrift),
        fc.nat(1_000_000),
        (drifts, passed) => {
          const listed = drifts.map(({ opened, closed }) => ({
            openedAt: at(opened),
            ...(closed !== undefined && { closedAt: at(0) }),
          }));
          const open = drifts.filter(drift => drift.closed === undefined);
          expect(
            timeInDriftMs(listed, new Date(now.getTime() + passed)) -
              timeInDriftMs(listed, now),
          ).toBe(open.length * passed);
        },
      ),
    );
  });

  it('takes nothing off for clocks that do not agree', () => {
    expect(timeInDriftMs([{ openedAt: at(-1_000) }], now)).toBe(0);
    expect(
      timeInDriftMs([{ openedAt: at(1_000), closedAt: at(2_000) }], now),
    ).toBe(0);
  });
});
