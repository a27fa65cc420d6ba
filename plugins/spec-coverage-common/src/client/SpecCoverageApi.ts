import type {
  Acceptance,
  AcceptanceRequest,
  CoverageFilter,
  CoverageGroup,
  CoverageGroupQuery,
  CoverageTrend,
  CoverageTrendQuery,
  Drift,
  DriftQuery,
  EntityCoverage,
  InvariantQuery,
  ListedInvariant,
  Page,
  PageRequest,
  PortalCoverage,
  ProofJob,
  ProofJobQuery,
  RepositoryCoverage,
  Spec,
  SpecChanges,
  SpecHistoryEntry,
  SpecQuery,
  SpecSummary,
  TopPerformer,
  TopPerformerQuery,
  UserStoryCoverage,
  VerifyResult,
} from './types';

/**
 * Options of each call.
 *
 * @public
 */
export interface SpecCoverageRequestOptions {
  /** A Backstage token, for callers whose `fetchApi` does not add one. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The REST API of spec-coverage. Each method throws `ResponseError` of `@backstage/errors` when the backend refuses.
 *
 * @public
 */
export interface SpecCoverageApi {
  /** Coverage of the whole portal, or of what a filter leaves of it. */
  getCoverage(
    filter?: CoverageFilter,
    options?: SpecCoverageRequestOptions,
  ): Promise<PortalCoverage>;
  /** Coverage by system, owner, repository…, those with most invariants first. */
  listCoverageGroups(
    query: CoverageGroupQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<CoverageGroup>>;
  /** How coverage of the portal, an entity or a repository went. */
  getCoverageTrend(
    query?: CoverageTrendQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<CoverageTrend>;
  /** Owners by specs proven. */
  listTopPerformers(
    query?: TopPerformerQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<{ items: TopPerformer[] }>;
  /** Coverage of one entity, with its specs and stories. */
  getEntityCoverage(
    entityRef: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<EntityCoverage>;
  /**
   * Coverage of what is built from one repository.
   *
   * @param repository - owner/name
   */
  getRepositoryCoverage(
    repository: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<RepositoryCoverage>;
  /**
   * Coverage of one user story, with its specs and invariants.
   *
   * @param story - such as `jira:PAY-10`
   */
  getUserStoryCoverage(
    story: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<UserStoryCoverage>;
  /** Specs in the order of their references. */
  listSpecs(
    query?: SpecQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<SpecSummary>>;
  getSpec(specRef: string, options?: SpecCoverageRequestOptions): Promise<Spec>;
  /** Versions, verdicts and drifts of a spec, newest first. */
  getSpecHistory(
    specRef: string,
    query?: PageRequest,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<SpecHistoryEntry>>;
  /** What changed between the version that was last proven and the one that is there now. */
  getSpecChanges(
    specRef: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<SpecChanges>;
  /** Asks for a check and a proof of the current version. */
  verifySpec(
    specRef: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<VerifyResult>;
  /** Invariants of a spec, a story, an entity or a repository, searched and sorted; or all of them. */
  listInvariants(
    query?: InvariantQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<ListedInvariant>>;
  /** Takes the risk of an invariant that is not proven, until a moment. */
  acceptInvariant(
    specRef: string,
    key: string,
    acceptance: AcceptanceRequest,
    options?: SpecCoverageRequestOptions,
  ): Promise<Acceptance>;
  /** Takes an acceptance back. */
  withdrawAcceptance(
    specRef: string,
    key: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<void>;
  /** Drifts, the longest one first. */
  listDrifts(
    query?: DriftQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<Drift>>;
  /** Proof jobs, the newest first. */
  listProofJobs(
    query?: ProofJobQuery,
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<ProofJob>>;
  getProofJob(
    id: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<ProofJob>;
}
