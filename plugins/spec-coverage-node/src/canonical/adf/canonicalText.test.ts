import type { JsonValue } from '@backstage/types';
import { canonicalizeAdf } from './canonicalizeAdf';
import { doc, link, node, paragraph, plain, text } from './__testUtils__/nodes';

const canonical = (...content: JsonValue[]) =>
  canonicalizeAdf({ title: 'T', body: doc(...content) });

/** The canonical text below the title. */
const textOf = (...content: JsonValue[]) =>
  canonical(...content).text.replace(/^# T\n\n?/, '');

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
      paragraph(
        '- a [[b]] *c* [d](e) \\ `f` ~~g~~ <u>h</u> x[0] a_b 2 * 3 <i>',
      ),
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
