/**
 * How large a text may be. All of it is held in memory, and a solver's own parser recurses.
 *
 * @internal
 */
export interface TextLimits {
  /** Length in characters (UTF-16 code units). */
  characters: number;
  /** How deep parentheses may nest. */
  depth: number;
  /** Number of parentheses, symbols and constants. */
  tokens: number;
}

/**
 * Limits of a claim's body. The largest claims that people write by hand are a few kilobytes.
 *
 * @internal
 */
export const CLAIM_LIMITS: TextLimits = {
  characters: 65_536,
  depth: 256,
  tokens: 20_000,
};

/**
 * Limits of what the solver may answer: a counterexample can be larger than its claim, and is not shown when it is
 * larger than this.
 *
 * @internal
 */
export const ANSWER_LIMITS: TextLimits = {
  characters: 1_048_576,
  depth: 512,
  tokens: 200_000,
};
