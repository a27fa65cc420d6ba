import type { Atom, List, SExpression } from '../smtlib';

/** A name that a claim introduces, or binds within a term. */
export interface IntroducedName {
  name: string;
  line: number;
}

/** A function or constant that a claim declares or defines. */
export interface DeclaredFunction {
  name: string;
  /** Sorts of its arguments; none for a constant. */
  argumentSorts: SExpression[];
  sort: SExpression;
  line: number;
}

/** A parameter of a definition. */
export interface Parameter {
  name: string;
  sort: SExpression;
}

/** A function that is defined by `define-fun-rec` or `define-funs-rec`. */
export interface RecursiveFunction {
  name: string;
  parameters: Parameter[];
  sort: SExpression;
  body: SExpression;
  line: number;
}

/** A constructor of a datatype. */
export interface Constructor {
  name: string;
  /** Names of its selectors, in order. */
  selectors: string[];
  /** Sorts of its fields; `undefined` where they depend on the parameters of the datatype. */
  sorts: Array<SExpression | undefined>;
}

/** A term of a command, with the parameters that it may mention. */
export interface Body {
  parameters: Parameter[];
  term: SExpression;
}

/** What one command brings into a claim. */
export interface Introduction {
  functions: IntroducedName[];
  sorts: IntroducedName[];
  /** Parameters of definitions and of sorts: bound within the command only. */
  bound: IntroducedName[];
  declared?: DeclaredFunction;
  defined?: DeclaredFunction;
  recursive?: RecursiveFunction[];
  constructors: Constructor[];
  /** Terms: what is defined or asserted. */
  bodies: Body[];
}

/** A command of a claim that is passed on to the solver. */
export interface ClaimCommand {
  /** `assert`, `declare-const`… */
  name: string;
  list: List;
  introduction: Introduction;
}

/**
 * A claim that was read and found to be in order, as far as that can be told without a solver.
 *
 * @internal
 */
export interface Claim {
  /** What is passed on to the solver, in order. `set-logic` and `set-info` are not among it. */
  commands: ClaimCommand[];
  /** Logics that the claim names. */
  logics: Atom[];
  /** Every name that is declared, defined or bound anywhere in the claim. */
  names: IntroducedName[];
  /** Constants and functions that are declared, in order. */
  declared: DeclaredFunction[];
  /** Constants that are defined, in order, without `invariant`. */
  definedConstants: DeclaredFunction[];
  constructors: ReadonlyMap<string, Constructor>;
  /** The recursive definitions, each with those that were defined together with it. */
  recursion: RecursiveGroup[];
}

/** Functions that are defined together, and may call each other. */
export interface RecursiveGroup {
  functions: RecursiveFunction[];
  /** Index in {@link Claim.commands} of the command that defines them. */
  commandIndex: number;
}
