import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalizeAdf } from './canonicalizeAdf';
import { doc, node, paragraph, plain, text } from './__testUtils__/nodes';

const canonical = (...content: JsonValue[]) =>
  canonicalizeAdf({ title: 'T', body: doc(...content) });

const claimsOf = (...content: JsonValue[]) => canonical(...content).invariants;

const code = (value: string, attrs: JsonObject = {}) =>
  node('codeBlock', attrs, text(value));

const strong = (value: string) => text(value, 'strong');

it('reads a claim of a code block, with the language that was chosen for it', () => {
  const body =
    '// invariant A-1: a holds\n// story: jira:PAY-10\nmethod M() {}\n';
  expect(claimsOf(code(body, { language: 'Dafny' }))).toEqual([
    {
      key: 'A-1',
      text: 'a holds',
      story: 'jira:PAY-10',
      language: 'dafny',
      body,
      line: 4,
    },
  ]);
});

it.each<[what: string, attrs: JsonObject, body: string, language?: string]>([
  ['SMT-LIB by its comment', {}, ';; invariant A-1: a'],
  ['SMT-LIB behind a blank line', {}, '\n ; invariant A-1: a'],
  ['plain text', { language: 'plaintext' }, ';; invariant A-1: a'],
  ['no language', { language: 'none' }, ';; invariant A-1: a'],
  ['an empty language', { language: '' }, ';; invariant A-1: a'],
  [
    'a language in a comment',
    {},
    '-- invariant A-1: a\n-- language: Lean\ntheorem',
    'lean',
  ],
  [
    'a comment that says more than what was chosen',
    { language: 'lisp' },
    ';; invariant A-1: a\n;; language: smt2\n',
  ],
  ['a chosen language', { language: 'Lisp' }, ';; invariant A-1: a', 'lisp'],
  [
    'a comment below code',
    {},
    ';; invariant A-1: a\n(assert true)\n;; language: x',
  ],
])('knows the language: %s', (_what, attrs, body, language = 'smt2') => {
  expect(claimsOf(code(body, attrs))).toEqual([
    expect.objectContaining({ key: 'A-1', language }),
  ]);
  expect(claimsOf(code(body, attrs))[0].problem).toBeUndefined();
});

it('says how to name the language where nothing does', () => {
  const [claim] = claimsOf(
    code('// invariant A-1: a\nx', { language: 'text' }),
  );
  expect(claim.language).toBeUndefined();
  expect(claim.problem).toBe(
    "The code block names no language. Write it below the claim's comment, for example ;; language: smt2.",
  );
});

it('reads claims without a formal body', () => {
  const paragraphs = [
    paragraph(strong('Invariant A-1:'), ' a holds'),
    paragraph(strong('Invariant A-2'), ': b ', text('always', 'em'), ' holds'),
    paragraph(
      text('Invariant ', 'strong', 'em'),
      strong('A-3: '),
      node('mention', { id: 'm1' }),
      ' and ',
      text('c', 'code'),
    ),
    paragraph(strong('invariant A-4:')),
    paragraph(strong('Invariant A-5')),
    paragraph(strong('Invariant'), ' properties are nice'),
    paragraph('see ', strong('Invariant A-6:'), ' d'),
    node('heading', { level: 2 }, strong('Invariant A-7:'), text(' e')),
  ];
  const { invariants, text: canonicalText } = canonical(...paragraphs);
  expect(invariants).toEqual([
    { key: 'A-1', text: 'a holds', line: 3 },
    { key: 'A-2', text: 'b always holds', line: 5 },
    { key: 'A-3', text: 'm1 and c', line: 7 },
    expect.objectContaining({
      key: 'A-4',
      problem: expect.stringContaining('no text after the colon'),
    }),
    expect.objectContaining({
      key: 'unnamed-1',
      problem: expect.stringContaining('no key that can be read'),
    }),
  ]);
  expect(canonicalText.split('\n')[4]).toBe(
    '**Invariant A-2**: b *always* holds',
  );
});

it('reads a claim on each line of a paragraph', () => {
  const lineBreak = { type: 'hardBreak' };
  const claims = claimsOf(
    paragraph(
      'We claim:',
      lineBreak,
      strong('Invariant A-1:'),
      ' a',
      lineBreak,
      'and more',
      lineBreak,
      lineBreak,
      strong('Invariant A-2:'),
      ' b',
    ),
  );
  expect(claims).toEqual([
    { key: 'A-1', text: 'a and more', line: 4 },
    { key: 'A-2', text: 'b', line: 7 },
  ]);
});

it('reads claims wherever they stand, with their lines', () => {
  const { invariants, text: canonicalText } = canonical(
    node(
      'panel',
      { panelType: 'info' },
      paragraph(strong('Invariant A-1:'), ' a'),
      code(';; invariant A-2: b'),
    ),
    node('expand', { title: 'x' }, paragraph(strong('Invariant A-3:'), ' c')),
    plain(
      'bulletList',
      plain('listItem', paragraph(strong('Invariant A-4:'), ' d')),
    ),
    plain(
      'taskList',
      node('taskItem', { state: 'TODO' }, strong('Invariant A-5:'), text(' e')),
    ),
    plain(
      'table',
      plain(
        'tableRow',
        plain('tableHeader', paragraph('x')),
        plain('tableHeader', paragraph(strong('Invariant A-6:'), ' f')),
      ),
      plain(
        'tableRow',
        plain(
          'tableCell',
          paragraph(
            strong('Invariant A-7:'),
            ' g',
            { type: 'hardBreak' },
            strong('Invariant A-8:'),
            ' h',
          ),
        ),
      ),
    ),
    plain(
      'table',
      plain(
        'tableRow',
        plain('tableCell', code(';; invariant A-9: i'), paragraph('y')),
      ),
    ),
    node('bodiedExtension', {}, plain('unknown', code('; invariant A-10: j'))),
    plain('blockquote', paragraph(strong('Invariant A-11:'), ' k')),
  );
  const lines = canonicalText.split('\n');
  const found = invariants.map(({ key, line }) => [
    key,
    lines[line - 1].includes(`${key}:`),
  ]);
  expect(found).toEqual(
    Array.from({ length: 11 }, (_, i) => [`A-${i + 1}`, true]),
  );
  expect(invariants.map(({ problem }) => problem)).toEqual(
    invariants.map(() => undefined),
  );
});

it('keeps every character of a formal body', () => {
  const body = ';; invariant A-1: a\n\n\t(assert  `*_[[x]]_*`)\u00a0\u200b\n';
  const { invariants, text: canonicalText } = canonical(code(`${body}x  `));
  expect(invariants[0].body).toBe(`${body}x`);
  expect(canonicalText).toBe(`# T\n\n\`\`\`\n${body}x\n\`\`\`\n`);
});

it('says when a key is used twice', () => {
  const claims = claimsOf(
    paragraph(strong('Invariant A-1:'), ' a'),
    code(';; invariant A-1: b'),
  );
  expect(claims).toEqual([
    {
      key: 'A-1',
      text: 'a',
      line: 3,
      problem: expect.stringContaining('used by 2 claims, on lines 3, 6'),
    },
  ]);
});
