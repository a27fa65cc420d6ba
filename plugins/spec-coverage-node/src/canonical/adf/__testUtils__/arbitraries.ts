import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';

/** What the notation of the canonical text is made of, in pieces that meet in unforeseen ways. */
const PIECES = [
  ...['*', '**', '_', '~', '~~', '`', '``', '```', '\\', '|', '<', '>', '!'],
  ...['[', ']', '[[', ']]', '](', '](b)', '[a](b)', '[x]', '[ ] ', '[[x]]'],
  ...['[[/x]]', '[[mention a]]', '<u>', '</u>', '<sub>', '</sup>', '<br>'],
  ...['- ', '* ', '+ ', '1. ', '2. ', '# ', '## ', '> ', '---', '--', '| '],
  ...['| --- |', '\n', ' ', '  ', '\u00a0', '\u200b', '(', ')', '"', 'u>'],
  ...['a', 'b', 'x', '\u0301', 'é', '😀', '\u2028', '&#32;', '=', ':a:'],
];

export const texts = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 3, size: 'max' })
  .map(pieces => pieces.join(''));

const marks = fc.array(
  fc.oneof(
    fc
      .constantFrom('strong', 'em', 'strike', 'underline', 'code', 'textColor')
      .map(type => ({ type })),
    fc
      .constantFrom('sub', 'sup')
      .map(type => ({ type: 'subsup', attrs: { type } })),
    fc
      .oneof(fc.constantFrom('b', 'c', ''), texts)
      .map(href => ({ type: 'link', attrs: { href } })),
  ),
  { maxLength: 2 },
);

const unknownTypes = fc.oneof(
  fc.constantFrom('x', 'y', '/x', 'x:', 'x]]', 'toString', '__proto__', ''),
  texts,
);

const inline: fc.Arbitrary<JsonObject> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('text'),
      text: texts,
      marks,
    }),
  },
  fc.constant({ type: 'hardBreak' }),
  fc.record({
    type: fc.constantFrom('mention', 'media', 'x', 'y'),
    attrs: fc.record({ id: texts, alt: texts }),
    marks,
  }),
  fc.record({
    type: unknownTypes,
  }),
  fc.record({
    type: fc.constantFrom('status', 'placeholder'),
    attrs: fc.record({ text: texts }),
  }),
);

const attributes: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  heading: fc.record({ level: fc.integer({ min: 0, max: 3 }) }),
  orderedList: fc.record({ order: fc.integer({ min: 0, max: 11 }) }),
  taskItem: fc.record({ state: fc.constantFrom('DONE', 'TODO') }),
  decisionItem: fc.record({ state: texts }),
  panel: fc.record({ panelType: fc.constantFrom('info', 'note') }),
  expand: fc.record({ title: texts }),
  tableCell: fc.record({
    colspan: fc.constantFrom(1, 2),
    rowspan: fc.constantFrom(1, 2),
  }),
  extension: fc.record({
    extensionKey: fc.constantFrom('a', 'b'),
    parameters: fc.record({ a: texts }),
  }),
};

const USUAL_CONTENT: Readonly<Record<string, string>> = {
  bulletList: 'listItem',
  orderedList: 'listItem',
  taskList: 'taskItem',
  decisionList: 'decisionItem',
  table: 'tableRow',
  tableRow: 'tableCell',
};

const CONTAINERS = [
  ...['blockquote', 'bulletList', 'orderedList', 'listItem', 'taskList'],
  ...['taskItem', 'decisionList', 'decisionItem', 'panel', 'expand', 'table'],
  ...['tableRow', 'tableCell', 'tableHeader', 'extension', 'x', 'caption'],
  ...['layoutSection', 'heading', 'paragraph'],
];

const containers = (depth: number): fc.Arbitrary<JsonObject> =>
  fc.constantFrom(...CONTAINERS).chain(type => container(type, depth));

function container(type: string, depth: number): fc.Arbitrary<JsonObject> {
  const usual = USUAL_CONTENT[type];
  const children =
    usual === undefined
      ? fc.array(nodes(depth - 1), { maxLength: 2 })
      : fc.oneof(
          {
            weight: 4,
            arbitrary: fc.array(container(usual, depth - 1), { maxLength: 2 }),
          },
          fc.array(nodes(depth - 1), { maxLength: 2 }),
        );
  return fc.record({
    type: fc.constant(type),
    attrs: attributes[type] ?? fc.constant({}),
    content: depth > 0 ? children : fc.constant([]),
  });
}

function nodes(depth: number): fc.Arbitrary<JsonObject> {
  const leaves = fc.oneof(
    fc
      .array(inline, { maxLength: 3 })
      .map<JsonObject>(content => ({ type: 'paragraph', content })),
    inline,
    fc.record({ text: texts, language: fc.oneof(fc.constant('x'), texts) }).map(
      ({ text, language }): JsonObject => ({
        type: 'codeBlock',
        attrs: { language },
        content: [{ type: 'text', text }],
      }),
    ),
    fc.constant({ type: 'rule' }),
  );
  return depth > 0 ? fc.oneof(leaves, containers(depth)) : leaves;
}

/** Documents of all kinds, most of which no editor would make. */
export const documents: fc.Arbitrary<JsonValue> = fc
  .array(nodes(4), { maxLength: 2 })
  .map(content => ({ type: 'doc', content }));

/** Documents of one paragraph with many pieces in many styles. */
export const paragraphs: fc.Arbitrary<JsonValue> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: inline },
      fc.record({ type: unknownTypes, content: fc.array(inline) }),
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map(content => ({
    type: 'doc',
    content: [{ type: 'paragraph', content }],
  }));

/** Documents of one small table, the text of which looks like a table's notation. */
export const tables: fc.Arbitrary<JsonValue> = fc
  .array(
    fc.array(
      fc.record({
        type: fc.constantFrom('tableHeader', 'tableCell'),
        attrs: fc.record({ colspan: fc.constantFrom(1, 1, 1, 2) }),
        content: fc.array(
          fc
            .constantFrom('---', '----', 'a', '|', '\\', '[[tableHeader]]')
            .map((text): JsonObject => ({ type: 'text', text })),
          { maxLength: 1 },
        ),
      }),
      { maxLength: 2 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(rows => ({
    type: 'doc',
    content: [
      {
        type: 'table',
        content: rows.map(content => ({ type: 'tableRow', content })),
      },
    ],
  }));
