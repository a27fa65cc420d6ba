import fc from 'fast-check';
import { isDrifting, specState, SpecStateInput } from './specState';

const present: SpecStateInput = {
  documentState: 'present',
  contentHash: 'h2',
  provenHash: 'h2',
  expected: 3,
};

describe('specState', () => {
  it.each<[string, Partial<SpecStateInput>, string, boolean]>([
    [
      'named, never read',
      {
        documentState: undefined,
        contentHash: undefined,
        provenHash: undefined,
      },
      'pending',
      false,
    ],
    [
      'there, not hashed yet',
      { contentHash: undefined, provenHash: undefined },
      'pending',
      false,
    ],
    [
      'gone, never proven',
      { documentState: 'missing', provenHash: undefined },
      'missing',
      false,
    ],
    ['gone after it was proven', { documentState: 'missing' }, 'missing', true],
    [
      'unreadable, never proven',
      { documentState: 'refused', provenHash: undefined },
      'refused',
      false,
    ],
    [
      'unreadable after it was proven',
      { documentState: 'refused' },
      'refused',
      true,
    ],
    [
      'in the trash, never proven',
      { documentState: 'trashed', provenHash: undefined },
      'trashed',
      false,
    ],
    [
      'in the trash after it was proven',
      { documentState: 'trashed' },
      'trashed',
      true,
    ],
    [
      'forbidden after it was proven',
      { documentState: 'forbidden' },
      'forbidden',
      true,
    ],
    [
      'without invariants',
      { expected: 0, provenHash: undefined },
      'nothing-to-prove',
      false,
    ],
    [
      'all invariants taken out of a proven document',
      { expected: 0, provenHash: 'h1' },
      'drifted',
      true,
    ],
    ['never proven in full', { provenHash: undefined }, 'unproven', true],
    ['proven at an older hash', { provenHash: 'h1' }, 'drifted', true],
    ['proven as it is now', {}, 'proven', false],
  ])('%s', (_, input, state, drifting) => {
    expect(specState({ ...present, ...input })).toBe(state);
    expect(isDrifting({ ...present, ...input })).toBe(drifting);
  });

  it('is proven only for a document that is there, states something, and is the proven one', () => {
    const hash = fc.constantFrom(undefined, 'h1', 'h2');
    fc.assert(
      fc.property(
        fc.record({
          documentState: fc.constantFrom(
            undefined,
            'present' as const,
            'missing' as const,
            'trashed' as const,
            'forbidden' as const,
            'refused' as const,
          ),
          contentHash: hash,
          provenHash: hash,
          expected: fc.nat(2),
        }),
        input => {
          const proven =
            input.documentState === 'present' &&
            input.expected > 0 &&
            input.contentHash !== undefined &&
            input.contentHash === input.provenHash;
          expect(specState(input) === 'proven').toBe(proven);
          expect(proven && isDrifting(input)).toBe(false);
        },
      ),
    );
  });
});
