import type {
  DocumentState,
  ProofJobState,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** The states of a spec, as the contract names them. */
export const SPEC_STATES = [
  'pending',
  'missing',
  'trashed',
  'forbidden',
  'refused',
  'nothing-to-prove',
  'unproven',
  'drifted',
  'proven',
] as const satisfies readonly SpecState[];

/** How reading a document can end, as the contract names it. */
export const DOCUMENT_STATES = [
  'present',
  'missing',
  'trashed',
  'forbidden',
  'refused',
] as const satisfies readonly DocumentState[];

/** The states of a proof job, as the contract names them. */
export const PROOF_JOB_STATES = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'superseded',
] as const satisfies readonly ProofJobState[];
