import { pageOf, schemaRef, schemas } from './openApiSchemas';

type Schema = Record<string, unknown>;

interface Operation {
  operationId: string;
  summary: string;
  parameters: Schema[];
  responses: Record<string, Schema>;
}

function parameter(
  place: 'path' | 'query',
  name: string,
  description: string,
  schema: Schema = { type: 'string' },
): Schema {
  return { name, in: place, required: place === 'path', description, schema };
}

const page = [
  parameter('query', 'limit', 'How many items a page holds', {
    type: 'integer',
    minimum: 1,
    maximum: 200,
    default: 50,
  }),
  parameter('query', 'cursor', '`nextCursor` of the page before'),
];

const specRef = parameter(
  'path',
  'ref',
  'A SpecRef, percent-encoded: files%3Aspecs%2Fledger.md',
);

function answer(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } };
}

const refusals: Record<string, Schema> = {
  400: answer('A parameter is wrong or unknown', schemaRef('Error')),
  401: answer('No valid credentials', schemaRef('Error')),
  403: answer('A permission is missing', schemaRef('Error')),
};
const notFound: Record<string, Schema> = {
  404: answer('Not there, or not for the caller to see', schemaRef('Error')),
};

function operation(
  operationId: string,
  summary: string,
  options: {
    parameters?: Schema[];
    result: Schema;
    status?: number;
    canBeMissing?: boolean;
  },
): Operation {
  return {
    operationId,
    summary,
    parameters: options.parameters ?? [],
    responses: {
      [options.status ?? 200]: answer(summary, options.result),
      ...refusals,
      ...(options.canBeMissing && notFound),
    },
  };
}

const specState = schemas.SpecSummary as {
  properties: { state: Schema };
};
const proofJobState = schemas.ProofJob as { properties: { state: Schema } };

/** The contract of the REST API, OpenAPI 3.1. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'spec-coverage',
    version: '1',
    description:
      'Which specs are still proven. Times are ISO 8601 in UTC, durations are in ms.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/api/spec-coverage' }],
  security: [{ backstage: [] }],
  components: {
    securitySchemes: {
      backstage: {
        type: 'http',
        scheme: 'bearer',
        description: 'A Backstage user or service token',
      },
    },
    schemas,
  },
  paths: {
    '/coverage': {
      get: operation('getCoverage', 'Coverage of the whole portal', {
        result: schemaRef('CoverageSummary'),
      }),
    },
    '/coverage/entity/{kind}/{namespace}/{name}': {
      get: operation(
        'getEntityCoverage',
        'Coverage of one entity, with its first 500 specs and its stories',
        {
          parameters: ['kind', 'namespace', 'name'].map(name =>
            parameter('path', name, `The entity's ${name}`),
          ),
          result: schemaRef('EntityCoverage'),
          canBeMissing: true,
        },
      ),
    },
    '/specs': {
      get: operation('listSpecs', 'Specs in the order of their references', {
        parameters: [
          ...page,
          parameter('query', 'entityRef', 'Only specs of this entity'),
          parameter(
            'query',
            'state',
            'Only specs in this state',
            specState.properties.state,
          ),
        ],
        result: pageOf(schemaRef('SpecSummary')),
      }),
    },
    '/specs/{ref}': {
      get: operation('getSpec', 'One spec with its invariants', {
        parameters: [specRef],
        result: schemaRef('Spec'),
        canBeMissing: true,
      }),
    },
    '/specs/{ref}/history': {
      get: operation(
        'getSpecHistory',
        'Versions, verdicts and drifts of a spec, the newest first',
        {
          parameters: [specRef, ...page],
          result: pageOf(schemaRef('SpecHistoryEntry')),
          canBeMissing: true,
        },
      ),
    },
    '/specs/{ref}/changes': {
      get: operation(
        'getSpecChanges',
        'What changed between the version that was last proven and the current one',
        {
          parameters: [specRef],
          result: schemaRef('SpecChanges'),
          canBeMissing: true,
        },
      ),
    },
    '/specs/{ref}/verify': {
      post: operation(
        'verifySpec',
        'Ask for a check and a proof of the current version',
        {
          parameters: [specRef],
          result: schemaRef('VerifyResult'),
          status: 202,
          canBeMissing: true,
        },
      ),
    },
    '/drifts': {
      get: operation('listDrifts', 'Drifts, the longest one first', {
        parameters: [
          ...page,
          parameter('query', 'state', 'Only open or only closed drifts', {
            enum: ['open', 'closed'],
          }),
        ],
        result: pageOf(schemaRef('Drift')),
      }),
    },
    '/proof-jobs': {
      get: operation('listProofJobs', 'Proof jobs, the newest first', {
        parameters: [
          ...page,
          parameter('query', 'specRef', 'Only jobs of this spec'),
          parameter(
            'query',
            'state',
            'Only jobs in this state',
            proofJobState.properties.state,
          ),
        ],
        result: pageOf(schemaRef('ProofJob')),
      }),
    },
    '/proof-jobs/{id}': {
      get: operation('getProofJob', 'One proof job', {
        parameters: [parameter('path', 'id', 'The id of the job')],
        result: schemaRef('ProofJob'),
        canBeMissing: true,
      }),
    },
    '/webhooks/{source}': {
      post: {
        operationId: 'receiveWebhook',
        summary: 'Take what a vendor sends about changes',
        description:
          'Open to all, and signed with the webhook secret of the source, in the way of its vendor.',
        security: [],
        parameters: [
          parameter('path', 'source', 'Id of the source, such as `jira`'),
        ],
        requestBody: {
          description: 'What the vendor sends, as it sends it',
          content: { '*/*': { schema: {} } },
        },
        responses: {
          202: answer(
            'Stored: it will be acted upon, once, however often it is sent',
            schemaRef('WebhookAnswer'),
          ),
          400: answer('Cannot be read', schemaRef('WebhookAnswer')),
          401: answer('Not signed, or not rightly', schemaRef('WebhookAnswer')),
          404: answer(
            'The source is not there or has no secret',
            schemaRef('WebhookAnswer'),
          ),
          413: answer('Too large', schemaRef('WebhookAnswer')),
          415: answer('Compressed', schemaRef('WebhookAnswer')),
          503: answer(
            'Could not be stored; send it again later',
            schemaRef('WebhookAnswer'),
          ),
        },
      },
    },
    '/openapi.json': {
      get: operation('getOpenApi', 'This document', {
        result: { type: 'object' },
      }),
    },
  },
};
