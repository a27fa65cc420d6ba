import { canonicalizeMarkdown } from './canonicalizeMarkdown';

const refusal = (content: Uint8Array | string, limits?: object) => {
  try {
    canonicalizeMarkdown(Buffer.from(content), limits);
  } catch (error) {
    return error;
  }
  return undefined;
};

const inputError = (message: string | RegExp) =>
  expect.objectContaining({
    name: 'InputError',
    message: expect.stringMatching(message),
  });

it('refuses a document that is too large', () => {
  expect(refusal(Buffer.alloc(5 * 1024 * 1024, 'a'))).toEqual(
    inputError(
      'The document has 5242880 bytes, more than the limit of 1048576. Split it',
    ),
  );
  expect(refusal('12345', { maxBytes: 4 })).toEqual(
    inputError('has 5 bytes, more than the limit of 4'),
  );
  expect(refusal('1234', { maxBytes: 4 })).toBeUndefined();
});

it('refuses a document with too many lines', () => {
  expect(refusal('a\n'.repeat(19_999))).toBeUndefined();
  expect(refusal('a\n'.repeat(20_000))).toEqual(
    inputError('has 20001 lines, more than the limit of 20000'),
  );
});

it('refuses a document with too many invariants', () => {
  const claims = (count: number) =>
    Array.from({ length: count }, (_, i) => `**Invariant A-${i}:** a\n`).join(
      '\n',
    );
  expect(refusal(claims(1000))).toBeUndefined();
  expect(refusal(claims(2000))).toEqual(
    inputError(
      'states 2000 invariants, more than the 1000 that one document may have. Split it',
    ),
  );
  expect(refusal(claims(3), { maxInvariants: 2 })).toEqual(
    inputError('states 3 invariants, more than the 2'),
  );
});

it.each<[name: string, bytes: number[], message: string | RegExp]>([
  ['NUL', [0x61, 0x0a, 0x62, 0x00], /line 2 has .* U\+0000 \(NUL\)/],
  ['a control character', [0x61, 0x0d, 0x0d, 0x0a, 0x1b], /line 3 .* U\+001B/],
  ['a byte of Latin-1', [0x61, 0x0a, 0x0a, 0xe9, 0x0a], /UTF-8: line 3 has/],
  ['half a character', [0x61, 0xc3], /UTF-8: line 1 has/],
  ['an overlong character', [0xc0, 0xaf], /UTF-8: line 1 has/],
  ['a surrogate', [0xed, 0xa0, 0x80], /UTF-8: line 1 has/],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], /U\+0000 \(NUL\)/],
])('refuses %s', (_name, bytes, message) => {
  expect(refusal(Uint8Array.from(bytes))).toEqual(inputError(message));
});

const repeated = (text: string) => text.repeat((128 * 1024) / text.length);

it.each([
  ['quotes', repeated('>')],
  ['lists', repeated('+ ')],
  ['numbers', repeated('1. ')],
  ['lists in quotes', repeated('> - 1. ')],
  [
    'deeper and deeper lists',
    Array.from({ length: 100 }, (_, i) => `${'  '.repeat(i)}- a\n`).join(''),
  ],
  ['a quote with many lines', `${'> '.repeat(100)}${'a\n'.repeat(10_000)}`],
])('refuses deep nesting: %s', (_name, document) => {
  expect(refusal(document)).toEqual(
    inputError(/nested too deeply on line \d+/),
  );
});

it('takes in what people nest', () => {
  const levels = Array.from({ length: 18 }, (_, i) => `${'  '.repeat(i)}- a\n`);
  expect(refusal(levels.join(''))).toBeUndefined();
});

it('refuses link references that stand for gigabytes', () => {
  const document = `${'[a]\n'.repeat(10_000)}\n[a]: ${'x'.repeat(500_000)}\n`;
  expect(refusal(document)).toEqual(
    inputError('more than 1048576 characters of link targets'),
  );
});

// Each of these keeps a parser that goes back and forth busy for minutes or for ever.
it.each([
  ...['*a_', '*a **b ', 'a**b', '_a*b', '~~a~', '**a', 'a* '],
  ...['[', '![', '[](', '![](', '[a](', ']', '[a]', '[^a]', '[a]: b "'],
  ...['`', '`a', '<', '<a b="', '<!--', '<![CDATA[', '<?', '&#1', '\\'],
  ...['http://a.b(', 'a@b.c ', '|a', '\u0301', '\u1100\u1161', '&#32;'],
])('settles a document of %j', text => {
  expect(refusal(repeated(text))).toBeUndefined();
});

it.each([
  ['nested images', `${'!['.repeat(20_000)}a${'](b)'.repeat(20_000)}`],
  ['nested links', `${'['.repeat(20_000)}a${'](b)'.repeat(20_000)}`],
  ['nested emphasis', `${'*a '.repeat(20_000)}${' b*'.repeat(20_000)}`],
  ['a wide table', `${'|a'.repeat(9000)}\n${'|-'.repeat(9000)}\n|b\n`],
  ['headings', 'a\n=\n'.repeat(9000)],
  ['definitions', '[a]: b\n'.repeat(19_000)],
  ['space in code', `~~~\n${' '.repeat(500_000)}x\n~~~\n`],
  ['space in HTML', `<!--\n${' '.repeat(500_000)}x\n-->\n`],
  ['space in inline HTML', `a <!-- ${' '.repeat(500_000)}x -->\n`],
  ['marks of headings', `# ${'#'.repeat(500_000)}x\n`],
  [
    'a claim below code',
    `~~~x\na\n;; invariant a${'1'.repeat(500_000)} b\n~~~\n`,
  ],
  ['strong text', `**Invariant ${'1'.repeat(500_000)} b**\n`],
])('settles %s', (_name, document) => {
  expect(refusal(document)).toBeUndefined();
});
