import { expandAlternatives } from './expandAlternatives';

/** One step of a glob. */
export interface GlobStep {
  /**
   * Whether the step takes a character.
   *
   * @param isFirst - whether the character begins a name: it is the first of all, or follows a slash
   */
  takes(character: string, isFirst: boolean): boolean;
  /** Takes any number of characters, also none. */
  repeats?: boolean;
  /** Takes whole folders: what follows begins with a name. */
  wholeFolders?: boolean;
}

/** A glob without alternatives, as the steps that lead through a text. */
export type Glob = readonly GlobStep[];

const SLASH = literal('/', true);
/** What a wildcard takes within a name. Hidden names are taken only by a dot that is written. */
const IN_NAME: GlobStep = {
  takes: (character, isFirst) =>
    character !== '/' && !hides(character, isFirst),
};
const NAME: GlobStep = { ...IN_NAME, repeats: true };
const IN_REST: GlobStep = {
  takes: (character, isFirst) => !hides(character, isFirst),
};
const REST: GlobStep = { ...IN_REST, repeats: true };
const FOLDERS: GlobStep = { ...REST, wholeFolders: true };

/**
 * Reads a glob.
 *
 * @returns one glob for each way to choose among its alternatives
 * @throws InputError when there are too many ways
 */
export function parseGlob(pattern: string): Glob[] {
  return expandAlternatives(pattern).map(parseNames);
}

function parseNames(pattern: string): Glob {
  const names = pattern.split('/');
  return names.flatMap((name, index): GlobStep[] => {
    const isLast = index === names.length - 1;
    if (name === '**') {
      return isLast ? [IN_REST, REST] : [FOLDERS];
    }
    // A name that is all asterisks is not empty.
    const steps = /^\*+$/.test(name) ? [IN_NAME, NAME] : parseName(name);
    return isLast ? steps : [...steps, SLASH];
  });
}

function parseName(name: string): GlobStep[] {
  const parts = name.match(/\*+|\[[^\]]+\]|[^]/gu) ?? [];
  return parts.map((part, index) => {
    if (part.startsWith('*')) {
      return NAME;
    }
    if (part === '?') {
      return IN_NAME;
    }
    return part.length > 1 && part.startsWith('[')
      ? oneOf(part.slice(1, -1))
      : literal(part, index === 0);
  });
}

/** @param isWritten - whether the character may be the dot of a hidden name: `*.md` is not `.md`, as in a shell */
function literal(character: string, isWritten: boolean): GlobStep {
  return {
    takes: (given, isFirst) =>
      given === character && (isWritten || !hides(given, isFirst)),
  };
}

/** @param characters - such as `abc`, or `a-z0-9` */
function oneOf(characters: string): GlobStep {
  const ranges = [...characters.matchAll(/([^])-([^])|([^])/gu)].map(
    ([, from, to, single]): [string, string] => [from ?? single, to ?? single],
  );
  return {
    takes: (character, isFirst) =>
      IN_NAME.takes(character, isFirst) &&
      ranges.some(([from, to]) => from <= character && character <= to),
  };
}

function hides(character: string, isFirst: boolean): boolean {
  return isFirst && character === '.';
}
