import { ClaimError } from '../ClaimError';
import type { Introduction, IntroducedName } from './types';

/** Words of the language itself, in SMT-LIB 2.6 and in Z3. Z3 would take some of them as names. */
const RESERVED: ReadonlySet<string> = new Set([
  '!',
  '_',
  'as',
  'let',
  'forall',
  'exists',
  'lambda',
  'match',
  'par',
  'choice',
  'root-obj',
  'BINARY',
  'DECIMAL',
  'HEXADECIMAL',
  'NUMERAL',
  'STRING',
]);

/** Refuses words of the language, and names that SMT-LIB keeps for solvers (section 3.1 of the standard). */
export function refuseReserved({ name, line }: IntroducedName) {
  if (RESERVED.has(name)) {
    throw new ClaimError(
      `'${name}' is a word of SMT-LIB and cannot be used as a name`,
      line,
    );
  }
  if (/^[@.]/.test(name)) {
    throw new ClaimError(
      `'${name}' begins with a character that is kept for solvers`,
      line,
    );
  }
}

/**
 * Refuses a claim that gives two things one name: Z3 tells functions of one name apart by their arguments, so a reader
 * could take one for the other.
 */
export class NameTable {
  readonly #functions = new Map<string, number>();
  readonly #sorts = new Map<string, number>();

  /** @throws ClaimError when a name was taken before */
  add(introduction: Introduction) {
    for (const name of introduction.functions) {
      take(this.#functions, name);
    }
    for (const name of introduction.sorts) {
      take(this.#sorts, name);
    }
  }
}

function take(table: Map<string, number>, { name, line }: IntroducedName) {
  const before = table.get(name);
  if (before !== undefined) {
    throw new ClaimError(
      `'${name}' is declared or defined a second time (first on line ${before} of the claim)`,
      line,
    );
  }
  table.set(name, line);
}
