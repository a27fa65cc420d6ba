import type {
  CounterexampleValue,
  VerdictOutcome,
} from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * An invariant that a prover is to settle.
 *
 * @public
 */
export interface InvariantToProve {
  key: string;
  /** The claim in words. */
  text: string;
  /** Language of the formal body, in lower case: one of the prover's languages. */
  language: string;
  /** The formal body, as the document states it. Never trusted. */
  body: string;
  /** The line of the document on which the body begins, for messages; the first line is 1. */
  line: number;
}

/**
 * What a prover is asked: all invariants of one spec that are in its languages and not settled yet.
 *
 * @public
 */
export interface ProofRequest {
  /** The proof job; the same job keeps its id when it is tried again. */
  proofJobId: string;
  specRef: string;
  /** sha256 of the canonical text, in hexadecimal. */
  contentHash: string;
  invariants: readonly InvariantToProve[];
}

/**
 * What a prover says of one invariant.
 *
 * @public
 */
export interface ProverVerdict {
  invariantKey: string;
  outcome: VerdictOutcome;
  /** Time that the prover spent on this invariant, in ms. */
  durationMs: number;
  /** Why the outcome is what it is: the solver's error with its line, a time-out. For people. */
  message?: string;
  /** Values that refute the claim; for `failed`. */
  counterexample?: CounterexampleValue[];
}

/**
 * Settles invariants. Each implementation is checked by `describeProver` of
 * `@proofline/backstage-plugin-spec-coverage-node/testUtils`.
 *
 * @public
 */
export interface Prover {
  /** Stable id, part of each proof job's id: lower-case letters, digits and dashes. */
  readonly id: string;
  /** Version of the prover with all that can change a verdict. A new version proves everything again. */
  readonly version: string;
  /** Languages of formal bodies that it settles, in lower case, as they stand behind a code fence. */
  readonly languages: readonly string[];
  /**
   * Settles each of the invariants exactly once, in any order, and yields each verdict when it is there. A claim
   * that cannot be read, takes too long or too much memory is `unknown` with a message, and the others go on.
   *
   * Throws only when the prover itself is broken, or with the signal's reason when it is aborted: the job is then tried
   * again, and verdicts that were yielded before are kept.
   */
  prove(
    request: ProofRequest,
    signal: AbortSignal,
  ): AsyncIterable<ProverVerdict>;
}
