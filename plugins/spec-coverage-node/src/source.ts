import type { CanonicalDocument } from './canonical';

/**
 * A document as its source holds it.
 *
 * @public
 */
export interface SourceDocument {
  /** The content, byte for byte. Never trusted: it is decoded and parsed by the source's canonicaliser. */
  content: Uint8Array;
  /** Where a person can read the document. */
  url?: string;
}

/**
 * What a source answers when it is asked for a document.
 *
 * - `found`: here it is.
 * - `missing`: there is no such document (any more). It becomes the state of the spec.
 * - `refused`: it is there, and cannot be taken in; `reason` says why to the people who own it.
 *
 * @public
 */
export type FetchResult =
  | { type: 'found'; document: SourceDocument }
  | { type: 'missing'; reason: string }
  | { type: 'refused'; reason: string };

/**
 * A list of specs that may have changed.
 *
 * @public
 */
export interface ChangedSpecs {
  /** The SpecRefs, each with the source's own id in front. */
  specRefs: AsyncIterable<string>;
  /**
   * Whether the list names every document that the source has. If so, specs of this source that it does not name are
   * checked as well, and found to be missing.
   */
  complete: boolean;
}

/**
 * A place where specs live. Each implementation is checked by `describeSpecSource` of
 * `@proofline/backstage-plugin-spec-coverage-node/testUtils`.
 *
 * @public
 */
export interface SpecSource {
  /** The part of a SpecRef before the colon: lower-case letters, digits and dashes. */
  readonly id: string;
  /**
   * Fetches a document. Throws when the source cannot be asked at the moment: the check is then tried again later, and
   * the state of the spec stays as it is.
   *
   * @param document - the part of the SpecRef after the colon, never trusted: no name leads out of the source
   * @throws the signal's reason when it is aborted
   */
  fetch(document: string, signal: AbortSignal): Promise<FetchResult>;
  /**
   * Makes the canonical form of a document. Pure: the same bytes always give the same result.
   *
   * @throws InputError with a sentence for the document's owners when the content cannot be read as a spec
   */
  canonicalize(document: SourceDocument): CanonicalDocument;
  /**
   * Lists what may have changed since a moment, or everything when `since` is not given. Called by the reconcile
   * schedule. Reading the list throws when it cannot be made in full, and the signal's reason when it is aborted: part
   * of a list would pass for the whole.
   */
  listChanged(since: Date | undefined, signal: AbortSignal): ChangedSpecs;
  /**
   * Tells of changes as they happen, from the call until the signal is aborted. Documents that did not change may be
   * named as well. The returned promise resolves after the abort, and rejects when the source cannot watch (any more) or
   * a hint could not be stored; the failure is recorded and watching starts again.
   *
   * @param onHint - takes SpecRefs that may have changed; resolves when they are stored, rejects when they are not
   */
  watch?(
    onHint: (specRefs: string[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}
