import { countTokens } from '@proofline/backstage-plugin-cost-governance-node';

/** How much text is encoded, in characters; longer would hold the process up. */
const SAMPLE_LENGTH = 32_000;

/**
 * Estimates the tokens of text that comes in pieces. What it begins with is encoded, when it is asked; the rest counts as having as
 * many tokens for each character. So it takes the same memory however long the text is, and next to no time where nobody asks.
 */
export class TextMeasure {
  readonly #sample: string[] = [];
  #sampleLength = 0;
  #length = 0;

  add(text: string): void {
    this.#length += text.length;
    const room = SAMPLE_LENGTH - this.#sampleLength;
    if (room > 0 && text.length > 0) {
      // A slice would keep the whole text in memory.
      const piece =
        text.length > room ? Buffer.from(text.slice(0, room)).toString() : text;
      this.#sample.push(piece);
      this.#sampleLength += piece.length;
    }
  }

  /** An estimate, rounded up. */
  tokens(): number {
    if (this.#sampleLength === 0) {
      return 0;
    }
    const sampled = countTokens(this.#sample.join(''));
    return Math.ceil((sampled * this.#length) / this.#sampleLength);
  }
}
