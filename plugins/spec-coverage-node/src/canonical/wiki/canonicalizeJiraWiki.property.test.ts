import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { canonicalizeJiraWiki } from './canonicalizeJiraWiki';

/** What wiki markup is made of, in pieces that meet in unforeseen ways. */
const PIECES = [
  ...[
    '{code}',
    '{code:x}',
    '{code:title=a|language=X}',
    '{noformat}',
    '{code',
    '{co',
  ],
  ...[
    '{{',
    '}}',
    '{panel}',
    '{',
    '}',
    '{*}',
    '\\',
    '\\\\',
    '|',
    '||',
    '[',
    ']',
  ],
  ...['!', '*', '* ', '# ', 'h2. ', 'bq. ', '----', '\n', '\n\n', '\r\n', '\r'],
  ...[
    ' ',
    '  ',
    '\t',
    '\u00a0',
    '\u200b',
    '\v',
    'a',
    'b c',
    'e\u0301',
    '\u0338',
    'de}',
  ],
  ...[';; invariant A-1: a\n', '*Invariant A-2:* b', '[a|b]', '!c|d!', '[ ] '],
];

const documents = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 25 })
  .map(pieces => pieces.join(''));

const canonical = (body: string) => canonicalizeJiraWiki({ title: 'T', body });

const bodyOf = (text: string) => text.replace(/^h1\. T\n/, '');

it('gives a canonical text that is its own canonical text and states the same', () => {
  fc.assert(
    fc.property(documents, document => {
      const first = canonical(document);
      expect(canonical(bodyOf(first.text))).toEqual(first);
    }),
    { numRuns: 10_000 },
  );
});

it('changes nothing but space and the tags of blocks', () => {
  const essence = (text: string) =>
    text
      .normalize('NFC')
      .replace(/\{code(?::[^{}\n]*)?\}/g, '{code}')
      .replace(/[\s\u200b]/g, '');
  fc.assert(
    fc.property(documents, document => {
      expect(essence(bodyOf(canonical(document).text))).toBe(essence(document));
    }),
    { numRuns: 5000 },
  );
});

it('gives the lines on which claims stand', () => {
  fc.assert(
    fc.property(documents, document => {
      const { text, invariants } = canonical(document);
      const lines = text.split('\n');
      for (const { key, body, line } of invariants) {
        expect(
          body === undefined
            ? lines[line - 1].includes(key)
            : lines
                .slice(line - 1)
                .join('\n')
                .startsWith(body),
        ).toBe(true);
      }
    }),
    { numRuns: 5000, examples: [['||{code}{code}||*Invariant A-2:* b']] },
  );
});

it('refuses what is no text with nothing but a sentence', () => {
  const error = (body: string, title: string) => {
    try {
      canonicalizeJiraWiki({ title, body });
    } catch (thrown) {
      return thrown;
    }
    return new InputError('');
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (body, title) => {
      expect(error(body, title)).toBeInstanceOf(InputError);
    }),
  );
});
