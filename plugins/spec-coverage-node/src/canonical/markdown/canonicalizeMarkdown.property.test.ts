import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { canonicalizeMarkdown } from './canonicalizeMarkdown';

/** What Markdown is made of, in pieces that meet in unforeseen ways. */
const PIECES = [
  ...['*', '**', '_', '__', '~~', '`', '``', '[', ']', '](', ')', '![', '|'],
  ...['<', '>', '<b>', '</b>', '<div>\n', '<a\nb>', '<!--', '-->', '&amp;'],
  ...['&#32;', '&nbsp;', '&#x338;', '\\', '\\\n', '  \n', '\n', '\n\n'],
  ...['\n    ', '\n\t', '- ', '* ', '+ ', '1. ', '2) ', '> ', '# ', '## '],
  ...['#', '---', '---\n', '===', '***', '```', '~~~', '```x\n', '|-|'],
  ...['|a|\n|-|\n', ':', '!', '"', '  ', ' ', '\t', '(', '=', '+', '0', '.'],
  ...['a', 'b c', 'é', 'e\u0301', '\u0338', '\u00a0', '\u3000', '😀', '1_0'],
  ...['[a]: b\n', '[a]', '[^a]: b\n', 'title: ', '**Invariant A-1:** b'],
  ...['```smt2\n;; invariant A-2: b\n', '\n```\n', '\r\n', '\r', '\ufeff'],
];

const documents = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 25 })
  .map(pieces => pieces.join(''));

/** The canonical document, or undefined where it is refused: by nothing but a sentence for its owners. */
const read = (content: Uint8Array) => {
  try {
    return canonicalizeMarkdown(content);
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
};

const canonical = (document: string) => read(Buffer.from(document));

/** What a document says, without the lines on which it says it. */
const withoutLines = (document: ReturnType<typeof canonical>) =>
  document && {
    ...document,
    invariants: document.invariants.map(({ line: _line, ...claim }) => ({
      ...claim,
      problem: claim.problem?.replace(/\d+/g, 'N'),
    })),
  };

it('gives a canonical text that is its own canonical text and states the same', () => {
  fc.assert(
    fc.property(documents, document => {
      const first = canonical(document);
      expect(withoutLines(first && canonical(first.text))).toEqual(
        withoutLines(first),
      );
    }),
    { numRuns: 3000 },
  );
});

it('gives the same for the same bytes', () => {
  fc.assert(
    fc.property(documents, document => {
      expect(canonical(document)).toEqual(canonical(document));
    }),
    { numRuns: 500 },
  );
});

it('gives each claim a key of its own', () => {
  const claims = fc
    .array(
      fc.constantFrom(
        '**Invariant A-1:** a',
        '**Invariant A-1**',
        '**Invariant unnamed-1:** a',
        '**Invariant:** a',
      ),
    )
    .map(paragraphs => paragraphs.join('\n\n'));
  fc.assert(
    fc.property(claims, document => {
      const keys = canonical(document)?.invariants.map(({ key }) => key) ?? [];
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

it('sees each change of a word, wherever it stands', () => {
  const words = fc.stringMatching(/^[a-z]{1,8}$/);
  const places = fc.constantFrom<(word: string) => string>(
    word => `text ${word} text`,
    word => `# ${word}`,
    word => `> - 1. ${word}`,
    word => `*a ${word}* b`,
    word => `\`${word}\``,
    word => `    ${word}`,
    word => `~~~ x\na\n ${word} b\n~~~`,
    word => `|a|\n|-|\n|${word}|`,
    word => `[a](${word} "b")`,
    word => `[a](b "${word}")`,
    word => `[a]\n\n[a]: ${word}`,
    word => `![${word}](b)`,
    word => `<i ${word}="a">b</i>`,
    word => `---\nk: [a, ${word}]\n---`,
  );
  fc.assert(
    fc.property(words, words, places, (before, after, place) => {
      fc.pre(before !== after);
      expect(canonical(place(after))?.text).not.toBe(
        canonical(place(before))?.text,
      );
    }),
  );
});

it('takes any bytes, or says what they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      expect(() => read(bytes)).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});
