import { ClaimError } from '../ClaimError';
import type { Claim } from '../claim';
import { mentions, printSymbol } from '../smtlib';
import type { SolverSession } from './session';

// Large enough for the names of many documents, small enough to forget about.
const MAX_KNOWN = 20_000;

/**
 * Z3 makes these functions when its own sort `List` is first used; until then it does not know them.
 */
const LIST_FUNCTIONS: ReadonlySet<string> = new Set([
  'nil',
  'insert',
  'head',
  'tail',
  'is-nil',
  'is-insert',
]);
const LIST_SORT: ReadonlySet<string> = new Set(['List']);

const NO_FUNCTION = /^\(error "line \d+ column \d+: unknown constant /;
const NO_SORT =
  /^\(error "line \d+ column \d+: Invalid qualified identifier: unknown sort /;

/** One for each way to use a name; those of Z3's functions that take any sort show up with some arguments only. */
const PROBES: ReadonlyArray<{
  script: (name: string) => string;
  nothingKnown: RegExp;
}> = [
  {
    script: name => `(simplify ${printSymbol(name)})`,
    nothingKnown: NO_FUNCTION,
  },
  {
    script: name => `(simplify (${printSymbol(name)} true true))`,
    nothingKnown: NO_FUNCTION,
  },
  {
    script: name => `(simplify (${printSymbol(name)} true true true))`,
    nothingKnown: NO_FUNCTION,
  },
  {
    script: name => `(simplify ((_ ${printSymbol(name)} 1) 1))`,
    nothingKnown: NO_FUNCTION,
  },
  {
    script: name => `(simplify (as seq.empty (Seq ${printSymbol(name)})))`,
    nothingKnown: NO_SORT,
  },
];

/**
 * Knows which names mean something to Z3 before a claim says anything. A claim must not use them for something else:
 * Z3 lets functions share a name when their arguments differ, and lets variables hide constants, so that `false` could
 * come to mean `true`.
 *
 * The names are not in a list that could be incomplete: Z3 itself is asked, in each way in which a name can be used.
 *
 * @internal
 */
export class Vocabulary {
  readonly #names = new Map<string, boolean>();
  readonly #logics = new Map<string, boolean>();

  /**
   * Checks all names that a claim introduces, and the logics that it names.
   *
   * @throws ClaimError when a name is Z3's own, or a logic is not
   */
  async check(claim: Claim, session: SolverSession): Promise<void> {
    await this.#learnNames(
      claim.names.map(({ name }) => name),
      session,
    );
    for (const { name, line } of claim.names) {
      if (this.#names.get(name)) {
        throw builtIn(name, line);
      }
    }
    checkListFunctions(claim);
    for (const { text, line } of claim.logics) {
      await this.#learnLogic(text, session);
      if (!this.#logics.get(text)) {
        throw new ClaimError(`Z3 does not know the logic '${text}'`, line);
      }
    }
  }

  async #learnNames(
    names: readonly string[],
    session: SolverSession,
  ): Promise<void> {
    if (this.#names.size > MAX_KNOWN) {
      this.#names.clear();
    }
    const unknown = [...new Set(names)].filter(name => !this.#names.has(name));
    if (unknown.length === 0) {
      return;
    }
    session.reset();
    const answers = await session.run(
      unknown.flatMap(name => PROBES.map(probe => probe.script(name))),
    );
    unknown.forEach((name, index) => {
      const first = index * PROBES.length;
      const isFree = PROBES.every((probe, offset) =>
        probe.nothingKnown.test(answers[first + offset]),
      );
      this.#names.set(name, !isFree);
    });
  }

  async #learnLogic(name: string, session: SolverSession): Promise<void> {
    if (!this.#logics.has(name)) {
      session.reset();
      const [answer] = await session.run([`(set-logic ${printSymbol(name)})`]);
      if (this.#logics.size > MAX_KNOWN) {
        this.#logics.clear();
      }
      this.#logics.set(name, answer === '');
    }
  }
}

function checkListFunctions(claim: Claim) {
  if (!claim.commands.some(({ list }) => mentions(list, LIST_SORT))) {
    return;
  }
  for (const { name, line } of claim.names) {
    if (LIST_FUNCTIONS.has(name)) {
      throw builtIn(name, line);
    }
  }
}

function builtIn(name: string, line: number): ClaimError {
  return new ClaimError(
    `'${name}' has a meaning in SMT-LIB or Z3 and cannot be given another one`,
    line,
  );
}
