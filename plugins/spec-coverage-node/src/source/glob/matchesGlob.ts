import type { Glob } from './parseGlob';

/**
 * Whether a glob stands for a text. Follows all ways through the glob at once, in a time that grows with the length of the
 * glob times that of the text. A regular expression tries one way after the other, which takes for ever with some globs.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  let isFirst = true;
  let places = withLeft(glob, new Set([0]), isFirst);
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) {
      const step = glob[place];
      if (step?.takes(character, isFirst)) {
        next.add(step.repeats ? place : place + 1);
      }
    }
    isFirst = character === '/';
    places = withLeft(glob, next, isFirst);
  }
  return places.has(glob.length);
}

/** Adds the places that are reached without a character: by leaving steps that repeat. */
function withLeft(
  glob: Glob,
  places: Set<number>,
  isFirst: boolean,
): Set<number> {
  // A set goes on to what is added while it is walked through.
  for (const place of places) {
    const step = glob[place];
    if (step?.repeats && (isFirst || !step.wholeFolders)) {
      places.add(place + 1);
    }
  }
  return places;
}
