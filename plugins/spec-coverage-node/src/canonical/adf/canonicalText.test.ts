import type { JsonValue } from '@backstage/types';
import { canonicalizeAdf } from './canonicalizeAdf';
import { doc, link, node, paragraph, plain, text } from './__testUtils__/nodes';

const canonical = (...content: JsonValue[]) =>
  canonicalizeAdf({ title: 'T', body: doc(...content) });

/** The canonical text below the title. */
const textOf = (...content: JsonValue[]) =>
  canonical(...content).text.replace(/^# T\n\n?/, '');

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

it.each<[what: string, nodes: JsonValue[], text: string]>([
  [
    'tables with cells of several parts',
    [
      plain(
        'table',
        plain(
          'tableRow',
          node('tableHeader', { rowspan: 2 }, paragraph('a'), paragraph('b')),
          plain(
            'tableCell',
            node('codeBlock', { language: 'SQL' }, text('x  \n\ny')),
          ),
        ),
        plain('tableRow', plain('tableCell')),
      ),
    ],
    `[[table]]
  [[tableRow]]
    [[tableHeader rowspan=2]]
      a

      b
    [[tableCell]]
      \`\`\`sql
      x

      y
      \`\`\`
  [[tableRow]]
    [[tableCell]]
`,
  ],
  [
    'tables with a column of headers',
    [
      plain(
        'table',
        plain(
          'tableRow',
          plain('tableHeader', paragraph('a')),
          node('tableCell', { colspan: 2 }, paragraph('b')),
        ),
        plain(
          'tableRow',
          plain('tableHeader', paragraph('c')),
          plain('tableCell', paragraph('d', node('hardBreak', {}), 'e')),
          plain('tableCell'),
        ),
      ),
    ],
    `| [[tableHeader]] a | [[tableCell colspan=2]] b |
| [[tableHeader]] c | d<br>e | |
`,
  ],
  [
    'tasks within tasks',
    [
      plain(
        'taskList',
        node('taskItem', { state: 'DONE' }, text('a')),
        plain('taskList', node('taskItem', { state: 'TODO' }, text('b'))),
        node('taskItem', { state: 'TODO' }, text('c')),
      ),
    ],
    '- [x] a\n  - [ ] b\n- [ ] c\n',
  ],
  [
    'decisions',
    [
      plain(
        'decisionList',
        node('decisionItem', { state: 'DECIDED' }, text('a')),
      ),
    ],
    '- [[decisionItem DECIDED]] a\n',
  ],
  [
    'two lists in a row',
    [
      plain('bulletList', plain('listItem', paragraph('a'))),
      plain('bulletList', plain('listItem', paragraph('b'))),
    ],
    '- a\n\n- b\n',
  ],
  [
    'items with several parts',
    [
      plain(
        'orderedList',
        plain(
          'listItem',
          paragraph('a'),
          paragraph('b'),
          node('codeBlock', {}, text('c')),
        ),
        plain('listItem'),
      ),
    ],
    '1. a\n\n   b\n\n   ```\n   c\n   ```\n2.\n',
  ],
  [
    'quotes and rules',
    [plain('blockquote', paragraph('a'), paragraph('b')), { type: 'rule' }],
    '> a\n>\n> b\n\n---\n',
  ],
  [
    'layouts as what is in them',
    [
      plain(
        'layoutSection',
        node('layoutColumn', { width: 50 }, paragraph('a')),
        node('layoutColumn', { width: 50 }, paragraph('b')),
      ),
    ],
    'a\n\nb\n',
  ],
  [
    'images and files',
    [
      plain(
        'mediaSingle',
        {
          type: 'media',
          attrs: { type: 'file', id: 'f1', collection: 'c', alt: 'flow.png' },
          marks: [link('https://a.b')],
        },
        plain('caption', text('The flow')),
      ),
      plain(
        'mediaGroup',
        node('media', { type: 'file', id: 'f2' }),
        node('media', { type: 'external', url: 'https://a.b/c d.png' }),
      ),
    ],
    `[[[media file flow.png]]](https://a.b)

[[caption]]
  The flow

[[media file]][[media external "https://a.b/c d.png"]]
`,
  ],
  [
    'macros',
    [
      node('extension', {
        extensionType: 'com.atlassian.confluence.macro.core',
        extensionKey: 'toc',
        parameters: {
          macroParams: { maxLevel: { value: '2' }, exclude: { value: '' } },
          macroMetadata: { macroId: { value: 'm1' } },
        },
        localId: 'l1',
      }),
      node(
        'bodiedExtension',
        { extensionKey: 'excerpt', parameters: {} },
        paragraph('a'),
      ),
    ],
    `[[extension toc {"macroParams":{"exclude":{"value":""},"maxLevel":{"value":"2"}}}]]

[[bodiedExtension excerpt {}]]
  a
`,
  ],
  [
    'lists of issues',
    [
      node('blockCard', {
        url: 'https://a.b/issues?jql=x',
        datasource: {
          id: 'd1',
          parameters: { jql: 'project = PAY', cloudId: 'c1' },
          views: [{ type: 'table' }],
        },
      }),
    ],
    '[[blockCard https://a.b/issues?jql=x {"parameters":{"cloudId":"c1","jql":"project = PAY"}}]]\n',
  ],
  [
    'nodes that nobody knows',
    [
      node('chart', { kind: 'pie' }, paragraph('a')),
      node('chart', { kind: 'pie' }),
      paragraph(
        'b ',
        node('spoiler', {}, text('c', 'strong')),
        ' ',
        node('x y', {}),
      ),
    ],
    `[[chart]]
  a

[[chart]]

b [[spoiler:]]**c**[[/spoiler]] [["x y"]]
`,
  ],
  [
    'text that looks like the notation',
    [
      paragraph('- a [[b]] *c* [d](e) \\ `f` ~~g~~ <u>h</u> x[0] a_b 2 * 3 <i>'),
      paragraph('1. a', node('hardBreak', {}), '# b'),
      paragraph('|a|'),
      paragraph('---'),
      paragraph('[x] a'),
    ],
    `\\- a \\[[b]] \\*c\\* [d\\](e) \\\\ \\\`f\\\` \\~\\~g\\~\\~ \\<u>h\\</u> x[0] a_b 2 * 3 <i>

1\\. a\\
\\# b

\\|a|

\\---

\\[x] a
`,
  ],
  [
    'marks in each other',
    [
      paragraph(
        text('a', 'strong'),
        text(' b', 'strong', 'em'),
        text(' ', 'underline'),
        text('c', 'em', 'strike', link('d')),
        text('`', 'code', link('d')),
        'e',
      ),
    ],
    '**a *b**** *[*~~c~~*`` ` ``](d)e\n',
  ],
])('writes %s', (_what, nodes, expected) => {
  expect(textOf(...nodes)).toBe(expected);
});

it('has the title as its first line, whatever it is', () => {
  const withTitle = (title: string, ...content: JsonValue[]) =>
    canonicalizeAdf({ title, body: doc(...content) });
  expect(withTitle(' A\u00a0 *b*\n')).toMatchObject({
    title: 'A *b*',
    text: '# A \\*b\\*\n',
  });
  expect(withTitle('', paragraph('a')).text).toBe('#\n\na\n');
  expect(withTitle('a'.repeat(400)).title).toBe(`${'a'.repeat(299)}…`);
  expect(canonicalizeAdf({ title: 'A', body: null }).text).toBe('# A\n');
});
