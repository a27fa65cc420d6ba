import { INVARIANT_STATES } from '@proofline/backstage-plugin-spec-coverage-common';
import { DOCUMENT_STATES, PROOF_JOB_STATES, SPEC_STATES } from './states';

/*
 * The shapes of answers. `router.test.ts` checks each answer against them.
 */

type Schema = Record<string, unknown>;

const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const count = { type: 'integer', minimum: 0 };
const shortHash = {
  type: 'string',
  pattern: '^[0-9a-f]{8}$',
  description: 'First 8 characters of a sha256 content hash',
};
const percentage = {
  type: 'number',
  minimum: 0,
  maximum: 100,
  description:
    'proven ÷ expected, one decimal place, rounded down; absent where there is nothing to prove',
};

/** A reference to a schema of the document. */
export function schemaRef(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function object(
  required: Record<string, Schema>,
  optional: Record<string, Schema> = {},
): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

function list(item: Schema): Schema {
  return { type: 'array', items: item };
}

/** A page of a list. */
export function pageOf(item: Schema): Schema {
  return object({ items: list(item) }, { nextCursor: text });
}

const summary = {
  required: {
    counts: schemaRef('CoverageCounts'),
    specs: count,
    openDrifts: count,
  },
  optional: {
    percentage,
    oldestDriftOpenedAt: moment,
    lastProvenAt: moment,
    proofLatency: object({
      p50Ms: { type: 'number' },
      p95Ms: { type: 'number' },
    }),
  },
};

const specVersion = {
  contentHash: shortHash,
  seenAt: moment,
  invariants: count,
};

const specVersionAuthor = { changedBy: text, changedAt: moment };

const versionDetail = object(
  { ...specVersion, canonicalizer: text },
  specVersionAuthor,
);

const statedClaim = object(
  { text },
  { language: text, body: text, story: text, problem: text },
);

const specSummary = {
  required: {
    ref: text,
    title: text,
    source: text,
    state: {
      enum: SPEC_STATES,
    },
    counts: schemaRef('CoverageCounts'),
    checking: { type: 'boolean' },
  },
  optional: {
    contentHash: shortHash,
    provenHash: shortHash,
    provenAt: moment,
    checkedAt: moment,
    documentState: { enum: DOCUMENT_STATES },
    documentError: text,
    url: text,
    percentage,
    drift: object({ id: text, openedAt: moment }),
    proofJob: object(
      {
        id: text,
        state: { enum: ['queued', 'running'] },
        prover: text,
        expected: count,
        settled: count,
      },
      { error: text },
    ),
  },
};

const drift = schemaRef('Drift');

/** The schemas of the OpenAPI document, by name. */
export const schemas: Record<string, Schema> = {
  CoverageCounts: object({
    expected: count,
    proven: count,
    accepted: count,
    stale: count,
    failed: count,
    vacuous: count,
    unknown: count,
    unproven: count,
  }),
  CoverageSummary: object(summary.required, summary.optional),
  StoryCoverage: object(
    { ref: text, counts: schemaRef('CoverageCounts') },
    { percentage },
  ),
  EntityCoverage: object(
    {
      ...summary.required,
      entityRef: text,
      items: list(schemaRef('SpecSummary')),
      stories: list(schemaRef('StoryCoverage')),
      unresolved: list(object({ ref: text, reason: text })),
    },
    summary.optional,
  ),
  SpecSummary: object(specSummary.required, specSummary.optional),
  Spec: object(
    {
      ...specSummary.required,
      invariants: list(schemaRef('Invariant')),
      entityRefs: list(text),
    },
    specSummary.optional,
  ),
  Invariant: object(
    {
      ref: text,
      key: text,
      text,
      state: {
        enum: INVARIANT_STATES,
      },
      line: count,
    },
    {
      story: text,
      language: text,
      body: text,
      problem: text,
      verdict: schemaRef('Verdict'),
    },
  ),
  Verdict: object(
    {
      id: text,
      invariantKey: text,
      outcome: { enum: ['proven', 'failed', 'vacuous', 'unknown'] },
      current: { type: 'boolean' },
      contentHash: shortHash,
      prover: text,
      proverVersion: text,
      proofJobId: text,
      durationMs: count,
      settledAt: moment,
    },
    {
      message: text,
      counterexample: list(object({ name: text, sort: text, value: text })),
    },
  ),
  Drift: object(
    { id: text, specRef: text, title: text, openedAt: moment },
    {
      closedAt: moment,
      closedBy: { enum: ['proven', 'reverted', 'removed'] },
      provenHash: shortHash,
      contentHash: shortHash,
    },
  ),
  ProofJob: object(
    {
      id: text,
      specRef: text,
      prover: text,
      proverVersion: text,
      contentHash: shortHash,
      state: {
        enum: PROOF_JOB_STATES,
      },
      run: count,
      expected: count,
      settled: count,
      createdAt: moment,
    },
    { startedAt: moment, finishedAt: moment, error: text },
  ),
  SpecHistoryEntry: {
    oneOf: [
      object({
        type: { const: 'version' },
        at: moment,
        version: object(specVersion, specVersionAuthor),
      }),
      object({
        type: { const: 'verdict' },
        at: moment,
        verdict: schemaRef('Verdict'),
      }),
      object({ type: { const: 'drift-opened' }, at: moment, drift }),
      object({ type: { const: 'drift-closed' }, at: moment, drift }),
    ],
  },
  SpecChanges: object(
    {
      specRef: text,
      hunks: list(
        object({
          fromLine: count,
          toLine: count,
          lines: list(
            object(
              { type: { enum: ['same', 'added', 'removed'] }, text },
              { changes: list(object({ start: count, end: count })) },
            ),
          ),
        }),
      ),
      truncated: { type: 'boolean' },
      invariants: list(
        object(
          {
            key: text,
            change: { enum: ['added', 'removed', 'changed'] },
            parts: list({
              enum: ['text', 'body', 'language', 'story', 'problem'],
            }),
          },
          { before: statedClaim, after: statedClaim },
        ),
      ),
    },
    { from: versionDetail, to: versionDetail },
  ),
  VerifyResult: object({
    specRef: text,
    check: object({ id: text, requestedAt: moment, hints: count }),
  }),
  WebhookAnswer: object(
    {
      result: {
        enum: [
          'accepted',
          'duplicate',
          'unreadable',
          'unauthorized',
          'unknown',
          'too-large',
          'encoded',
          'unavailable',
        ],
      },
    },
    { message: text },
  ),
  Error: {
    type: 'object',
    required: ['error', 'response'],
    properties: {
      error: {
        type: 'object',
        required: ['name', 'message'],
        properties: { name: text, message: text },
      },
      request: { type: 'object' },
      response: {
        type: 'object',
        required: ['statusCode'],
        properties: { statusCode: { type: 'integer' } },
      },
    },
  },
};
