import { settleClaims } from '../claims';
import { DEFAULT_MAX_INVARIANTS } from '../limits';
import type { CanonicalLimits } from '../limits';
import { normalizeProse, refuseWhatIsNoText, shortenTitle } from '../text';
import type { CanonicalDocument } from '../types';
import { PLAIN } from './parts';
import type { Part } from './parts';
import { readClaims } from './readClaims';
import { writeDocument } from './writeDocument';

/**
 * Makes the canonical form of a document that has its title apart from its body: the title is the first line of the text,
 * as a heading of the first level, also when it is empty.
 *
 * @throws InputError when the title is not text, or the document has too many lines or claims
 * @internal
 */
export function toCanonicalDocument(document: {
  title: string;
  parts: readonly Part[];
  canonicalizer: string;
  limits: CanonicalLimits;
}): CanonicalDocument {
  const title = readTitle(document.title);
  const heading: Part = {
    type: 'heading',
    level: 1,
    content: title === '' ? [] : [{ type: 'text', value: title, style: PLAIN }],
  };
  const parts = [heading, ...document.parts];
  const { text, positions } = writeDocument(parts);
  return {
    title: shortenTitle(title),
    text,
    canonicalizer: document.canonicalizer,
    stories: [],
    components: [],
    invariants: settleClaims(
      readClaims(parts, positions),
      document.limits.maxInvariants ?? DEFAULT_MAX_INVARIANTS,
    ),
  };
}

/**
 * A title on one line.
 *
 * @throws InputError when it is not text
 * @internal
 */
export function readTitle(title: string): string {
  refuseWhatIsNoText(title, 'The title of the document');
  return normalizeProse(title).trim();
}
