import { canonicalizeMarkdown } from './canonicalizeMarkdown';

const textOf = (content: string | Uint8Array) =>
  canonicalizeMarkdown(
    typeof content === 'string' ? Buffer.from(content) : content,
  ).text;

describe('edits that are cosmetic', () => {
  it.each<[edit: string, before: string, after: string]>([
    ['line ends', 'a\nb\n\n- c\n', 'a\r\nb\r\n\r\n- c\r\n'],
    ['old line ends of the Mac', 'a\n\nb\n', 'a\r\rb\r'],
    ['a byte order mark', '# a\n', '\ufeff# a\n'],
    ['Unicode composition', 'caf\u00e9\n', 'cafe\u0301\n'],
    ['composition in code', '```x\n\u00e9\n```\n', '```x\ne\u0301\n```\n'],
    ['composition in a reference', 'caf\u00e9\n', 'cafe&#x301;\n'],
    ['a missing line end at the end', 'a\n', 'a'],
    ['trailing space', 'a\n\nb\n', 'a \n\t\nb\t\n'],
    ['runs of blank lines', 'a\n\nb\n', '\n\na\n\n\n\n\nb\n\n\n'],
    ['runs of spaces in prose', 'a b\n', 'a    b\n'],
    ['where prose is wrapped', 'a b c d\n', 'a b\nc\nd\n'],
    ['where a quote is wrapped', '> a b\n', '> a\n> b\n'],
    ['a line of a quote without its mark', '> a b\n', '> a\nb\n'],
    ['where an item is wrapped', '- a b\n', '- a\n  b\n'],
    ['where emphasis is wrapped', '*a b*\n', '*a\nb*\n'],
    ['where inline code is wrapped', '- `a b`\n', '- `a\n  b`\n'],
    ['bullets', '- a\n- b\n', '* a\n* b\n'],
    ['indented bullets', '- a\n- b\n', '  + a\n  + b\n'],
    ['indentation of an item', '- a\n\n  b\n', '-   a\n\n    b\n'],
    ['blank lines between items', '- a\n- b\n', '- a\n\n- b\n'],
    ['blank lines before a nested list', '- a\n  - b\n', '- a\n\n  - b\n'],
    ['numbers behind the first', '1. a\n2. b\n', '1. a\n1. b\n'],
    ['marks of numbers', '1. a\n2. b\n', '1) a\n2) b\n'],
    ['marks of emphasis', '*a* **b**\n', '_a_ __b__\n'],
    ['marks of headings', '# a\n\n## b\n', 'a\n=\n\nb\n---\n'],
    ['closing marks of headings', '# a\n', '#   a   ###\n'],
    ['marks of rules', 'a\n\n---\n', 'a\n\n* * *\n'],
    ['fences', '```x\na\n```\n', '~~~~ x\na\n~~~~\n'],
    ['an indented block', '```\na\n```\n', '    a\n'],
    ['case of a language', '```smt2\na\n```\n', '```SMT2\na\n```\n'],
    [
      'trailing space in code',
      '```x\na\n\nb\n```\n',
      '```x\na  \n \nb\t\n```\n',
    ],
    ['hard breaks', 'a\\\nb\n', 'a   \nb\n'],
    ['needless backslashes', 'a.b\n', 'a\\.b\n'],
    ['characters as references', 'a < b\n', 'a &lt; b\n'],
    [
      'padding of tables',
      '| a | b |\n| --- | --: |\n| 1 | 2 |\n',
      '|a|b|\n|-|-:|\n|   1|2        |\n',
    ],
    ['outer pipes', '| a | b |\n| - | - |\n| 1 | 2 |\n', 'a|b\n-|-\n1|2\n'],
    ['a link by reference', '[a](b "c")\n', '[a][D]\n\n[d]: b "c"\n'],
    ['a link in short', '[a](b)\n', '[a]\n\n[a]: b\n'],
    ['an image by reference', '![a](b)\n', '![a][d]\n\n[d]: <b>\n'],
    [
      'order of definitions',
      '[a] [b]\n\n[a]: x\n[b]: y\n',
      '[b]: y\n[a]: x\n\n[a] [b]\n',
    ],
    ['a definition that nothing uses', 'a\n', 'a\n\n[d]: x\n'],
    [
      'an address between angles',
      '[https://a.b](https://a.b)\n',
      '<https://a.b>\n',
    ],
    [
      'style of front matter',
      '---\ntitle: a\nstories: [x:1, x:2]\n---\n\nb\n',
      '---\n# who asked\nstories:\n  - x:1\n  - "x:2"\n\ntitle: "a"   \n---\nb\n',
    ],
    ['front matter without content', 'a\n', '---\n---\na\n'],
  ])('%s', (_edit, before, after) => {
    expect(after).not.toBe(before);
    expect(textOf(after)).toBe(textOf(before));
  });
});

describe('edits that are real', () => {
  it.each<[edit: string, before: string, after: string]>([
    ['a word', 'a balance is never negative', 'a balance is always negative'],
    ['a number', 'within 24 hours', 'within 25 hours'],
    ['an operator', 'a <= b', 'a < b'],
    ['a sign', 'x > -1', 'x > 1'],
    ['case', 'MUST', 'must'],
    ['punctuation', 'a, b', 'a; b'],
    ['a no-break space', 'a b', 'a\u00a0b'],
    ['where words are parted', 'a b', 'ab'],
    ['paragraphs', 'a b', 'a\n\nb'],
    ['a hard break', 'a b', 'a\\\nb'],
    ['emphasis', 'must not', 'must *not*'],
    ['strength of emphasis', '*not*', '**not**'],
    ['deletion', 'a', '~~a~~'],
    ['inline code', '`a <= b`', '`a < b`'],
    ['space in inline code', '`a b`', '`a  b`'],
    ['code or not', '`a`', 'a'],
    ['code', '```x\na\n```', '```x\nb\n```'],
    ['a comment in code', '```x\n;; a\n```', '```x\n;; b\n```'],
    ['indentation in code', '```py\na\n  b\n```', '```py\na\nb\n```'],
    ['space in code', '```x\na b\n```', '```x\na  b\n```'],
    ['lines of code', '```x\na\nb\n```', '```x\na b\n```'],
    ['a blank line in code', '```x\na\nb\n```', '```x\na\n\nb\n```'],
    ['a tab in code', '```x\n\ta\n```', '```x\n    a\n```'],
    ['a language', '```smt2\na\n```', '```lean\na\n```'],
    ['what stands behind a language', '```x a\n```', '```x b\n```'],
    ['a table cell', '|a|\n|-|\n|1|', '|a|\n|-|\n|2|'],
    ['a cell that moves', '|a|b|\n|-|-|\n|1||', '|a|b|\n|-|-|\n||1|'],
    ['order of rows', '|a|\n|-|\n|1|\n|2|', '|a|\n|-|\n|2|\n|1|'],
    ['alignment', '|a|\n|-|\n|1|', '|a|\n|-:|\n|1|'],
    ['a pipe in a cell', '|a|\n|-|\n|x \\| y|', '|a|\n|-|\n|x y|'],
    ['a link target', '[a](b)', '[a](c)'],
    ['the target of a definition', '[a]\n\n[a]: b', '[a]\n\n[a]: c'],
    ['a link title', '[a](b "c")', '[a](b "d")'],
    ['a link or not', '[a](b)', 'a'],
    ['the source of an image', '![a](b)', '![a](c)'],
    ['the text of an image', '![a](b)', '![c](b)'],
    ['an image or a link', '![a](b)', '[a](b)'],
    ['a heading level', '# a', '## a'],
    ['a heading or not', '# a', 'a'],
    ['order of a list', '- a\n- b', '- b\n- a'],
    ['order of numbers', '1. a\n2. b', '1. b\n2. a'],
    ['the first number', '1. a', '2. a'],
    ['numbers or bullets', '1. a', '- a'],
    ['nesting', '- a\n- b', '- a\n  - b'],
    ['one list or two', '- a\n- b', '- a\n* b'],
    ['a task state', '- [ ] a', '- [x] a'],
    ['a quote or not', '> a', 'a'],
    ['a rule', 'a\n\nb', 'a\n\n---\n\nb'],
    ['HTML', '<b>a</b>', '<i>a</i>'],
    ['an attribute in HTML', '<div id="a">\n', '<div id="b">\n'],
    ['a comment in HTML', 'a <!-- b -->', 'a <!-- c -->'],
    ['a block of HTML', '<pre>\na\n</pre>', '<pre>\n a\n</pre>'],
    ['a footnote', 'a[^1]\n\n[^1]: b c', 'a[^1]\n\n[^1]: b d'],
    ['front matter', '---\ntitle: a\n---', '---\ntitle: b\n---'],
    ['a key nobody knows', '---\nrisk: 1\n---', '---\nrisk: 2\n---'],
    ['a number in it', '---\nv: 1.1\n---', '---\nv: 1.10\n---'],
    ['order of a list in it', '---\nv: [a, b]\n---', '---\nv: [b, a]\n---'],
  ])('%s', (_edit, before, after) => {
    expect(textOf(after)).not.toBe(textOf(before));
  });
});

it('reads well', () => {
  expect(
    textOf(`---
stories: jira:PAY-10, jira:PAY-11
title: The ledger
---
The ledger
==========
It holds 1_000 entries where a * b <= c [see below],
and each __must__ be *balanced*. C:\\dir #1

* [ ] 1. first
* then
    1) nested
    2) \`a|b\`

> quoted
~~~SMT2
(assert true)   
~~~
| a | b
|:-:|--
| x \\| y
`),
  ).toBe(`---
stories: jira:PAY-10, jira:PAY-11
title: The ledger
---

# The ledger

It holds 1_000 entries where a * b <= c [see below], and each **must** be *balanced*. C:\\\\dir #1

- [ ] 1. first
- then
  1. nested
  2. \`a|b\`

> quoted

\`\`\`smt2
(assert true)
\`\`\`

| a | b |
| :-: | --- |
| x \\| y | |
`);
});

it.each([
  ['emphasis in which two ways of reading meet', '*a***b**'],
  ['strong text within a word', 'a**b**c*d*'],
  ['emphasis in emphasis', '*__a__ _b_* _c_*d*'],
  ['a list in a list in a list', '- - - a'],
  ['a list of rules', '- ___\n- ***'],
  ['lists in a row', '- a\n\n* b\n\n+ c\n\n1. d\n\n1) e'],
  ['empty items', '-\n- a\n-\n\n1.'],
  ['an empty quote', '>\n\n> >'],
  ['a list in a quote in a list', '- > - > a\n  > b\nc'],
  ['code in a quote in a list', '1. > ```x\n   > a\n   >\n   >  b\n   > ```'],
  ['code with fences in it', '`````\n```\n````\n`````'],
  ['code behind a fence with backticks', '~~~ a`b\n~~~~~\n~~~'],
  ['inline code with backticks', '`` ` `` ``` `` ``` `` `a` `` ` `` `'],
  ['text that looks like blocks', '1\\. a\n\n\\# b\n\n\\- c\n\n\\> d\n\n\\| e'],
  [
    'such text behind a break',
    'a\\\n\\- b\\\n1\\) c\\\n\\=\\=\\=\\\n\\`\\`\\`',
  ],
  [
    'text that looks like markup',
    '\\*a\\* \\[b\\](c) \\<d> &amp;lt; \\\\ !\\[e](f)',
  ],
  ['an exclamation before a link', 'a!&#91;b](c) \\![b](c)'],
  ['brackets in a link', '[a \\[b\\] \\] c](<d e> "f \\"g\\"")'],
  ['a link without target', '[a]()'],
  ['a target with brackets', '[a](b(c)d) ![](<\\<>)'],
  ['space at the ends', '&#32;a&#32;\n\n# &#32;b&nbsp;\n\n|&#32;c&#32;|\n|-|'],
  ['a heading that ends with marks', '# a \\#\n\n## b#\n\n#\n\n### \\##'],
  ['a heading with a break', 'a\\\nb\n==='],
  ['HTML blocks', '   <div>\n  a\n\n   b\n<!-- c\n\n d -->\n<e>\n- <f>\n- g'],
  ['HTML over two lines', 'a <b\n    c="d">e</b>'],
  ['HTML that becomes a block', '[x]: y\n<img src="a"/>'],
  ['a table without rows', '|a|\n|:-|'],
  ['a backslash in a cell', '|a|\n|-|\n| `\\|` \\\\\\| b \\\\ |'],
  ['combining marks behind markup', '<b>&#x338;c</b> *a*&#x301;'],
  ['a rule at the start', '---\na: b\n'],
  ['a definition that is text', '\\[a]: b\n\n[ ] c'],
  ['a document without text', ''],
])('is its own canonical text: %s', (_name, document) => {
  const text = textOf(document);
  expect(textOf(text)).toBe(text);
});

it.each([
  ['*__a__*', '***a***\n'],
  ['__*a*__', '**_a_**\n'],
  ['_*a*_', '*_a_*\n'],
  ['_a_*b*', '*a*_b_\n'],
])('keeps marks apart that would be read as one: %s', (document, text) => {
  expect(textOf(document)).toBe(text);
});

it('is the document itself where it could not be read back', () => {
  // Without its indentation, which is cosmetic, the line would begin a block of HTML.
  const document = 'a\\\n    <div>\n';
  expect(textOf(document)).toBe(document);
});
