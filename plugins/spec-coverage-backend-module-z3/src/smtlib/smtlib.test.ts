import * as fc from 'fast-check';
import { ClaimError } from '../ClaimError';
import {
  Atom,
  CLAIM_LIMITS,
  LinePrinter,
  parse,
  print,
  SExpression,
  TextLimits,
  walk,
} from '.';

const read = (text: string, limits: Partial<TextLimits> = {}) =>
  parse(text, { limits: { ...CLAIM_LIMITS, ...limits } });

function failureOf(text: string, limits?: Partial<TextLimits>): unknown {
  try {
    read(text, limits);
  } catch (error) {
    return error;
  }
  return undefined;
}

function errorOf(text: string, limits?: Partial<TextLimits>): ClaimError {
  const error = failureOf(text, limits);
  if (!(error instanceof ClaimError)) {
    throw new Error(`Expected a ClaimError, got ${error}`);
  }
  return error;
}

/** Without lines, so that expressions can be compared. */
function shape(expression: SExpression): unknown {
  return expression.type === 'list'
    ? expression.items.map(shape)
    : [expression.type, expression.text];
}

describe('parse', () => {
  it('reads each kind of atom', () => {
    expect(
      read('x |a b| :key 0 12 1.50 #xAf #b01 "say ""hi""" <= -').map(shape),
    ).toEqual([
      ['symbol', 'x'],
      ['symbol', 'a b'],
      ['keyword', ':key'],
      ['numeral', '0'],
      ['numeral', '12'],
      ['decimal', '1.50'],
      ['hexadecimal', '#xAf'],
      ['binary', '#b01'],
      ['string', 'say "hi"'],
      ['symbol', '<='],
      ['symbol', '-'],
    ]);
  });

  it('takes |x| and x for one symbol', () => {
    expect(shape(read('|invariant|')[0])).toEqual(shape(read('invariant')[0]));
  });

  it('leaves out comments, and nothing in strings or names in bars', () => {
    expect(read('a ; b (\n"; c" |; d|;').map(shape)).toEqual([
      ['symbol', 'a'],
      ['string', '; c'],
      ['symbol', '; d'],
    ]);
  });

  it('knows the lines, also behind comments and strings that span lines', () => {
    const [list, after] = read('\n(a ; x\r\n "1\n2"\n)\nb');
    expect(list).toMatchObject({ line: 2, endLine: 5 });
    expect(after).toMatchObject({ text: 'b', line: 6 });
  });

  it.each([
    ['(a\n(b', 2, /never closed/],
    ['a)\n', 1, /not opened/],
    ['\n"abc\n', 2, /string has no end/],
    ['\n|abc\n', 2, /no end/],
    ['||', 1, /must not be empty/],
    ['|a\nb|', 1, /no line end/],
    ['|a\\b|', 1, /backslash/],
    ['\n007', 2, /'007' is neither a number nor a name/],
    ['1x', 1, /neither/],
    ['1.', 1, /neither/],
    ['#xg', 1, /'#xg' is not a number/],
    ['#b2', 1, /is not a number/],
    ['#', 1, /is not a number/],
    [': a', 1, /keyword has no name/],
    ['\n\n[a]', 3, /'\[' cannot stand/],
    ['a\nü', 2, /'ü' cannot stand/],
    ['\n"ü"', 2, /printable ASCII/],
    ['a\n\0', 2, /U\+0000/],
    ['; \u001b', 1, /U\+001B/],
    ['; \u202e', 1, /U\+202E/],
    ['a\n; b\r(c)', 2, /carriage return/],
  ])('refuses %j', (text, line, message) => {
    const error = errorOf(text);
    expect(error.message).toMatch(message);
    expect(error.line).toBe(line);
  });

  it('refuses what is too long, too deep or has too many parts', () => {
    expect(errorOf('a'.repeat(11), { characters: 10 }).message).toMatch(
      /11 characters long, more than the 10/,
    );
    expect(errorOf('a b c d', { tokens: 3 }).message).toMatch(
      /more than the 3/,
    );
    expect(read('((()))', { depth: 3 })).toHaveLength(1);
    expect(errorOf('\n(((())))', { depth: 3 })).toMatchObject({
      message: expect.stringMatching(/deeper than the 3/),
      line: 2,
    });
  });

  it('does not overflow its stack on a hundred thousand parentheses', () => {
    const limits = { characters: 1e6, depth: 1e6, tokens: 1e6 };
    const text = `${'('.repeat(100_000)}${')'.repeat(100_000)}`;
    const [root] = read(text, limits);
    expect(print(root)).toBe(text);
    expect(
      errorOf('('.repeat(100_000), { characters: 1e6, tokens: 1e6 }).message,
    ).toMatch(/deeper/);
    expect(() => [...walk(root)]).not.toThrow();
  });

  it('throws nothing but its own error, whatever it is given', () => {
    const pieces = fc.constantFrom(
      ...['(', ')', '"', '|', ';', '\n', ':', '#', '#x', '1', 'a', ' ', '\\'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(text, input => {
        expect(failureOf(input) ?? new ClaimError('none')).toBeInstanceOf(
          ClaimError,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('print', () => {
  const atom: fc.Arbitrary<Atom> = fc
    .oneof(
      fc.record({
        type: fc.constant('symbol' as const),
        text: fc.oneof(
          fc.stringMatching(/^[A-Za-z~!@$%^&*_+\-=<>.?/][A-Za-z0-9~!.-]*$/),
          fc.stringMatching(/^[ -[\]-{}~äλ]+$/),
        ),
      }),
      fc.record({
        type: fc.constant('string' as const),
        text: fc.stringMatching(/^[ -~\n\t]*$/),
      }),
      fc.record({
        type: fc.constant('keyword' as const),
        text: fc.stringMatching(/^:[a-z0-9-]+$/),
      }),
      fc.record({
        type: fc.constant('numeral' as const),
        text: fc.nat().map(String),
      }),
      fc.record({
        type: fc.constant('decimal' as const),
        text: fc.stringMatching(/^(0|[1-9][0-9]*)\.[0-9]+$/),
      }),
      fc.record({
        type: fc.constant('hexadecimal' as const),
        text: fc.stringMatching(/^#x[0-9a-fA-F]+$/),
      }),
      fc.record({
        type: fc.constant('binary' as const),
        text: fc.stringMatching(/^#b[01]+$/),
      }),
    )
    .map(({ type, text }) => ({ type, text, line: 1 }));
  const { expression } = fc.letrec<{ expression: SExpression }>(tie => ({
    expression: fc.oneof(
      { depthSize: 'medium' },
      atom,
      fc
        .array(tie('expression'), { maxLength: 5 })
        .map(items => ({ type: 'list' as const, items, line: 1, endLine: 1 })),
    ),
  }));

  it('writes what parses to the same again', () => {
    fc.assert(
      fc.property(fc.array(expression, { maxLength: 5 }), expressions => {
        const text = expressions.map(print).join(' ');
        expect(read(text).map(shape)).toEqual(expressions.map(shape));
      }),
    );
  });

  it('keeps each token on its line', () => {
    const layout = fc.array(
      fc.tuple(fc.constantFrom('(a "x\ny"', ')', 'b', '(c)'), fc.nat(3)),
    );
    fc.assert(
      fc.property(layout, parts => {
        const text = parts
          .map(([part, breaks]) => `${part}${'\n'.repeat(breaks)}`)
          .join(' ');
        let roots: SExpression[];
        try {
          roots = read(text);
        } catch {
          return;
        }
        const printer = new LinePrinter(1);
        const printed = roots.map(root => printer.print(root)).join('\0');
        expect(read(printed.replaceAll('\0', ' '))).toEqual(roots);
      }),
      { numRuns: 500 },
    );
  });
});
