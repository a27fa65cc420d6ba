import { canonicalizeJiraWiki } from './canonicalizeJiraWiki';

const canonical = (body: string | null, title = 'T') =>
  canonicalizeJiraWiki({ title, body });

/** The canonical text below the title. */
const textOf = (body: string) =>
  canonical(body).text.replace(/^h1\. T\n\n?/, '');

const refusal = (body: string, limits = {}, title = 'T') => {
  try {
    canonicalizeJiraWiki({ title, body }, limits);
  } catch (error) {
    return error;
  }
  return undefined;
};

const inputError = (message: string) =>
  expect.objectContaining({
    name: 'InputError',
    message: expect.stringContaining(message),
  });

it('reads well', () => {
  const body = [
    'h2.  Withdrawals  ',
    '',
    '',
    'The ledger\u00a0refuses what would make a balance *negative*.',
    ' See [PAY-10|https://jira.acme.com/browse/PAY-10] and {{a  b}}.',
    '',
    '||Field||Rule||',
    '|amount|x > 0 |',
    '| | [a|b] !c.png|width=30! \\| d|',
    '{panel:title=Limits}',
    '*Invariant LEDGER-7:* refunds are',
    'idempotent',
    '{panel}',
    '* first',
    '** *Invariant LEDGER-8:* second',
    'Proof: {code:title=Ledger|SMT2}',
    ';; invariant LEDGER-1: never negative  ',
    '(assert {x})',
    '',
    '\t(define-fun invariant () Bool true)',
    '{code} as agreed.',
    '',
  ].join('\r\n');
  expect(canonical(body, 'Withdraw  money')).toEqual({
    title: 'Withdraw money',
    canonicalizer: 'jira-wiki/1',
    stories: [],
    components: [],
    text: `h1. Withdraw money

h2. Withdrawals

The ledger refuses what would make a balance *negative*.
See [PAY-10|https://jira.acme.com/browse/PAY-10] and {{a  b}}.

|| Field || Rule ||
| amount | x > 0 |
| | [a|b] !c.png|width=30! \\| d |
{panel:title=Limits}
*Invariant LEDGER-7:* refunds are
idempotent
{panel}
* first
** *Invariant LEDGER-8:* second
Proof: {code:language=smt2|title=Ledger}
;; invariant LEDGER-1: never negative
(assert {x})

\t(define-fun invariant () Bool true)
{code} as agreed.
`,
    invariants: [
      { key: 'LEDGER-7', text: 'refunds are idempotent', line: 12 },
      { key: 'LEDGER-8', text: 'second', line: 16 },
      {
        key: 'LEDGER-1',
        text: 'never negative',
        language: 'smt2',
        body: ';; invariant LEDGER-1: never negative\n(assert {x})\n\n\t(define-fun invariant () Bool true)',
        line: 18,
      },
    ],
  });
});

it.each<[what: string, markup: string, text: string]>([
  ['code on one line', 'a {code}b{code} c', 'a {code}\nb\n{code} c\n'],
  [
    'blocks in a row',
    '{code}a{code}{noformat}b{noformat}',
    '{code}\na\n{code} {noformat}\nb\n{noformat}\n',
  ],
  ['empty code', '{code}\n{code}', '{code}\n{code}\n'],
  ['an escaped macro', '\\{code} a  b \\{code}', '\\{code} a b \\{code}\n'],
  [
    'a macro behind a line break',
    'a\\\\{code}b  c{code}',
    'a\\\\ {code}\nb  c\n{code}\n',
  ],
  [
    'a macro that is named',
    '{{code}} a  b {{code}}',
    '{{code}} a b {{code}}\n',
  ],
  ['a macro with a longer name', '{codec}a  b{codec}', '{codec}a b{codec}\n'],
  [
    'another macro in code',
    '{code}{noformat}  a\n{code}',
    '{code}\n{noformat}  a\n{code}\n',
  ],
  [
    'an escaped end',
    '{code}a\\{code}  b{code}',
    '{code}\na\\{code}  b\n{code}\n',
  ],
  [
    'code that nothing ends',
    'a\n{code:x}\n  b\n\nc\n',
    'a\n{code:language=x}\n  b\n\nc\n',
  ],
  [
    'code in a cell',
    '|a|{code:x}\nb | c\n{code}|d|',
    '| a | {code:language=x}\nb | c\n{code} | d |\n',
  ],
  ['cells of a row that does not end', '|a| b', '| a | b\n'],
  [
    'brackets in cells',
    '|[a | b]|{c | d}|! e | f!|',
    '| [a | b] | {c | d} | ! e | f! |\n',
  ],
  [
    'links and macros in cells',
    '|[a|b]|{c:d|e}|!f|g!|',
    '| [a|b] | {c:d|e} | !f|g! |\n',
  ],
  ['escapes in cells', '|a\\|b|\\[c|d]|', '| a\\|b | \\[c | d] |\n'],
  ['space within a line', 'a  b\tc\u200b\u00a0', 'a b c\n'],
  [
    'what only looks like a macro',
    '{co\u200bde}  a  {p\u200banel}',
    '{co\u200bde} a {panel}\n',
  ],
  ['monospaced text', '{{a  b}}  {{c', '{{a  b}} {{c\n'],
  ['nothing', '\n \n', ''],
  [
    'parameters by name',
    '{code:title=b|language=X|borderStyle = solid|theme=}a{code}',
    '{code:language=x|borderStyle=solid|theme=|title=b}\na\n{code}\n',
  ],
  [
    'a second parameter without name',
    '{code:x|y}a{code}',
    '{code:language=x|y}\na\n{code}\n',
  ],
])('writes %s', (_what, markup, text) => {
  expect(textOf(markup)).toBe(text);
  expect(textOf(text)).toBe(text);
});

it('has the title as its first line, whatever it is', () => {
  expect(canonical(null, '').text).toBe('h1.\n');
  expect(canonical('', 'a').text).toBe('h1. a\n');
  expect(canonical('b', ' {code}\n a ').text).toBe('h1. {code} a\n\nb\n');
});

it.each<[what: string, markup: string, claims: object[]]>([
  [
    'a colon behind the strong text',
    '*Invariant A-1*: {{a}} \\[b\\]',
    [{ key: 'A-1', text: 'a [b]', line: 3 }],
  ],
  [
    'strong text within a word',
    '{*}Invariant A-1:{*}a',
    [{ key: 'A-1', text: 'a', line: 3 }],
  ],
  [
    'colour',
    '{color:#172b4d}*Invariant A-1:* a{color}',
    [{ key: 'A-1', text: 'a', line: 3 }],
  ],
  [
    'claims in a row',
    'We claim:\n*Invariant A-1:* a\nb\n*Invariant A-2:* c\n\nd',
    [
      { key: 'A-1', text: 'a b', line: 4 },
      { key: 'A-2', text: 'c', line: 6 },
    ],
  ],
  [
    'what ends a claim',
    ['* b', 'h2. b', '|b|', '----', '{panel}', '{code}b{code}', 'bq. b']
      .map((end, index) => `*Invariant A-${index}:* a\n${end}`)
      .join('\n\n'),
    Array.from({ length: 7 }, (_, index) =>
      expect.objectContaining({ key: `A-${index}`, text: 'a' }),
    ),
  ],
  [
    'cells',
    '||*Invariant A-1:* a||\n|b|*Invariant A-2:* c|',
    [
      { key: 'A-1', text: 'a', line: 3 },
      { key: 'A-2', text: 'c', line: 4 },
    ],
  ],
  [
    'quotes, numbers and tasks',
    'bq. *Invariant A-1:* a\n# *Invariant A-2:* b\n* [ ] *Invariant A-3:* c',
    [
      { key: 'A-1', text: 'a', line: 3 },
      { key: 'A-2', text: 'b', line: 4 },
      { key: 'A-3', text: 'c', line: 5 },
    ],
  ],
  [
    'text without format',
    '{noformat}\n;; invariant A-1: a\n{noformat}',
    [
      {
        key: 'A-1',
        text: 'a',
        language: 'smt2',
        body: ';; invariant A-1: a',
        line: 4,
      },
    ],
  ],
  [
    'code that nothing ends',
    '{code:x}\n// invariant A-1: a\n*Invariant A-2:* b',
    [
      {
        key: 'A-1',
        text: 'a',
        language: 'x',
        body: '// invariant A-1: a\n*Invariant A-2:* b',
        line: 4,
      },
    ],
  ],
  [
    'a claim without a key',
    '*Invariant:* a',
    [expect.objectContaining({ key: 'unnamed-1', problem: expect.anything() })],
  ],
  [
    'what is no claim',
    'the *Invariant A-1:* a\nh2. *Invariant A-2:* b\n*Invariant A-3: c\n* Invariant A-4:* d\n*Invariants* are nice',
    [],
  ],
])('reads claims: %s', (_what, markup, claims) => {
  expect(canonical(markup).invariants).toEqual(claims);
});

it.each<[what: string, body: string, message: string]>([
  ['NUL', 'a\u0000', 'The description is not text: it has the control'],
  ['half of a character', 'a\ud800', 'half of a character, U+D800'],
  ['too many lines', 'a\n'.repeat(30_000), 'more than 20000 lines'],
  ['too many blocks', '{code}{code}'.repeat(25_000), 'more than 20000 lines'],
  ['too much text', 'é'.repeat(600_000), 'more than 1048576 bytes'],
  [
    'too many claims',
    '*Invariant A:* a\n'.repeat(1001),
    'states 1001 invariants, more than the 1000',
  ],
])('refuses %s', (_what, body, message) => {
  expect(refusal(body)).toEqual(inputError(message));
});

it('keeps to the limits that are given', () => {
  expect(refusal('12345', { maxBytes: 4 })).toEqual(inputError('4 bytes'));
  expect(refusal('a\nb', { maxNodes: 1 })).toEqual(inputError('1 parts'));
  expect(
    refusal('*Invariant A-1:* a\n*Invariant A-2:* a', { maxInvariants: 1 }),
  ).toEqual(inputError('more than the 1 '));
  expect(refusal('a', {}, '\u0000')).toEqual(inputError('The title'));
});

// Each of these would keep a reader that goes back and forth busy for minutes.
it.each([
  ...['{', '{{', '{code', '{code:', '{noformat', '{{a', '\\', '\\{code}'],
  ...['|', '||', '|[', '|[a|', '|!', '|! a', '|{', '*', '{*}', '* ', ' '],
  ...['*Invariant ', '*Invariant a', '{a} ', '{a:', '\u00a0', '\u0301'],
])('settles a document of %j', piece => {
  const body = piece.repeat(500_000 / piece.length);
  expect(refusal(body)).toBeUndefined();
  expect(refusal(`|${body}`)).toBeUndefined();
  expect(refusal(`*Invariant A-1: ${body}`)).toBeUndefined();
});
