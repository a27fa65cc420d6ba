import { InputError } from '@backstage/errors';
import {
  DEFAULT_MAX_BYTES,
  DEFAULT_MAX_DEPTH,
  DEFAULT_MAX_NODES,
} from '../limits';
import type { CanonicalLimits } from '../limits';

/**
 * Counts what a document has while it is read, and ends the reading of one that has too much.
 *
 * @internal
 */
export class Budget {
  readonly #maxBytes: number;
  readonly #maxDepth: number;
  readonly #maxNodes: number;
  #bytes = 0;
  #nodes = 0;

  constructor(limits: CanonicalLimits) {
    this.#maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#maxDepth = limits.maxDepth ?? DEFAULT_MAX_DEPTH;
    this.#maxNodes = limits.maxNodes ?? DEFAULT_MAX_NODES;
  }

  /**
   * @param depth - of this node in the document; that of the outermost is 0
   * @throws InputError when there are too many nodes, or they are nested too deeply
   */
  takeNode(depth: number): void {
    this.#nodes += 1;
    if (this.#nodes > this.#maxNodes) {
      throw new InputError(
        `The document has more than ${
          this.#maxNodes
        } parts. Split it into several documents.`,
      );
    }
    if (depth > this.#maxDepth) {
      throw new InputError(
        `The document is nested too deeply: more than ${
          this.#maxDepth
        } parts within each other.`,
      );
    }
  }

  /** @throws InputError when there is too much text */
  takeText(text: string): void {
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes > this.#maxBytes) {
      throw new InputError(
        `The document has more than ${
          this.#maxBytes
        } bytes of text. Split it into several documents.`,
      );
    }
  }
}
