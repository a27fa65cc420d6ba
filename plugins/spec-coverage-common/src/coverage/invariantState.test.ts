import fc from 'fast-check';
import { arbitraryVerdict } from '../__testUtils__/arbitraries';
import {
  decidingVerdict,
  invariantState,
  InvariantStateInput,
  SettledVerdict,
  VerdictOutcome,
} from './invariantState';

const CURRENT = 'h2';
const OLDER = 'h1';
const now = new Date('2026-11-23T12:00:00Z');

function verdict(
  outcome: VerdictOutcome,
  contentHash: string,
  minute: number,
  prover = 'z3',
): SettledVerdict {
  const settledAt = new Date(Date.UTC(2026, 10, 23, 10, minute));
  return { outcome, contentHash, prover, settledAt };
}

function stateOf(
  verdicts: SettledVerdict[],
  input: Partial<InvariantStateInput> = {},
) {
  return invariantState({ contentHash: CURRENT, verdicts, now, ...input });
}

describe('what counts as proven', () => {
  it('proven: the newest verdict is "proven", at the current content hash', () => {
    expect(stateOf([verdict('proven', CURRENT, 1)])).toBe('proven');
    expect(
      stateOf([verdict('failed', CURRENT, 1), verdict('proven', CURRENT, 2)]),
    ).toBe('proven');
    expect(
      stateOf([verdict('proven', CURRENT, 1), verdict('failed', CURRENT, 2)]),
    ).toBe('failed');
  });

  it('proven again, by the verdict it had, when the document goes back to the proven version', () => {
    expect(
      stateOf([verdict('proven', CURRENT, 1), verdict('failed', OLDER, 2)]),
    ).toBe('proven');
  });

  it('stale: it was proven, at an older hash', () => {
    expect(stateOf([verdict('proven', OLDER, 1)])).toBe('stale');
    expect(
      stateOf([verdict('failed', OLDER, 1), verdict('proven', OLDER, 2)]),
    ).toBe('stale');
  });

  it.each<VerdictOutcome>(['failed', 'vacuous', 'unknown'])(
    '%s: what the prover said, at the current hash or last at an older one',
    outcome => {
      expect(stateOf([verdict(outcome, CURRENT, 1)])).toBe(outcome);
      expect(stateOf([verdict(outcome, OLDER, 1)])).toBe(outcome);
      expect(
        stateOf([verdict('proven', OLDER, 1), verdict(outcome, CURRENT, 2)]),
      ).toBe(outcome);
      expect(
        stateOf([verdict('proven', CURRENT, 1), verdict(outcome, CURRENT, 2)]),
      ).toBe(outcome);
    },
  );

  it('unproven: expected, never settled', () => {
    expect(stateOf([])).toBe('unproven');
    expect(stateOf([], { contentHash: undefined })).toBe('unproven');
  });

  it('unknown: a claim that cannot be settled at all, whatever was said of it', () => {
    expect(
      stateOf([verdict('proven', CURRENT, 1)], { problem: 'key used twice' }),
    ).toBe('unknown');
  });

  it('never proven while the document is gone or unreadable', () => {
    expect(
      stateOf([verdict('proven', CURRENT, 1)], { contentHash: undefined }),
    ).toBe('stale');
  });
});

describe('an accepted risk', () => {
  const acceptance = {
    contentHash: CURRENT,
    until: new Date('2026-11-23T12:00:01Z'),
  };

  it.each<[string, SettledVerdict[]]>([
    ['never settled', []],
    ['refuted', [verdict('failed', CURRENT, 1)]],
    ['given up', [verdict('unknown', CURRENT, 1)]],
    ['proven at an older hash', [verdict('proven', OLDER, 1)]],
  ])('stands for a claim that was %s', (_, verdicts) => {
    expect(stateOf(verdicts, { acceptance })).toBe('accepted');
  });

  it('does not hide that the claim is proven', () => {
    expect(stateOf([verdict('proven', CURRENT, 1)], { acceptance })).toBe(
      'proven',
    );
  });

  it('ends at its moment', () => {
    const verdicts = [verdict('failed', CURRENT, 1)];
    expect(
      stateOf(verdicts, { acceptance, now: new Date(acceptance.until) }),
    ).toBe('failed');
  });

  it('does not hold for another version of the document', () => {
    expect(
      stateOf([], { acceptance: { ...acceptance, contentHash: OLDER } }),
    ).toBe('unproven');
    expect(stateOf([], { acceptance, contentHash: undefined })).toBe(
      'unproven',
    );
  });

  it('does not hold for a claim that cannot be settled', () => {
    expect(stateOf([], { acceptance, problem: 'key used twice' })).toBe(
      'unknown',
    );
  });
});

describe('several provers', () => {
  it('does not let a later "proven" outvote a refutation', () => {
    expect(
      stateOf([
        verdict('failed', CURRENT, 1, 'z3'),
        verdict('proven', CURRENT, 2, 'ci'),
      ]),
    ).toBe('failed');
  });

  it('lets a prover take back what it said itself', () => {
    expect(
      stateOf([
        verdict('failed', CURRENT, 1, 'z3'),
        verdict('proven', CURRENT, 2, 'ci'),
        verdict('proven', CURRENT, 3, 'z3'),
      ]),
    ).toBe('proven');
  });

  it('does not let a prover that gave up speak against a proof', () => {
    expect(
      stateOf([
        verdict('proven', CURRENT, 1, 'z3'),
        verdict('unknown', CURRENT, 2, 'ci'),
      ]),
    ).toBe('proven');
  });

  it('puts a refutation before a contradiction, and that before a proof', () => {
    const [failed, vacuous, proven] = (
      ['failed', 'vacuous', 'proven'] as const
    ).map((outcome, index) =>
      verdict(outcome, CURRENT, index, `prover-${outcome}`),
    );
    expect(stateOf([proven, vacuous, failed])).toBe('failed');
    expect(stateOf([proven, vacuous])).toBe('vacuous');
  });

  it('does not call a claim stale that was refuted at the version that was settled last', () => {
    expect(
      stateOf([
        verdict('failed', OLDER, 1, 'z3'),
        verdict('proven', OLDER, 2, 'ci'),
      ]),
    ).toBe('failed');
  });
});

describe('any verdicts', () => {
  const arbitraryVerdicts = fc.array(arbitraryVerdict, { maxLength: 12 });
  const arbitraryHash = fc.constantFrom(undefined, 'h1', 'h2', 'h3');

  it('are proven only by a proof of the document as it is now', () => {
    fc.assert(
      fc.property(arbitraryVerdicts, arbitraryHash, (verdicts, contentHash) => {
        const state = stateOf(verdicts, { contentHash });
        const current = verdicts.filter(
          candidate => candidate.contentHash === contentHash,
        );
        const hasProof = current.some(({ outcome }) => outcome === 'proven');
        expect(state === 'proven' && !hasProof).toBe(false);
        expect(state === 'stale' && current.length > 0).toBe(false);
        expect(state === 'unproven').toBe(verdicts.length === 0);
      }),
    );
  });

  it('are not proven while the newest verdict of some prover is a refutation', () => {
    fc.assert(
      fc.property(arbitraryVerdicts, verdicts => {
        const later = verdict('failed', CURRENT, 0, 'z3');
        expect(stateOf([...verdicts, later])).toBe('failed');
      }),
    );
  });

  it('mean the same in any order', () => {
    fc.assert(
      fc.property(
        arbitraryVerdicts.chain(verdicts =>
          fc.tuple(
            fc.constant(verdicts),
            fc.shuffledSubarray(verdicts, { minLength: verdicts.length }),
          ),
        ),
        arbitraryHash,
        ([verdicts, shuffled], contentHash) => {
          expect(stateOf(shuffled, { contentHash })).toBe(
            stateOf(verdicts, { contentHash }),
          );
          expect(decidingVerdict(shuffled, contentHash)).toEqual(
            decidingVerdict(verdicts, contentHash),
          );
        },
      ),
    );
  });

  it('have a deciding verdict, one of them, that says what the state is', () => {
    fc.assert(
      fc.property(arbitraryVerdicts, arbitraryHash, (verdicts, contentHash) => {
        fc.pre(verdicts.length > 0);
        const deciding = decidingVerdict(verdicts, contentHash);
        const state = stateOf(verdicts, { contentHash });
        expect(verdicts).toContain(deciding);
        expect(state === 'stale' ? 'proven' : state).toBe(deciding?.outcome);
      }),
    );
  });
});
