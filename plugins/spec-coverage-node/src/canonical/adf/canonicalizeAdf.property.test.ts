import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { documents } from './__testUtils__/arbitraries';
import { canonicalizeAdf } from './canonicalizeAdf';
import { readAdf } from './readAdf';

const textOf = (body: JsonValue) => canonicalizeAdf({ title: 'T', body }).text;

it('never has one text for two documents that say different things', () => {
  const meanings = new Map<string, { meaning: string; body: JsonValue }>();
  fc.assert(
    fc.property(documents, body => {
      const meaning = JSON.stringify(readAdf(body, {}));
      const text = textOf(body);
      const known = meanings.get(text) ?? { meaning, body };
      meanings.set(text, known);
      if (known.meaning !== meaning) {
        throw new Error(
          `${JSON.stringify(known.body)} and ${JSON.stringify(
            body,
          )} are both\n${text}`,
        );
      }
    }),
    { numRuns: 20_000, endOnFailure: true },
  );
  expect(meanings.size).toBeGreaterThan(5000);
});
