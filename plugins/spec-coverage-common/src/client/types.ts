import type {
  CoverageCounts,
  DocumentState,
  InvariantState,
  SpecState,
  VerdictOutcome,
} from '../coverage';

/**
 * A page of a list. `nextCursor` is absent on the last page.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/**
 * Coverage of the portal, an entity, or a story. Times are ISO 8601 in UTC, durations are in ms.
 *
 * @public
 */
export interface CoverageSummary {
  counts: CoverageCounts;
  /** proven ÷ expected in percent, one decimal place, rounded down; absent where there is nothing to prove. */
  percentage?: number;
  /** Number of specs counted. */
  specs: number;
  /** Number of specs whose current version is not the one that was last proven. */
  openDrifts: number;
  /** When the longest open drift began; absent where none is open. */
  oldestDriftOpenedAt?: string;
  /** When a spec was last proven in full; absent where none ever was. */
  lastProvenAt?: string;
  /** From the moment a version was noticed until its proof job had succeeded; absent where none has. */
  proofLatency?: { p50Ms: number; p95Ms: number };
}

/**
 * Coverage of one user story.
 *
 * @public
 */
export interface StoryCoverage {
  /** The story, such as `jira:PAY-10`. */
  ref: string;
  counts: CoverageCounts;
  percentage?: number;
}

/**
 * A reference of an entity that leads to no document, with the reason.
 *
 * @public
 */
export interface UnresolvedRef {
  ref: string;
  reason: string;
}

/**
 * Coverage of one entity, with its specs and stories.
 *
 * @public
 */
export interface EntityCoverage extends CoverageSummary {
  entityRef: string;
  items: SpecSummary[];
  stories: StoryCoverage[];
  /** What the entity's annotations name and no source has. */
  unresolved: UnresolvedRef[];
}

/**
 * The time in which a spec's content hash is not its last proven hash.
 *
 * @public
 */
export interface Drift {
  id: string;
  specRef: string;
  title: string;
  openedAt: string;
  /** Absent as long as the drift is open. */
  closedAt?: string;
  /** How the drift ended: the current version was proven, the document went back to the proven one, or is no longer there. */
  closedBy?: 'proven' | 'reverted' | 'removed';
  /** First 8 characters of the content hash that was last proven; absent where none ever was. */
  provenHash?: string;
  /** First 8 characters of the newest content hash; absent where the document is gone or unreadable. */
  contentHash?: string;
}

/**
 * State of a proof job.
 *
 * @public
 */
export type ProofJobState =
  | 'queued'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'superseded';

/**
 * One attempt to settle all invariants of a spec at one content hash with one prover.
 *
 * @public
 */
export interface ProofJob {
  /** sha256 of spec, content hash, prover and prover version, in hexadecimal. */
  id: string;
  specRef: string;
  prover: string;
  proverVersion: string;
  /** First 8 characters. */
  contentHash: string;
  state: ProofJobState;
  /** How often the job was started over on somebody's request, beginning with 1. */
  run: number;
  /** Number of invariants that this prover is to settle, and how many of them it has settled in this run. */
  expected: number;
  settled: number;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  /** Why the job failed, or why its last attempt did and it will be tried again. */
  error?: string;
}

/**
 * A value that refutes a claim, in words that a person reads: `amount`, `Int`, `-5`.
 *
 * @public
 */
export interface CounterexampleValue {
  name: string;
  sort: string;
  value: string;
}

/**
 * What a prover said of one invariant.
 *
 * @public
 */
export interface Verdict {
  id: string;
  invariantKey: string;
  outcome: VerdictOutcome;
  /** Whether it is about the document as it is now. */
  current: boolean;
  /** First 8 characters of the content hash that the prover saw. */
  contentHash: string;
  prover: string;
  proverVersion: string;
  proofJobId: string;
  durationMs: number;
  settledAt: string;
  /** What the prover says of it: the solver's error with its line, a time-out. */
  message?: string;
  /** Values for which the claim does not hold. */
  counterexample?: CounterexampleValue[];
}

/**
 * A spec, as lists show it.
 *
 * @public
 */
export interface SpecSummary {
  ref: string;
  title: string;
  source: string;
  state: SpecState;
  /** First 8 characters of the current content hash. */
  contentHash?: string;
  /** First 8 characters of the content hash that was last proven. */
  provenHash?: string;
  provenAt?: string;
  checkedAt?: string;
  documentState?: DocumentState;
  /** Why the document is missing or refused, or what its source last answered when it could not be asked. */
  documentError?: string;
  /** Where a person can read the document. */
  url?: string;
  counts: CoverageCounts;
  percentage?: number;
  /** The open drift. */
  drift?: { id: string; openedAt: string };
  /** A check is waiting or under way. */
  checking: boolean;
  /** The proof job that is queued or running. */
  proofJob?: Pick<
    ProofJob,
    'id' | 'state' | 'prover' | 'expected' | 'settled' | 'error'
  >;
}

/**
 * One claim of a spec.
 *
 * @public
 */
export interface Invariant {
  /** `<SpecRef>#<KEY>`. */
  ref: string;
  key: string;
  /** The claim in words. */
  text: string;
  state: InvariantState;
  /** The user story that asked for it. */
  story?: string;
  /** Line of the document, beginning with 1. */
  line: number;
  /** Language of the formal body; absent where there is none. */
  language?: string;
  /** The formal body. */
  body?: string;
  /** Why the claim cannot be settled, for example because its key is used twice. */
  problem?: string;
  /** The verdict that decided the state; absent where there is none. */
  verdict?: Verdict;
}

/**
 * A spec with its invariants.
 *
 * @public
 */
export interface Spec extends SpecSummary {
  invariants: Invariant[];
  /** Entity refs of what the spec specifies, as far as the caller may see them. */
  entityRefs: string[];
}

/**
 * A version of a document.
 *
 * @public
 */
export interface SpecVersion {
  /** First 8 characters. */
  contentHash: string;
  /** When the portal first read it. */
  seenAt: string;
  invariants: number;
  /** Who made it, where the source says so. */
  changedBy?: string;
  /** When it was made, where the source says so. */
  changedAt?: string;
}

/**
 * A version of a document, with what is needed to compare it.
 *
 * @public
 */
export interface SpecVersionDetail extends SpecVersion {
  /** Name and version of the rules that made its canonical text. */
  canonicalizer: string;
}

/**
 * A line of a comparison of two texts.
 *
 * @public
 */
export interface DiffLine {
  type: 'same' | 'added' | 'removed';
  text: string;
  /** The parts of a changed line that differ from the line in whose place it stands; offsets in UTF-16 code units. */
  changes?: Array<{ start: number; end: number }>;
}

/**
 * A part of two texts that differs, with a few lines around it.
 *
 * @public
 */
export interface DiffHunk {
  /** Its first line in the older text, and in the newer; the first line of a text is 1. */
  fromLine: number;
  toLine: number;
  lines: DiffLine[];
}

/**
 * What a version of a document states about one invariant.
 *
 * @public
 */
export type StatedClaim = Pick<
  Invariant,
  'text' | 'language' | 'body' | 'story' | 'problem'
>;

/**
 * How one invariant differs between two versions of a document.
 *
 * @public
 */
export interface InvariantChange {
  key: string;
  change: 'added' | 'removed' | 'changed';
  /** What differs, of an invariant that is in both. */
  parts: Array<keyof StatedClaim>;
  before?: StatedClaim;
  after?: StatedClaim;
}

/**
 * What changed between the version of a spec that was last proven and the one that is there now.
 *
 * @public
 */
export interface SpecChanges {
  specRef: string;
  /** The version that was last proven; absent where none ever was. */
  from?: SpecVersionDetail;
  /** The current version; absent where the document is gone or cannot be read. */
  to?: SpecVersionDetail;
  /** How the texts differ; none where one of the versions is absent. */
  hunks: DiffHunk[];
  /** The texts differ in more than is shown. */
  truncated: boolean;
  /** Invariants that changed, came or went; all of them have come where `from` is absent. */
  invariants: InvariantChange[];
}

/**
 * One thing that happened to a spec, newest first in a list.
 *
 * @public
 */
export type SpecHistoryEntry =
  | { type: 'version'; at: string; version: SpecVersion }
  | { type: 'verdict'; at: string; verdict: Verdict }
  | { type: 'drift-opened' | 'drift-closed'; at: string; drift: Drift };

/**
 * The check that a request to verify became part of.
 *
 * @public
 */
export interface VerifyResult {
  specRef: string;
  check: {
    id: string;
    requestedAt: string;
    /** Number of hints that the check answers. */
    hints: number;
  };
}
