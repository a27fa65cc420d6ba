import fc from 'fast-check';
import picomatch from 'picomatch';
import { matchesGlob } from './matchesGlob';
import { parseGlob } from './parseGlob';

function matches(pattern: string, text: string): boolean {
  return parseGlob(pattern).some(glob => matchesGlob(glob, text));
}

/**
 * Names of files and folders, short and alike, so that globs often fit. None ends with a dot, which picomatch's `*.*` does not
 * take.
 */
const name = fc.stringMatching(/^[ab.]{0,3}[ab]$/);
const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map(names => names.join('/'));
const glob = fc
  .array(
    fc.oneof(
      fc.constant('**'),
      // Two asterisks within a name mean nothing that all agree on.
      fc
        .stringMatching(/^[ab.*?]{1,4}$/)
        .filter(text => /[ab*?]/.test(text) && !text.includes('**')),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map(names => names.join('/'));

describe('parseGlob and matchesGlob', () => {
  it('agree with picomatch', () => {
    fc.assert(
      fc.property(glob, path, (pattern, text) => {
        expect(matches(pattern, text)).toBe(
          picomatch(pattern, {
            nonegate: true,
            noextglob: true,
            strictSlashes: true,
          })(text),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['*', '', false],
    ['a/*', 'a/', false],
    ['a/**', 'a', false],
    ['a/**', 'a/.hidden/b', false],
    ['a/**/b', 'a/.hidden/b', false],
    ['a/.*/b', 'a/.hidden/b', true],
    ['?', '😀', true],
    ['a?b', 'a/b', false],
    ['[a-c]', 'b', true],
    ['[a-c]', 'd', false],
    ['[abc-]', '-', true],
    ['[.]a', '.a', false],
    ['a[', 'a[', true],
    ['[]', '[]', true],
    ['a.md', 'aXmd', false],
    ['(a|b)+', '(a|b)+', true],
    ['a{b,{c,d}}e', 'ade', true],
    ['a{,b}', 'a', true],
    ['{a}', '{a}', true],
    ['{a', '{a', true],
  ])('%s, %s: %p', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('asks a step no more than once for each character, however the glob could be read', () => {
    const [parsed] = parseGlob(`${'*a'.repeat(10)}*b`);
    let asked = 0;
    const counted = parsed.map(step => ({
      ...step,
      takes(character: string, isFirst: boolean) {
        asked += 1;
        return step.takes(character, isFirst);
      },
    }));
    expect(matchesGlob(counted, 'a'.repeat(400))).toBe(false);
    expect(asked).toBeLessThanOrEqual(400 * counted.length);
  });

  it('refuses more alternatives than anybody writes by hand', () => {
    expect(parseGlob('{a,b}'.repeat(5))).toHaveLength(32);
    expect(() => parseGlob('{a,b}'.repeat(6))).toThrow('32');
  });
});
