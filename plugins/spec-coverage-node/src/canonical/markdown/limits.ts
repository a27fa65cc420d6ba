/**
 * Limits of a Markdown document.
 *
 * @public
 */
export interface MarkdownLimits {
  /** Size of a document in bytes; 1 MiB unless set. */
  maxBytes?: number;
  /** Number of claims that one document may have; 1,000 unless set. */
  maxInvariants?: number;
}
