import fc from 'fast-check';
import { INVARIANT_STATES, SettledVerdict } from '../coverage';
import { parseSpecRef } from '../specRef';

const LETTERS = 'abcxyzABCXYZ'.split('');
const DOCUMENT_CHARACTERS = [...LETTERS, ...'019/_.- ü帳+()'.split('')];

function isSpecRef(text: string): boolean {
  try {
    parseSpecRef(text);
    return text === text.trim();
  } catch {
    return false;
  }
}

/** Valid SpecRefs, rich in the characters that make names collide. */
export const arbitrarySpecRef: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('jira', 'files', 'github', 'google-docs', 'a', 'a-b'),
    fc.string({
      unit: fc.constantFrom(...DOCUMENT_CHARACTERS),
      minLength: 1,
      maxLength: 90,
    }),
  )
  .map(([source, document]) => `${source}:${document}`)
  .filter(isSpecRef);

/** Any state of an invariant. */
export const arbitraryState = fc.constantFrom(...INVARIANT_STATES);

/** Verdicts of few provers, hashes and moments, so that they often meet. */
export const arbitraryVerdict: fc.Arbitrary<SettledVerdict> = fc.record({
  outcome: fc.constantFrom('proven', 'failed', 'vacuous', 'unknown'),
  contentHash: fc.constantFrom('h1', 'h2', 'h3'),
  prover: fc.constantFrom('z3', 'ci'),
  settledAt: fc.integer({ min: 0, max: 5 }).map(ms => new Date(ms)),
});
