/**
 * A spec in words, which each vendor's server writes in the vendor's own format.
 *
 * @public
 */
export interface SampleSpec {
  title: string;
  /** Paragraphs of prose, in front of the claims. */
  prose: string[];
  /** Claims with a formal body: a code block that begins with the comment `;; invariant KEY: text`. */
  claims: Array<{
    key: string;
    text: string;
    language: string;
    /** What follows the comment. */
    body: string;
  }>;
}

/**
 * The code block of a claim, as it stands in a document.
 *
 * @public
 */
export function claimCode(claim: SampleSpec['claims'][number]): string {
  return `;; invariant ${claim.key}: ${claim.text}\n${claim.body}`;
}
