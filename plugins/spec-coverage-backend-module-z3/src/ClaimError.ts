/**
 * Says why a claim cannot be settled. It never leaves the prover: it becomes the message of an `unknown` verdict.
 *
 * @internal
 */
export class ClaimError extends Error {
  override name = 'ClaimError';

  /**
   * @param message - a sentence for the owners of the document, without the line
   * @param line - the line within the claim's body, the first is 1; `undefined` when it is about the claim as a whole
   */
  constructor(message: string, readonly line?: number) {
    super(message);
  }

  /**
   * The message with the line of the document in front.
   *
   * @param firstLine - the line of the document on which the body begins
   */
  describe(firstLine: number): string {
    return this.line === undefined
      ? this.message
      : `Line ${firstLine + this.line - 1}: ${this.message}`;
  }
}
