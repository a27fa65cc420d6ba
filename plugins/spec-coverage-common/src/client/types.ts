import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** The query parameters of an operation of the contract. */
type QueryOf<TOperation extends keyof operations> = NonNullable<
  operations[TOperation]['parameters']['query']
>;

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
 * Coverage of a set of specs, each counted once. Times are ISO 8601 in UTC, durations are in ms.
 *
 * @public
 */
export type CoverageSummary = Omit<Schemas['PortalCoverage'], 'driftAges'>;

/**
 * Coverage of all specs that the caller may see, or of those that a filter leaves, with the open drifts by age.
 *
 * @public
 */
export type PortalCoverage = Schemas['PortalCoverage'];

/**
 * How many open drifts are of one age, in hours.
 *
 * @public
 */
export type DriftAge = Schemas['DriftAge'];

/**
 * From the moment a version was noticed until its proof job had succeeded, in ms.
 *
 * @public
 */
export type ProofLatency = Schemas['ProofLatency'];

/**
 * What coverage can be grouped by.
 *
 * @public
 */
export type CoverageGrouping = QueryOf<'listCoverageGroups'>['by'];

/**
 * Coverage of one of several systems, owners, repositories…
 *
 * @public
 */
export type CoverageGroup = Schemas['CoverageGroup'];

/**
 * An owner and what they have proven.
 *
 * @public
 */
export type TopPerformer = Schemas['TopPerformer'];

/**
 * Coverage of one user story.
 *
 * @public
 */
export type StoryCoverage = Schemas['StoryCoverage'];

/**
 * One user story with its specs and invariants.
 *
 * @public
 */
export type UserStoryCoverage = Schemas['UserStoryCoverage'];

/**
 * What a spec states for one user story.
 *
 * @public
 */
export type StorySpec = Schemas['StorySpec'];

/**
 * A reference of an entity that leads to no document, with the reason.
 *
 * @public
 */
export type UnresolvedRef = Schemas['UnresolvedRef'];

/**
 * Coverage at the end of a UTC day.
 *
 * @public
 */
export type CoverageDay = Schemas['CoverageDay'];

/**
 * Coverage of one entity, with its specs and stories.
 *
 * @public
 */
export type EntityCoverage = Schemas['EntityCoverage'];

/**
 * Coverage of what is built from one repository.
 *
 * @public
 */
export type RepositoryCoverage = Schemas['RepositoryCoverage'];

/**
 * How coverage went, by day or week.
 *
 * @public
 */
export type CoverageTrend = Schemas['CoverageTrend'];

/**
 * Coverage and what happened in one day or week.
 *
 * @public
 */
export type TrendPoint = Schemas['TrendPoint'];

/**
 * That somebody took the risk of an invariant that is not proven.
 *
 * @public
 */
export type Acceptance = Schemas['Acceptance'];

/**
 * To take the risk of an invariant.
 *
 * @public
 */
export type AcceptanceRequest = Schemas['AcceptanceRequest'];

/**
 * A drift: the time in which a spec's content hash is not its last proven hash.
 *
 * @public
 */
export type Drift = Schemas['Drift'];

/**
 * A drift in the history of its spec.
 *
 * @public
 */
export type DriftRecord = Schemas['DriftRecord'];

/**
 * State of a proof job.
 *
 * @public
 */
export type ProofJobState = Schemas['ProofJobState'];

/**
 * One attempt to settle all invariants of a spec at one content hash with one prover.
 *
 * @public
 */
export type ProofJob = Schemas['ProofJob'];

/**
 * A value that refutes a claim, in words that a person reads: `amount`, `Int`, `-5`.
 *
 * @public
 */
export type CounterexampleValue = Schemas['CounterexampleValue'];

/**
 * What a prover said of one invariant.
 *
 * @public
 */
export type Verdict = Schemas['Verdict'];

/**
 * A spec, as lists show it.
 *
 * @public
 */
export type SpecSummary = Schemas['SpecSummary'];

/**
 * One claim of a spec.
 *
 * @public
 */
export type Invariant = Schemas['Invariant'];

/**
 * One claim, as lists of several specs show it.
 *
 * @public
 */
export type ListedInvariant = Schemas['ListedInvariant'];

/**
 * A spec with its invariants.
 *
 * @public
 */
export type Spec = Schemas['Spec'];

/**
 * A version of a document.
 *
 * @public
 */
export type SpecVersion = Schemas['SpecVersion'];

/**
 * A version of a document, with what is needed to compare it.
 *
 * @public
 */
export type SpecVersionDetail = Schemas['SpecVersionDetail'];

/**
 * A line of a comparison of two texts.
 *
 * @public
 */
export type DiffLine = Schemas['DiffLine'];

/**
 * A part of two texts that differs, with a few lines around it.
 *
 * @public
 */
export type DiffHunk = Schemas['DiffHunk'];

/**
 * What a version of a document states about one invariant.
 *
 * @public
 */
export type StatedClaim = Schemas['StatedClaim'];

/**
 * How one invariant differs between two versions of a document.
 *
 * @public
 */
export type InvariantChange = Schemas['InvariantChange'];

/**
 * What changed between the version of a spec that was last proven and the one that is there now.
 *
 * @public
 */
export type SpecChanges = Schemas['SpecChanges'];

/**
 * One thing that happened to a spec.
 *
 * @public
 */
export type SpecHistoryEntry = Schemas['SpecHistoryEntry'];

/**
 * The check that a request to verify became part of.
 *
 * @public
 */
export type VerifyResult = Schemas['VerifyResult'];

/**
 * Narrows what is counted for the whole portal.
 *
 * @public
 */
export type CoverageFilter = QueryOf<'getCoverage'>;

/**
 * Which groups are listed.
 *
 * @public
 */
export type CoverageGroupQuery = QueryOf<'listCoverageGroups'>;

/**
 * Whose trend is asked for, and of when.
 *
 * @public
 */
export type CoverageTrendQuery = QueryOf<'getCoverageTrend'>;

/**
 * Which owners are listed.
 *
 * @public
 */
export type TopPerformerQuery = QueryOf<'listTopPerformers'>;

/**
 * Which specs are listed.
 *
 * @public
 */
export type SpecQuery = QueryOf<'listSpecs'>;

/**
 * Which invariants are listed, in which order.
 *
 * @public
 */
export type InvariantQuery = QueryOf<'listInvariants'>;

/**
 * Which drifts are listed.
 *
 * @public
 */
export type DriftQuery = QueryOf<'listDrifts'>;

/**
 * Which proof jobs are listed.
 *
 * @public
 */
export type ProofJobQuery = QueryOf<'listProofJobs'>;

/**
 * Part of a list: at most `limit` items (1 to 200, 50 by default) after `cursor`.
 *
 * @public
 */
export type PageRequest = QueryOf<'getSpecHistory'>;
