/**
 * Limits of a document that comes from an editor for rich text: what keeps a hostile one from taking seconds.
 *
 * @public
 */
export interface CanonicalLimits {
  /** Size of a document in bytes; 1 MiB unless set. */
  maxBytes?: number;
  /** Number of claims that one document may have; 1,000 unless set. */
  maxInvariants?: number;
  /** Levels of parts within each other; 100 unless set. */
  maxDepth?: number;
  /** Number of parts: paragraphs, cells, pieces of text with marks of their own; 100,000 unless set. */
  maxNodes?: number;
}

/** @internal */
export const DEFAULT_MAX_BYTES = 1024 * 1024;
/** @internal */
export const DEFAULT_MAX_INVARIANTS = 1000;
/** @internal */
export const DEFAULT_MAX_DEPTH = 100;
/** @internal */
export const DEFAULT_MAX_NODES = 100_000;
/**
 * No document for people has more lines, and the memory of a parser and of a diff grows with them more than with the bytes.
 *
 * @internal
 */
export const MAX_LINES = 20_000;
