import { canonicalizeAdf } from './canonicalizeAdf';
import { doc, node, paragraph, plain, text } from './__testUtils__/nodes';

/** A story as people write it in Jira. */
const story = doc(
  node('heading', { level: 2, localId: 'h1' }, text('Withdrawals')),
  paragraph(
    'The ledger refuses what would make a balance ',
    text('negative', 'strong', { type: 'textColor', attrs: { color: '#f00' } }),
    '. See ',
    node('inlineCard', { url: 'https://acme.atlassian.net/browse/PAY-10' }),
    ' or ask ',
    node('mention', { id: '5b10ac8d', text: '@Mia', accessLevel: '' }),
    ' ',
    node('emoji', { shortName: ':smile:', id: '1f604', text: '😄' }),
    '.',
  ),
  node(
    'panel',
    { panelType: 'warning', localId: 'p1' },
    paragraph('Limits are in x', text('2', node('subsup', { type: 'sup' }))),
    plain(
      'bulletList',
      plain(
        'listItem',
        paragraph('first'),
        node('orderedList', { order: 3 }, plain('listItem', paragraph('a'))),
      ),
      plain('listItem', paragraph('second')),
    ),
  ),
  node(
    'table',
    { isNumberColumnEnabled: false, layout: 'default', localId: 't1' },
    plain(
      'tableRow',
      node('tableHeader', {}, paragraph(text('Field', 'strong'))),
      node('tableHeader', { colwidth: [120] }, paragraph('Rule')),
    ),
    plain(
      'tableRow',
      node('tableCell', {}, paragraph('amount')),
      node('tableCell', {}, paragraph('x | y'), paragraph()),
    ),
  ),
  node(
    'taskList',
    { localId: 'tl' },
    node('taskItem', { localId: 'ti', state: 'DONE' }, text('agreed')),
    node('taskItem', { localId: 'tj', state: 'TODO' }, text('built')),
  ),
  paragraph(
    node('status', { text: 'IN REVIEW', color: 'blue', localId: 's' }),
    ' until ',
    node('date', { timestamp: '1764547200000' }),
  ),
  node(
    'codeBlock',
    {},
    text(
      ';; invariant LEDGER-1: never negative\n(define-fun invariant () Bool true)',
    ),
  ),
  paragraph(text('Invariant LEDGER-7: ', 'strong'), 'refunds are idempotent'),
  node(
    'expand',
    { title: 'Open questions' },
    paragraph(text('why', 'em'), node('hardBreak', {}), 'and when'),
  ),
  paragraph(),
);

it('reads well', () => {
  expect(canonicalizeAdf({ title: 'Withdraw money', body: story })).toEqual({
    title: 'Withdraw money',
    canonicalizer: 'adf/1',
    stories: [],
    components: [],
    text: `# Withdraw money

## Withdrawals

The ledger refuses what would make a balance **negative**. See [[inlineCard https://acme.atlassian.net/browse/PAY-10]] or ask [[mention 5b10ac8d]] [[emoji :smile:]].

[[panel warning]]
  Limits are in x<sup>2</sup>

  - first
    3. a
  - second

| **Field** | Rule |
| --- | --- |
| amount | x \\| y |

- [x] agreed
- [ ] built

[[status "IN REVIEW"]] until [[date 2025-12-01]]

\`\`\`
;; invariant LEDGER-1: never negative
(define-fun invariant () Bool true)
\`\`\`

**Invariant LEDGER-7:** refunds are idempotent

[[expand "Open questions"]]
  *why*\\
  and when
`,
    invariants: [
      {
        key: 'LEDGER-1',
        text: 'never negative',
        language: 'smt2',
        body: ';; invariant LEDGER-1: never negative\n(define-fun invariant () Bool true)',
        line: 24,
      },
      { key: 'LEDGER-7', text: 'refunds are idempotent', line: 28 },
    ],
  });
});
