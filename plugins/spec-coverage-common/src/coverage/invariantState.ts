/**
 * What a prover can say of an invariant.
 *
 * - `proven`: the claim follows from its assumptions, and the assumptions can hold.
 * - `failed`: the claim was refuted.
 * - `vacuous`: the assumptions contradict each other, so anything follows from them.
 * - `unknown`: the prover gave up, or could not read the claim.
 *
 * @public
 */
export type VerdictOutcome = 'proven' | 'failed' | 'vacuous' | 'unknown';

/**
 * The state of an invariant, as every reader shows it. `stale` was proven at an older version of the document,
 * `accepted` is a risk that a named person took, `unproven` was never settled.
 *
 * @public
 */
export type InvariantState = VerdictOutcome | 'stale' | 'accepted' | 'unproven';

/**
 * All states of an invariant, in the order in which they are shown: what is fine, what needs someone, what is open.
 *
 * @public
 */
export const INVARIANT_STATES: readonly InvariantState[] = [
  'proven',
  'accepted',
  'stale',
  'failed',
  'vacuous',
  'unknown',
  'unproven',
];

/**
 * What {@link invariantState} needs to know of a verdict.
 *
 * @public
 */
export interface SettledVerdict {
  outcome: VerdictOutcome;
  /** Content hash of the document that the prover saw. */
  contentHash: string;
  /** Id of the prover. A newer verdict of the same prover takes the place of its older one. */
  prover: string;
  settledAt: Date;
}

/**
 * What decides the state of an invariant.
 *
 * @public
 */
export interface InvariantStateInput {
  /** The content hash of the document as it is now; `undefined` when it is gone or cannot be read. */
  contentHash: string | undefined;
  /** Why the claim cannot be settled at all, for example because two claims share its key. */
  problem?: string;
  /** Verdicts on the invariant, at any hash, in any order. */
  verdicts: readonly SettledVerdict[];
  /** The risk somebody accepted: it holds for one content hash and until a moment. */
  acceptance?: { contentHash: string; until: Date };
  now: Date;
}

/**
 * Decides the state of an invariant. This is the one place that says what counts as proven; all that read or
 * show a state use it.
 *
 * Where several provers settled the claim at the current hash, each prover's newest verdict is heard and the worst
 * one of those that know something wins: a refutation is not outvoted by a later "proven" of somebody else.
 *
 * @public
 */
export function invariantState(input: InvariantStateInput): InvariantState {
  if (input.problem !== undefined) {
    return 'unknown';
  }
  const { contentHash, acceptance, now } = input;
  const verdict = decidingVerdict(input.verdicts, contentHash);
  const isCurrent =
    contentHash !== undefined && verdict?.contentHash === contentHash;
  if (isCurrent && verdict.outcome === 'proven') {
    return 'proven';
  }
  if (
    contentHash !== undefined &&
    acceptance?.contentHash === contentHash &&
    acceptance.until > now
  ) {
    return 'accepted';
  }
  if (!verdict) {
    return 'unproven';
  }
  return verdict.outcome === 'proven' && !isCurrent ? 'stale' : verdict.outcome;
}

/**
 * The verdict that decides the state of an invariant: of those at the current hash, the worst of what each prover said
 * last. Where there is none, the same at the hash that was settled last.
 *
 * @public
 */
export function decidingVerdict<T extends SettledVerdict>(
  verdicts: readonly T[],
  contentHash: string | undefined,
): T | undefined {
  return (
    worstAt(verdicts, contentHash) ??
    worstAt(verdicts, verdicts.reduce(newer, verdicts[0])?.contentHash)
  );
}

// An "unknown" says nothing about the claim, so a proof by another prover stands beside it.
const WORST_FIRST: readonly VerdictOutcome[] = [
  'failed',
  'vacuous',
  'proven',
  'unknown',
];

function worstAt<T extends SettledVerdict>(
  verdicts: readonly T[],
  contentHash: string | undefined,
): T | undefined {
  const newestOfProver = new Map<string, T>();
  for (const verdict of verdicts) {
    if (verdict.contentHash === contentHash) {
      const other = newestOfProver.get(verdict.prover) ?? verdict;
      newestOfProver.set(verdict.prover, newer(other, verdict));
    }
  }
  const candidates = [...newestOfProver.values()];
  for (const outcome of WORST_FIRST) {
    const alike = candidates.filter(candidate => candidate.outcome === outcome);
    if (alike.length > 0) {
      return alike.reduce(newer);
    }
  }
  return undefined;
}

// Verdicts of one millisecond have no order in time. "proven" is believed last, so that the order in which a database
// happens to return them cannot turn a claim green; hash and prover settle the rest.
const BELIEVED_FIRST: readonly VerdictOutcome[] = [
  'failed',
  'vacuous',
  'unknown',
  'proven',
];

function newer<T extends SettledVerdict>(a: T, b: T): T {
  const time = a.settledAt.getTime() - b.settledAt.getTime();
  if (time !== 0) {
    return time > 0 ? a : b;
  }
  const belief =
    BELIEVED_FIRST.indexOf(a.outcome) - BELIEVED_FIRST.indexOf(b.outcome);
  if (belief !== 0) {
    return belief < 0 ? a : b;
  }
  const [left, right] = [a, b].map(
    ({ contentHash, prover }) => `${contentHash} ${prover}`,
  );
  return left <= right ? a : b;
}
