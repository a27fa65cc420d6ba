/**
 * One claim of a document.
 *
 * @public
 */
export interface StatedInvariant {
  /** Unique in the document. A claim without a key that can be read is called `unnamed-1`, `unnamed-2`… and has a problem. */
  key: string;
  /** The claim in words. */
  text: string;
  /** Reference of the user story that asked for it. */
  story?: string;
  /** Language of the formal body, in lower case. */
  language?: string;
  /** The formal body, with its leading comments. */
  body?: string;
  /** Line of the document on which the body (or the claim, where it has none) begins; the first line is 1. */
  line: number;
  /** Why this claim cannot be settled, for the document's owners. */
  problem?: string;
}

/**
 * A document in its canonical form: the same for two documents that say the same.
 *
 * @public
 */
export interface CanonicalDocument {
  title: string;
  /** The canonical text. It is hashed, stored and shown in diffs. */
  text: string;
  /** Name and version of the rules that made the text, such as `markdown/1`. Part of the content hash. */
  canonicalizer: string;
  /** References of the user stories behind the whole document. */
  stories: string[];
  /** Entity refs of the components that the document says it specifies. */
  components: string[];
  /** The claims in the order of the document. */
  invariants: StatedInvariant[];
}
