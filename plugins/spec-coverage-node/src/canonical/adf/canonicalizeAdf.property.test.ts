import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { readCanonicalText } from '../document/__testUtils__/readCanonicalText';
import { documents, paragraphs, tables } from './__testUtils__/arbitraries';
import { disguise } from './__testUtils__/disguise';
import { canonicalizeAdf } from './canonicalizeAdf';
import { readAdf } from './readAdf';

const textOf = (body: JsonValue) => canonicalizeAdf({ title: 'T', body }).text;

it.each([
  ['documents', documents],
  ['paragraphs', paragraphs],
  ['tables', tables],
])('writes %s so that all they say can be read again', (_name, bodies) => {
  fc.assert(
    fc.property(bodies, body => {
      const [title, ...parts] = readCanonicalText(textOf(body));
      expect(title.type).toBe('heading');
      expect(parts).toEqual(readAdf(body, {}));
    }),
    { numRuns: 5000 },
  );
});

it.each([
  ['documents', documents],
  ['paragraphs', paragraphs],
])('writes %s alike that say the same', (_name, bodies) => {
  fc.assert(
    fc.property(bodies, body => {
      expect(textOf(disguise(body))).toBe(textOf(body));
    }),
    { numRuns: 2000 },
  );
});

it('sees each change of a word, wherever it stands', () => {
  const words = fc.stringMatching(/^[a-z]{1,8}$/);
  const inParagraph = (node: JsonObject) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: 'a ' }, node],
  });
  const within = (type: string, ...content: JsonValue[]) => ({ type, content });
  const text = (word: string, ...marks: string[]) => ({
    type: 'text',
    text: word,
    marks: marks.map(type => ({ type })),
  });
  const places = fc.constantFrom<(word: string) => JsonValue>(
    word => inParagraph(text(word)),
    word => inParagraph(text(word, 'strong', 'unknown')),
    word => inParagraph(text(word, 'code')),
    word => within('unknown', text(word)),
    word => inParagraph(within('unknown', text(word))),
    word => inParagraph({ type: word }),
    word => ({ type: word }),
    word => ({ type: 'unknown', text: word }),
    word => within('caption', text(word)),
    word => within('codeBlock', text(word)),
    word => within('codeBlock', within('unknown', text(word))),
    word => ({ type: 'codeBlock', attrs: { language: word } }),
    word => within('rule', text(word)),
    word => within('hardBreak', text(word)),
    word => within('text', text(word)),
    word => within('media', text(word)),
    word => within('table', within('unknown', text(word))),
    word => within('taskList', within('listItem', text(word))),
    word => within('layoutSection', text(word)),
    word => ({ type: 'panel', attrs: { panelType: word } }),
    word => ({ type: 'expand', attrs: { title: word } }),
    word => ({ type: 'nestedExpand', attrs: { title: word } }),
    word => ({ type: 'decisionItem', attrs: { state: word } }),
    word => ({ type: 'blockCard', attrs: { url: word } }),
    word => ({ type: 'embedCard', attrs: { data: { url: word } } }),
    word => inParagraph({ type: 'inlineCard', attrs: { url: word } }),
    word => inParagraph({ type: 'mention', attrs: { id: word } }),
    word => inParagraph({ type: 'emoji', attrs: { shortName: word } }),
    word => inParagraph({ type: 'status', attrs: { text: word } }),
    word => inParagraph({ type: 'placeholder', attrs: { text: word } }),
    word => inParagraph({ type: 'date', attrs: { timestamp: word } }),
    word => inParagraph({ type: 'mediaInline', attrs: { alt: word } }),
    word => ({ type: 'media', attrs: { type: 'external', url: word } }),
    word => ({ type: 'extension', attrs: { extensionKey: word } }),
    word => ({ type: 'inlineExtension', attrs: { parameters: { [word]: 1 } } }),
    word => ({ type: 'bodiedExtension', attrs: { parameters: { a: [word] } } }),
    word => ({
      ...text('a'),
      marks: [{ type: 'link', attrs: { href: word } }],
    }),
  );
  fc.assert(
    fc.property(words, words, places, (before, after, place) => {
      fc.pre(before !== after);
      const bodyWith = (word: string) => ({
        type: 'doc',
        content: [place(word)],
      });
      expect(textOf(bodyWith(after))).not.toBe(textOf(bodyWith(before)));
    }),
    { numRuns: 2000 },
  );
});
