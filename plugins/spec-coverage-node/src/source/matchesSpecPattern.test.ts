import { matchesSpecPattern } from './matchesSpecPattern';

describe('matchesSpecPattern', () => {
  it.each([
    ['acme/pay/docs/', 'acme/pay/docs/a.md', true],
    ['acme/pay/docs/', 'acme/pay/docs/deep/a.md', true],
    ['acme/pay/docs/', 'acme/pay/docs', false],
    ['acme/pay/docs/', 'acme/pay/docs/', false],
    ['acme/pay/docs/', 'acme/pay/documents/a.md', false],
    ['acme/pay/*.md', 'acme/pay/a.md', true],
    ['acme/pay/*.md', 'acme/pay/docs/a.md', false],
    ['acme/pay/**/*.md', 'acme/pay/docs/deep/a.md', true],
    ['acme/pay/**/*.md', 'acme/pay/a.md', true],
    ['acme/pay/**/', 'acme/pay/docs/a.md', true],
    ['acme/pay/{a,b}/*', 'acme/pay/b/x.md', true],
    ['acme/pay/{a,b}/*', 'acme/pay/c/x.md', false],
    ['acme/*/a.md', 'acme/pay/a.md', true],
    ['!acme/*', 'other/pay', false],
    ['acme/[id]/*.md', 'acme/i/a.md', true],
  ])('%s, %s: %p', (pattern, document, matches) => {
    expect(matchesSpecPattern(pattern, document)).toBe(matches);
  });

  it.each(['*'.repeat(20), `a/${'b'.repeat(400)}/*`])(
    'refuses %.30s…',
    pattern => {
      expect(() => matchesSpecPattern(pattern, 'a')).toThrow('asterisks');
    },
  );
});
