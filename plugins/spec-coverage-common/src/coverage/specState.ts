/**
 * The state of a spec.
 *
 * - `pending`: named by an entity or a source, not read yet
 * - `missing`: the source says that there is no such document
 * - `trashed`: the document is in the trash of its source, from where it can come back
 * - `forbidden`: the document is there, and the portal may not read it
 * - `refused`: the document is there and cannot be taken in (too large, not text, its front matter is broken…)
 * - `nothing-to-prove`: the document states no invariants
 * - `unproven`: not all invariants have ever been settled at one version
 * - `drifted`: the document is not the one that was last proven
 * - `proven`: all invariants are proven or accepted at the current version
 *
 * @public
 */
export type SpecState =
  | 'pending'
  | 'missing'
  | 'trashed'
  | 'forbidden'
  | 'refused'
  | 'nothing-to-prove'
  | 'unproven'
  | 'drifted'
  | 'proven';

/**
 * How the last attempt to read a document ended; `undefined` as long as there was none.
 *
 * @public
 */
export type DocumentState =
  | 'present'
  | 'missing'
  | 'trashed'
  | 'forbidden'
  | 'refused';

/**
 * What decides the state of a spec.
 *
 * @public
 */
export interface SpecStateInput {
  documentState: DocumentState | undefined;
  /** sha256 of the canonical text as it is now. */
  contentHash: string | undefined;
  /** The content hash at which all invariants were last proven or accepted. */
  provenHash: string | undefined;
  /** Number of invariants that the document states. */
  expected: number;
}

/**
 * Decides the state of a spec. A spec whose document is gone or unreadable is never `proven`.
 *
 * @public
 */
export function specState(input: SpecStateInput): SpecState {
  const { documentState, contentHash, provenHash } = input;
  if (documentState === undefined) {
    return 'pending';
  }
  if (documentState !== 'present') {
    return documentState;
  }
  if (contentHash === undefined) {
    return 'pending';
  }
  if (input.expected === 0) {
    return provenHash === undefined ? 'nothing-to-prove' : 'drifted';
  }
  if (provenHash === undefined) {
    return 'unproven';
  }
  return provenHash === contentHash ? 'proven' : 'drifted';
}

/**
 * Whether a drift is open: the document stated something to prove, now or when it was last proven, and its
 * current version is not the one that was last proven.
 *
 * @public
 */
export function isDrifting(input: SpecStateInput): boolean {
  const state = specState(input);
  if (isUnreadable(state)) {
    return input.provenHash !== undefined;
  }
  return state === 'unproven' || state === 'drifted';
}

/**
 * Whether a state of a spec says that its document is not there or cannot be read.
 *
 * @public
 */
export function isUnreadable(
  state: SpecState,
): state is Exclude<DocumentState, 'present'> {
  return (
    state === 'missing' ||
    state === 'trashed' ||
    state === 'forbidden' ||
    state === 'refused'
  );
}
