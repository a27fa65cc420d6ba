import type { CanonicalDocument } from '../canonical';
import type { SourceWebhook } from '../webhook';

/**
 * A document as its source holds it.
 *
 * @public
 */
export interface SourceDocument {
  /**
   * The content, byte for byte. Never trusted: it is decoded and parsed by the source's canonicaliser. It holds what the
   * document says and nothing that changes by itself, such as the time of the request: the same bytes are the same document,
   * also when a newer canonicaliser reads them differently.
   */
  content: Uint8Array;
  /** Where a person can read the document. */
  url?: string;
  /** Who made this version, in words that a person knows: a name. Absent where the vendor does not say. */
  changedBy?: string;
  /** When this version was made, according to the vendor. */
  changedAt?: Date;
}

/**
 * What a source answers when it is asked for a document.
 *
 * - `found`: here it is.
 * - `missing`: there is no such document (any more), or the vendor does not tell this portal of it.
 * - `trashed`: it is in the vendor's trash, from where it can come back.
 * - `forbidden`: it is there, and the portal's account may not read it.
 * - `refused`: it is there, and cannot be taken in.
 *
 * All but the first become the state of the spec; `reason` says why, to the people who own it, and what they can do.
 *
 * @public
 */
export type FetchResult =
  | { type: 'found'; document: SourceDocument }
  | {
      type: 'missing' | 'trashed' | 'forbidden' | 'refused';
      reason: string;
    };

/**
 * Says that specs may have changed. Never trusted for content.
 *
 * @public
 */
export interface SpecHints {
  /** SpecRefs, each with the source's own id in front. */
  specRefs: string[];
  /** More may have changed than is named: the source is asked by `listChanged` soon. */
  listChanges?: boolean;
}

/**
 * What a source is asked for by the reconcile schedule.
 *
 * @public
 */
export interface ListChangedRequest {
  /**
   * Changes before this moment are known; `undefined` when nothing is. Some minutes earlier than the last list that was
   * taken in, so that clocks may differ.
   */
  since?: Date;
  /** The documents of this source that the portal knows as specs, without the source's id. */
  known: readonly string[];
  /** Aborted when the list is no longer wanted. */
  signal: AbortSignal;
}

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
  /** Called when everything that was listed is stored: the place to remember how far the source has been read. */
  stored?(): Promise<void>;
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
   * Which of its documents are specs: `all` of them, or only those that an entity of the catalog has `named`. A hint about
   * another document of a source of named documents has no effect.
   */
  readonly documents: 'all' | 'named';
  /** How the vendor tells of changes. Absent where no secret is configured: there is no route then. */
  readonly webhook?: SourceWebhook;
  /**
   * Fetches a document. Throws when the source cannot be asked at the moment: the check is then tried again later, and
   * the state of the spec stays as it is.
   *
   * @param document - the part of the SpecRef after the colon, never trusted: no name leads out of the source
   * @throws TryLaterError when the vendor is away or says when to come back; the signal's reason when it is aborted
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
   * schedule, and soon after a hint with `listChanges`. A source of named documents lists only documents that are `known`.
   * Documents that are gone are listed too. Reading the list throws when it cannot be made in full, and the signal's reason
   * when it is aborted: part of a list would pass for the whole.
   */
  listChanged(request: ListChangedRequest): ChangedSpecs;
  /**
   * Lists the documents that a pattern of the catalog names, without the source's id. Absent where a source has no folders.
   *
   * @param pattern - a folder, which ends with a slash, or a glob; never trusted
   * @throws InputError when the source cannot read the pattern; TryLaterError when it cannot be asked at the moment
   */
  listMatching?(pattern: string, signal: AbortSignal): Promise<string[]>;
  /**
   * Tells of changes as they happen, from the call until the signal is aborted. Documents that did not change may be
   * named as well. The returned promise resolves after the abort, and rejects when the source cannot watch (any more) or
   * a hint could not be stored; the failure is recorded and watching starts again.
   *
   * @param onHint - takes what may have changed; resolves when it is stored, rejects when it is not
   */
  watch?(
    onHint: (hints: SpecHints) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}
