import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { readCanonicalText } from '../document/__testUtils__/readCanonicalText';
import { documents, paragraphs, tables } from './__testUtils__/arbitraries';
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
