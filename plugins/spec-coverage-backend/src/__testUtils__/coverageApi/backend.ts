/*
 * A backend process with the plugin on a database that was filled before: what the benchmark of the API measures. Everything is real
 * but the catalog, which knows every entity that it is asked for, and the permissions: `CALLER` says what is allowed, everything
 * unless it is set. With `QUERIES=1` it tells on its standard output of each query that it sends.
 */
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
  specReadPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import knexFactory from 'knex';
import { specConditions } from '../../permissions/rules';
import { entityOf } from './entityOf';

/** Knows every entity, and never ends to list them: the links are in the database already, and none is to be forgotten. */
const catalog = {
  getEntityByRef: async (ref: string) => entityOf(ref),
  getEntitiesByRefs: async (request: { entityRefs: string[] }) => ({
    items: request.entityRefs.map(entityOf),
  }),
  async *streamEntities() {
    await new Promise(() => {});
    yield [];
  },
} as unknown as CatalogService;

const backend = createBackend();
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: (): PermissionsService => ({
      authorize: async queries =>
        queries.map(() => ({ result: AuthorizeResult.ALLOW })),
      authorizeConditional: async queries =>
        queries.map(query => decideFor(process.env.CALLER, query.permission)),
    }),
  }),
);
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => catalog,
  }),
);
backend.add(import('../..'));

if (process.env.QUERIES) {
  tellQueries();
}
backend.start();

/** `owner` may read the specs of one team in 200, `source` those of one source in four. */
function decideFor(
  caller: string | undefined,
  permission: Permission,
): PolicyDecision {
  if (permission.name !== specReadPermission.name || !caller) {
    return { result: AuthorizeResult.ALLOW };
  }
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'spec-coverage',
    resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
    conditions:
      caller === 'owner'
        ? specConditions.isEntityOwner({ claims: ['group:default/t-13'] })
        : specConditions.hasSource({ sources: ['jira'] }),
  };
}

/** Every knex of this process tells of its queries: `query`, the SQL and its parameters as JSON. */
function tellQueries(): void {
  const Client = (
    knexFactory as unknown as {
      Client: { prototype: { _query: unknown; query: Function } };
    }
  ).Client;
  const original = Client.prototype.query;
  Client.prototype.query = function query(
    this: unknown,
    connection: unknown,
    sent: string | { sql: string; bindings?: unknown[] },
  ) {
    const { sql, bindings = [] } =
      typeof sent === 'string' ? { sql: sent } : sent;
    process.stdout.write(`query ${JSON.stringify({ sql, bindings })}\n`);
    return original.call(this, connection, sent);
  };
}
