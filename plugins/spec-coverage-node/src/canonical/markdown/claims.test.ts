import { canonicalizeMarkdown } from './canonicalizeMarkdown';

const invariantsOf = (document: string) =>
  canonicalizeMarkdown(Buffer.from(document)).invariants;

const block = (code: string, language = 'smt2') =>
  `\`\`\`${language}\n${code}\n\`\`\`\n`;

it('reads claims with a formal body', () => {
  const document = `---
title: Ledger
---

# Ledger

\`\`\`SMT2
;; invariant LEDGER-1: a withdrawal never makes the balance negative
;; story: jira:PAY-10
(declare-const balance Int)
  (assert true)
\`\`\`
`;
  expect(invariantsOf(document)).toEqual([
    {
      key: 'LEDGER-1',
      text: 'a withdrawal never makes the balance negative',
      story: 'jira:PAY-10',
      language: 'smt2',
      body: ';; invariant LEDGER-1: a withdrawal never makes the balance negative\n;; story: jira:PAY-10\n(declare-const balance Int)\n  (assert true)',
      line: 8,
    },
  ]);
});

it('reads claims without a body', () => {
  expect(
    invariantsOf(`**Invariant A-1:** refunds are *idempotent*, and
\`a <= b\`

- [ ] **Invariant A-2**: colon outside
- [x] __invariant A-3:__ other marks

1. > **Invariant A-4: all of it is strong**
`),
  ).toEqual([
    { key: 'A-1', text: 'refunds are idempotent, and a <= b', line: 1 },
    { key: 'A-2', text: 'colon outside', line: 4 },
    { key: 'A-3', text: 'other marks', line: 5 },
    { key: 'A-4', text: 'all of it is strong', line: 7 },
  ]);
});

it.each([
  ['smt2', ';; invariant A-1: holds'],
  ['smt2', ';invariant A-1: holds'],
  ['rust', '/// invariant A-1: holds'],
  ['python', '# Invariant A-1 : holds'],
  ['lean', '-- invariant A-1: holds'],
  ['prolog', '% invariant A-1: holds'],
  ['coq', '(* invariant A-1: holds *)'],
  ['tla', '\\* invariant A-1: holds'],
  ['dafny', '/* invariant A-1: holds */'],
  ['dafny', '/**\n * invariant A-1: holds\n * for all\n */'],
  ['smt2', '\n; (c) Acme\n\n; invariant A-1: holds'],
])('reads the comments of %s: %j', (language, comment) => {
  expect(invariantsOf(block(`${comment}\ncode`, language))).toEqual([
    expect.objectContaining({ key: 'A-1', text: 'holds', language }),
  ]);
  expect(
    invariantsOf(block(`${comment}\ncode`, language))[0],
  ).not.toHaveProperty('problem');
});

it('reads claims in lists and quotes, with the lines of the document', () => {
  const [invariant] = invariantsOf(
    '- a\n\n  > 1. b\n  >\n  >    ```smt2\n  >    ;; invariant A-1: holds\n  >      (assert true)\n  >    ```\n',
  );
  expect(invariant).toEqual({
    key: 'A-1',
    text: 'holds',
    language: 'smt2',
    body: ';; invariant A-1: holds\n  (assert true)',
    line: 6,
  });
});

it('takes what does not state a claim for documentation', () => {
  expect(
    invariantsOf(`
${block('(assert true)')}
${block(';; invariants of the ledger')}
${block('# Example\n# invariant: a loop has one', 'python')}
${block('let i = 0;\n// invariant i: it grows', 'js')}
${block('', 'smt2')}
# Invariant A-1: a heading

**Invariants** hold. An **Invariant A-1:** within text.

**Invariant** is a word, and **invariant-based** too.

**Invariant checking is hard**
`),
  ).toEqual([]);
});

describe('a claim that cannot be settled', () => {
  it.each<[name: string, document: string, key: string, problem: RegExp]>([
    [
      'has no colon',
      block(';; invariant LEDGER 1 foo'),
      'unnamed-1',
      /no key that can be read/,
    ],
    ['has no key', block(';; invariant: foo'), 'unnamed-1', /no key/],
    ['has nothing', block(';; invariant'), 'unnamed-1', /no key/],
    ['has no key, in words', '**Invariant:** foo', 'unnamed-1', /no key/],
    ['has no colon, in words', '**Invariant A-1** foo', 'unnamed-1', /no key/],
    [
      'has two words as key, in words',
      '**Invariant A 1:** foo',
      'unnamed-1',
      /no key/,
    ],
    [
      'has a key that is none',
      block(';; invariant 1-A: foo'),
      'unnamed-1',
      /key '1-A' is not valid/,
    ],
    [
      'has an endless key',
      block(`;; invariant ${'A'.repeat(5000)}: foo`),
      'unnamed-1',
      /key 'A{80}…' is not valid/,
    ],
    ['has no text', block(';; invariant A-1:'), 'A-1', /no text/],
    ['has no text, in words', '**Invariant A-1:**', 'A-1', /no text/],
    [
      'has a story that is none',
      block(';; invariant A-1: a\n;; story: PAY-10'),
      'A-1',
      /user story 'PAY-10' cannot be read/,
    ],
    [
      'has two stories',
      block(';; invariant A-1: a\n;; story: j:1\n;; story: j:2'),
      'A-1',
      /names 2/,
    ],
    [
      'has no language',
      block(';; invariant A-1: a', ''),
      'A-1',
      /names no language/,
    ],
    [
      'is indented code',
      'text\n\n    ;; invariant A-1: a\n',
      'A-1',
      /names no language/,
    ],
    [
      'is below the code',
      block('(set-logic ALL)\n;; invariant A-1: a'),
      'A-1',
      /stated on line 3, below the first line of code/,
    ],
    [
      'shares its block',
      block(';; invariant A-1: a\n(assert true)\n;; invariant A-2: b'),
      'A-1',
      /states 2, on lines 2, 4/,
    ],
  ])('%s', (_name, document, key, problem) => {
    const invariants = invariantsOf(document);
    expect(invariants).toEqual([
      expect.objectContaining({ key, problem: expect.stringMatching(problem) }),
    ]);
    expect(invariants[0].story).toBeUndefined();
  });

  it('says the same wherever it stands', () => {
    const claim = block(';; invariant oops').trimEnd();
    const [here] = invariantsOf(claim);
    const [there] = invariantsOf(`a\n\n\n\n${claim}`);
    expect(there).toEqual({ ...here, line: here.line + 4 });
  });
});

it('keeps one claim of a key that is used twice, with a problem, and leaves the others alone', () => {
  const invariants = invariantsOf(
    `${block(';; invariant A-1: first')}
${block(';; invariant A-2: other')}
**Invariant A-1:** second
`,
  );
  expect(invariants).toEqual([
    expect.objectContaining({
      key: 'A-1',
      text: 'first',
      problem:
        'The key A-1 is used by 2 claims, on lines 2, 9. Give each claim a key of its own.',
    }),
    expect.objectContaining({ key: 'A-2', text: 'other' }),
  ]);
  expect(invariants[1]).not.toHaveProperty('problem');
});

it('gives claims without a key names that no other claim has', () => {
  expect(
    invariantsOf(
      `${block(';; invariant')}\n${block(
        ';; invariant',
      )}\n**Invariant unnamed-1:** a`,
    ).map(({ key }) => key),
  ).toEqual(['unnamed-2', 'unnamed-3', 'unnamed-1']);
});

it('states the same claims in the canonical text', () => {
  const document = `* ~~~SMT2
  ;; invariant A-1:   a
  (assert (=> a
     b))   
  ~~~
* __Invariant A-2:__ b
  c
`;
  const { text, invariants } = canonicalizeMarkdown(Buffer.from(document));
  const withoutLine = ({ line: _line, ...claim }: (typeof invariants)[0]) =>
    claim;
  expect(invariants).toHaveLength(2);
  expect(invariantsOf(text).map(withoutLine)).toEqual(
    invariants.map(withoutLine),
  );
});
