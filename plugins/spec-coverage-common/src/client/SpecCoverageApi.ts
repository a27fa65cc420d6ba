import type {
  CoverageSummary,
  Drift,
  EntityCoverage,
  Page,
  ProofJob,
  ProofJobState,
  Spec,
  SpecChanges,
  SpecHistoryEntry,
  SpecSummary,
  VerifyResult,
} from './types';
import type { SpecState } from '../coverage';

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
 * Part of a list: at most `limit` items (the backend allows 1 to 200, 50 by default) after `cursor`.
 *
 * @public
 */
export interface PageRequest {
  limit?: number;
  cursor?: string;
}

/**
 * The REST API of spec-coverage. Each method throws `ResponseError` of `@backstage/errors` when the backend refuses.
 *
 * @public
 */
export interface SpecCoverageApi {
  /** Coverage of the whole portal. */
  getCoverage(options?: SpecCoverageRequestOptions): Promise<CoverageSummary>;
  /** Coverage of one entity, with its specs and stories. */
  getEntityCoverage(
    entityRef: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<EntityCoverage>;
  listSpecs(
    query?: PageRequest & { entityRef?: string; state?: SpecState },
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
  /** Drifts, the longest one first. */
  listDrifts(
    query?: PageRequest & { state?: 'open' | 'closed' },
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<Drift>>;
  /** Proof jobs, the newest first. */
  listProofJobs(
    query?: PageRequest & { specRef?: string; state?: ProofJobState },
    options?: SpecCoverageRequestOptions,
  ): Promise<Page<ProofJob>>;
  getProofJob(
    id: string,
    options?: SpecCoverageRequestOptions,
  ): Promise<ProofJob>;
}
