import { InputError } from '@backstage/errors';
import { matchesGlob, parseGlob } from './glob';

/** Longer patterns, and ones with more asterisks, are hard to read. */
const MAX_LENGTH = 300;
const MAX_ASTERISKS = 10;

/**
 * Makes a test of what a folder or glob of the catalog stands for. A folder, which ends with a slash, stands for all that is
 * in it, at any depth. In a glob, `*` and `?` match within a name, `**` any number of folders, `[ab]` one of the characters,
 * and `{a,b}` alternatives. None of them matches a name that begins with a dot, unless the pattern writes that dot.
 *
 * The test takes a time that grows with the length of the pattern times that of the document, whatever they are: neither is
 * trusted.
 *
 * @param pattern - the part of the reference after the colon
 * @returns whether a document, without its source's id, is meant
 * @throws InputError when the pattern is too long, or has too many asterisks or alternatives
 * @public
 */
export function createSpecPatternMatcher(
  pattern: string,
): (document: string) => boolean {
  if (pattern.endsWith('/') && !pattern.includes('*')) {
    return document =>
      document.length > pattern.length && document.startsWith(pattern);
  }
  const asterisks = pattern.split('*').length - 1;
  if (pattern.length > MAX_LENGTH || asterisks > MAX_ASTERISKS) {
    throw new InputError(
      `The pattern has ${pattern.length} characters and ${asterisks} asterisks: at most ${MAX_LENGTH} and ${MAX_ASTERISKS} are taken`,
    );
  }
  const globs = parseGlob(pattern.endsWith('/') ? `${pattern}**` : pattern);
  return document => globs.some(glob => matchesGlob(glob, document));
}

/**
 * Whether a folder or glob of the catalog stands for a document. To test many documents, make the test once with
 * {@link createSpecPatternMatcher}.
 *
 * @throws InputError when the pattern is too long, or has too many asterisks or alternatives
 * @public
 */
export function matchesSpecPattern(pattern: string, document: string): boolean {
  return createSpecPatternMatcher(pattern)(document);
}
