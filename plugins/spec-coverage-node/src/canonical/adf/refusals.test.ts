import type { JsonObject, JsonValue } from '@backstage/types';
import { canonicalizeAdf } from './canonicalizeAdf';
import { doc, node, paragraph, plain, text } from './__testUtils__/nodes';

const refusal = (body: unknown, limits?: object, title = 'T') => {
  try {
    canonicalizeAdf({ title, body: body as JsonValue }, limits);
  } catch (error) {
    return error;
  }
  return undefined;
};

const textOf = (...content: JsonValue[]) =>
  canonicalizeAdf({ title: 'T', body: doc(...content) }).text.replace(
    /^# T\n\n?/,
    '',
  );

const inputError = (message: string) =>
  expect.objectContaining({
    name: 'InputError',
    message: expect.stringContaining(message),
  });

/** JSON as hostile as one likes, which object literals cannot write. */
const parsed = (json: string): JsonValue => JSON.parse(json);

it.each<[what: string, body: unknown, message: string]>([
  ['a text', 'h1. Title', "no object with the type 'doc'"],
  ['a list', [], "no object with the type 'doc'"],
  ['another node', paragraph('a'), "no object with the type 'doc'"],
  [
    'an inherited type',
    parsed('{"__proto__": {"type": "doc"}}'),
    "no object with the type 'doc'",
  ],
  ['a node that is a text', doc('a'), 'has a node that is no object'],
  ['a node that is null', doc(null), 'has a node that is no object'],
  ['a node that is a list', doc([[]]), 'has a node that is no object'],
  ['a node without a type', doc({}), 'has a node without a type'],
  ['a type that is a number', doc({ type: 1 }), 'has a node without a type'],
  [
    'content that is an object',
    doc({ type: 'paragraph', content: {} }),
    "of which 'content' is no list",
  ],
  [
    'marks that are a text',
    doc({ type: 'text', text: 'a', marks: 'strong' }),
    "of which 'marks' is no list",
  ],
  [
    'a text that is an object',
    doc({ type: 'text', text: { toString: 'a' } }),
    'has a text that is no text',
  ],
  [
    'NUL',
    doc(paragraph('a\u0000')),
    'A text of the document is not text: it has the control character U+0000 (NUL)',
  ],
  [
    'a control character',
    doc(node('codeBlock', {}, text('\u001b[1m'))),
    'U+001B',
  ],
  ['half of a character', doc(paragraph('a \ud83d b')), 'U+D83D'],
  ['another half', doc(node('expand', { title: '\ude00' })), 'U+DE00'],
  ['NUL in a type', doc({ type: 'a\u0000' }), 'U+0000'],
])('refuses %s', (_what, body, message) => {
  expect(refusal(body)).toEqual(inputError(message));
});

it('refuses a title that is not text', () => {
  expect(refusal(doc(), {}, 'a\u0007')).toEqual(
    inputError('The title of the document is not text'),
  );
});

const nested = (type: string, depth: number): string =>
  `${`{"type":"${type}","content":[`.repeat(depth)}${']}'.repeat(depth)}`;

it.each([
  'blockquote',
  'bulletList',
  'listItem',
  'taskList',
  'table',
  'tableRow',
  'tableCell',
  'paragraph',
  'heading',
  'text',
  'codeBlock',
  'layoutSection',
  'mention',
  'toString',
])('refuses 100,000 levels of %s', type => {
  expect(
    refusal(parsed(`{"type":"doc","content":[${nested(type, 100_000)}]}`)),
  ).toEqual(inputError('nested too deeply: more than 100 parts'));
});

it('takes in 99 levels of each', () => {
  for (const type of [
    'blockquote',
    'bulletList',
    'tableRow',
    'paragraph',
    'x',
  ]) {
    const body = parsed(`{"type":"doc","content":[${nested(type, 99)}]}`);
    expect(refusal(body)).toBeUndefined();
  }
  expect(refusal(doc(plain('panel', paragraph('a'))), { maxDepth: 2 })).toEqual(
    inputError('more than 2 parts within each other'),
  );
});

it('refuses parameters that are nested too deeply', () => {
  const parameters = parsed(
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  );
  expect(refusal(doc(node('extension', { parameters })))).toEqual(
    inputError('nested too deeply'),
  );
});

const million = (value: JsonValue): JsonValue[] =>
  new Array<JsonValue>(1_000_000).fill(value);

it.each<[what: string, body: () => JsonValue]>([
  ['nodes', () => ({ type: 'doc', content: million({ type: 'rule' }) })],
  [
    'texts in one paragraph',
    () => doc({ type: 'paragraph', content: million(text('a')) }),
  ],
  [
    'marks of one text',
    () => doc({ type: 'text', text: 'a', marks: million({ type: 'em' }) }),
  ],
  [
    'pieces of code',
    () => doc({ type: 'codeBlock', content: million(text('a')) }),
  ],
  [
    'parameters',
    () => doc(node('extension', { parameters: { a: million(1) } })),
  ],
])('refuses a million %s', (_what, body) => {
  expect(refusal(body())).toEqual(inputError('more than 100000 parts'));
});

it('refuses too much text, and too many lines', () => {
  expect(refusal(doc(paragraph('é'.repeat(600_000))))).toEqual(
    inputError('more than 1048576 bytes of text'),
  );
  expect(refusal(doc(paragraph('1234')), { maxBytes: 20 })).toBeUndefined();
  expect(refusal(doc(paragraph('1234')), { maxBytes: 19 })).toEqual(
    inputError('more than 19 bytes of text'),
  );
  expect(
    refusal(doc(node('codeBlock', {}, text('\n'.repeat(30_000))))),
  ).toEqual(inputError('more than 20000 lines'));
  const deep = parsed(
    `{"type":"doc","content":[${'{"type":"tableRow","content":['.repeat(90)}${[
      ...new Array(9000).fill('{"type":"rule"}'),
    ].join(',')}${']}'.repeat(90)}]}`,
  );
  expect(refusal(deep)).toEqual(inputError('more than 4194304 characters'));
});

it('refuses too many invariants', () => {
  const claims = (count: number) =>
    doc(
      ...Array.from({ length: count }, (_, i) =>
        paragraph(text(`Invariant A-${i}:`, 'strong'), ' a'),
      ),
    );
  expect(refusal(claims(1000))).toBeUndefined();
  expect(refusal(claims(1001))).toEqual(
    inputError('states 1001 invariants, more than the 1000'),
  );
  expect(refusal(claims(3), { maxInvariants: 2 })).toEqual(
    inputError('states 3 invariants, more than the 2'),
  );
});

it.each<[what: string, nodes: string, expected: string]>([
  [
    'keys of prototypes',
    '{"type":"paragraph","__proto__":{"type":"rule"},"content":[{"type":"text","text":"a","constructor":1}]}',
    'a\n',
  ],
  [
    'attributes of prototypes',
    '{"type":"mention","attrs":{"__proto__":{"id":"a"}}},{"type":"heading","attrs":{"__proto__":{"level":1}}}',
    '[[mention]]\n\n[[heading]]\n',
  ],
  [
    'parameters of prototypes',
    '{"type":"extension","attrs":{"extensionKey":"a","parameters":{"__proto__":{"b":1}}}}',
    '[[extension a {"__proto__":{"b":1}}]]\n',
  ],
  [
    'names of methods as types',
    '{"type":"toString"},{"type":"__proto__"},{"type":"constructor","content":[{"type":"hasOwnProperty"}]}',
    '[[toString]]\n\n[["__proto__"]]\n\n[[constructor]]\n  [[hasOwnProperty]]\n',
  ],
  [
    'names of methods as marks',
    '{"type":"text","text":"a","marks":[{"type":"toString"},{"type":"__proto__"}]}',
    'a\n',
  ],
  [
    'attributes of wrong types',
    `{"type":"heading","attrs":{"level":"2"},"content":[{"type":"text","text":"a"}]},
     {"type":"heading","attrs":{"level":2.5}},
     {"type":"orderedList","attrs":{"order":-1},"content":[{"type":"listItem"}]},
     {"type":"codeBlock","attrs":{"language":["a"]}},
     {"type":"panel","attrs":"info"},
     {"type":"tableCell","attrs":{"colspan":1e9,"rowspan":"2"}},
     {"type":"mention","attrs":{"id":{"a":1}}},
     {"type":"date","attrs":{"timestamp":"soon"}},
     {"type":"date","attrs":{"timestamp":1e300}},
     {"type":"text","text":"b","marks":[{"type":"link","attrs":{"href":1}},{"type":"subsup","attrs":null}]}`,
    `[[heading]]
  a

[[heading]]

1.

\`\`\`
\`\`\`

[[panel]]

| |

[[mention]][[date soon]][[date]]b
`,
  ],
  [
    'what stands where it cannot',
    `{"type":"text","text":"a"},
     {"type":"listItem","content":[{"type":"text","text":"b"}]},
     {"type":"tableCell","content":[{"type":"text","text":"c"}]},
     {"type":"bulletList","content":[{"type":"text","text":"d"},{"type":"taskItem","content":[{"type":"rule"}]}]},
     {"type":"table","content":[{"type":"text","text":"e"}]},
     {"type":"paragraph","content":[{"type":"text","text":"f"},{"type":"paragraph","content":[{"type":"text","text":"g"}]},{"type":"text","text":"h"}]},
     {"type":"heading","attrs":{"level":1},"content":[{"type":"panel","attrs":{"panelType":"note"},"content":[{"type":"text","text":"i"}]},{"type":"text","text":"j"}]}`,
    `a

- b

| c |

- d
- - [ ] ---

| e |

f

g

h

[[panel note]]
  i

# j
`,
  ],
])('is not fooled by %s', (_what, nodes, expected) => {
  const content = parsed(`[${nodes}]`);
  expect(textOf(...(content as JsonObject[]))).toBe(expected);
});
