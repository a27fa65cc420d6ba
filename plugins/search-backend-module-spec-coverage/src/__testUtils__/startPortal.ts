import {
  type AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import searchModulePg from '@backstage/plugin-search-backend-module-pg';
import type {
  SearchResult,
  SearchResultSet,
} from '@backstage/plugin-search-common';
import {
  SpecCoverageClient,
  type SpecCoverageDocument,
} from '@proofline/backstage-plugin-spec-coverage-common';
// Of the tests alone: they ask the real API.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import specCoveragePlugin from '@proofline/backstage-plugin-spec-coverage-backend';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import request from 'supertest';
import searchModuleSpecCoverage from '..';
import type { MemorySource } from './MemorySource';

/** Decides as a portal's own policy would. */
export type Decide = (
  ...args: Parameters<PermissionPolicy['handle']>
) => PolicyDecision;

/** Tells a person's own requests from those that a plugin makes for a person, as Backstage's own service does. */
const authService = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const authenticate: AuthService['authenticate'] = async (...args) => {
      const credentials = await auth.authenticate(...args);
      if (!auth.isPrincipal(credentials, 'user')) {
        return credentials;
      }
      const { userEntityRef } = credentials.principal;
      return args[0] === mockCredentials.user.token(userEntityRef)
        ? credentials
        : mockCredentials.user(userEntityRef, {
            actor: { subject: 'plugin:search' },
          });
    };
    return {
      authenticate,
      getLimitedUserToken: credentials => auth.getLimitedUserToken(credentials),
      getNoneCredentials: () => auth.getNoneCredentials(),
      getOwnServiceCredentials: () => auth.getOwnServiceCredentials(),
      getPluginRequestToken: options => auth.getPluginRequestToken(options),
      isPrincipal: auth.isPrincipal.bind(auth) as AuthService['isPrincipal'],
      listPublicServiceKeys: () => auth.listPublicServiceKeys(),
    };
  },
});

/**
 * A backend with the real search, spec coverage and permission plugins. Only the catalog, and who is signed in, are played by
 * Backstage's own test services.
 *
 * The search engine is the one that Backstage has for the database: Lunr for SQLite.
 */
export async function startPortal(options: {
  sources: MemorySource[];
  /** Databases of the plugins by their ids. */
  databases: Record<string, Knex>;
  entities?: Entity[];
  decide?: Decide;
  /** Under `search.collators.specCoverage`. */
  config?: object;
}) {
  const { sources, entities = [] } = options;
  const decide = options.decide ?? (() => ({ result: AuthorizeResult.ALLOW }));
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      searchPlugin,
      searchModuleSpecCoverage,
      searchModulePg,
      specCoveragePlugin,
      permissionPlugin,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'policy-of-the-test',
        register(reg) {
          reg.registerInit({
            deps: { policy: policyExtensionPoint },
            async init({ policy }) {
              policy.setPolicy({ handle: async (...args) => decide(...args) });
            },
          });
        },
      }),
      createBackendModule({
        pluginId: 'spec-coverage',
        moduleId: 'documents-of-the-test',
        register(reg) {
          reg.registerInit({
            deps: { registry: specSourcesExtensionPoint },
            async init({ registry }) {
              sources.forEach(source => registry.addSource(source));
            },
          });
        },
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      // The services of the tests know no requests of one plugin for somebody else, which permissions need.
      authService,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => ({
          getClient: async () => options.databases[plugin.getId()],
        }),
      }),
      permissionsRegistryServiceFactory,
      catalogServiceMock.factory({ entities }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          search: { collators: { specCoverage: options.config } } as never,
        },
      }),
    ],
  });
  const baseUrl = `http://localhost:${backend.server.port()}/api`;
  const api = new SpecCoverageClient({
    discoveryApi: { getBaseUrl: async pluginId => `${baseUrl}/${pluginId}` },
  });

  return {
    stop: () => backend.stop(),
    /** Reads all documents and makes the index of them. */
    async index(): Promise<void> {
      await scheduler.triggerTask('spec-coverage-reconcile');
      await scheduler.triggerTask('spec-coverage-catalog-sync');
      await allRead(api, sources.flatMap(({ specRefs }) => specRefs).length);
      await scheduler.triggerTask('search_index_spec_coverage');
    },
    /** What somebody finds. */
    async find(
      term: string,
      person = 'user:default/anna',
    ): Promise<SpecCoverageDocument[]> {
      const response = await request(backend.server)
        .get('/api/search/query')
        .query({ term, pageLimit: 100 })
        .set('Authorization', mockCredentials.user.header(person));
      expect(response.body).toHaveProperty('results');
      return (response.body as SearchResultSet).results.map(
        (result: SearchResult) => result.document as SpecCoverageDocument,
      );
    },
  };
}

/** Waits until the plugin has read all documents. */
async function allRead(api: SpecCoverageClient, count: number): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const { items } = await api.listSpecs(
      { limit: 200 },
      { token: mockCredentials.service.token() },
    );
    if (
      items.length === count &&
      items.every(spec => spec.documentState && !spec.checking)
    ) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for specs: ${JSON.stringify(items)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
