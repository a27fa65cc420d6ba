import {
  type BackendFeature,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  type Spec,
  type SpecCoverageSignal,
} from '@proofline/backstage-plugin-spec-coverage-common';
import {
  proversExtensionPoint,
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { CheckQueue } from '../intake/CheckQueue';
import { specCoveragePlugin } from '../plugin';
import { InMemorySource, ObedientProver } from './testDocuments';
import { until } from './until';

const ALLOW: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };

/** A component that names specs. */
export function component(
  name: string,
  specs: string,
  options: {
    owner?: string;
    stories?: string;
    system?: string;
    repository?: string;
  } = {},
): Entity {
  const {
    owner = 'group:default/payments',
    repository,
    stories,
    system,
  } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'proofline.io/specs': specs,
        ...(stories && { 'proofline.io/user-stories': stories }),
        ...(repository && { 'github.com/project-slug': repository }),
      },
    },
    spec: { type: 'service', owner },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...(system ? [{ type: 'partOf', targetRef: system }] : []),
    ],
  };
}

/** A backend with the real plugin on a real database, its catalog and permissions played by Backstage's own test services. */
export async function startPortal(options: {
  knex: Knex;
  entities?: Entity[];
  decide?: (permission: string) => PolicyDecision;
  source?: InMemorySource;
  prover?: ObedientProver;
  /** Sources beside the one of these tests. */
  moreSources?: SpecSource[];
  config?: Record<string, unknown>;
  /** Configuration beside that of the plugin. */
  rootConfig?: Record<string, unknown>;
  /** Modules beside the source and the prover of these tests. */
  modules?: BackendFeature[];
}) {
  const source = options.source ?? new InMemorySource();
  const prover = options.prover ?? new ObedientProver();
  const signals: SpecCoverageSignal[] = [];
  const catalog = catalogServiceMock({ entities: options.entities ?? [] });
  const decide = options.decide ?? (() => ALLOW);
  const permissions = mockServices.permissions.mock({
    authorize: async queries => queries.map(() => ALLOW),
    authorizeConditional: async queries =>
      queries.map(query => decide(query.permission.name)),
  });

  const backend = await startTestBackend({
    features: [
      specCoveragePlugin,
      ...(options.modules ?? []),
      createBackendModule({
        pluginId: 'spec-coverage',
        moduleId: 'test-documents',
        register(env) {
          env.registerInit({
            deps: {
              sources: specSourcesExtensionPoint,
              provers: proversExtensionPoint,
            },
            async init(deps) {
              [source, ...(options.moreSources ?? [])].forEach(each =>
                deps.sources.addSource(each),
              );
              deps.provers.addProver(prover);
            },
          });
        },
      }),
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          specCoverage: { lease: '1s', ...options.config } as never,
          ...(options.rootConfig as object),
        },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      permissions.factory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => {
            signals.push({ topics: signal.message.topics as string[] });
          },
        }),
      }),
    ],
  });
  const user = mockCredentials.user.header();
  const get = async (path: string) => {
    const response = await request(backend.server)
      .get(`/api/spec-coverage${path}`)
      .set('Authorization', user);
    return response;
  };
  const post = async (path: string) =>
    request(backend.server)
      .post(`/api/spec-coverage${path}`)
      .set('Authorization', user);
  const specPath = (ref: string) => `/specs/${encodeURIComponent(ref)}`;

  return {
    server: backend.server,
    stop: () => backend.stop(),
    source,
    prover,
    signals,
    get,
    post,
    specPath,
    /** Says that a spec may have changed, as another process would that took in a hint. */
    async hint(ref: string): Promise<void> {
      await new CheckQueue(options.knex).request([ref], { byPerson: false });
    },
    /** Asks for a check, as the page's Verify button does. */
    verify: (ref: string) => post(`${specPath(ref)}/verify`),
    /** Resolves with a spec as soon as it is as wanted. */
    async specWhen(
      ref: string,
      isWanted: (spec: Spec) => boolean,
    ): Promise<Spec> {
      return until(
        async () => (await get(specPath(ref))).body as Spec,
        spec => spec.ref === ref && isWanted(spec),
      );
    },
  };
}

/** Whether nothing is waiting or running for a spec. */
export function isAtRest(spec: Spec): boolean {
  return !spec.checking && !spec.proofJob && spec.documentState !== undefined;
}

export { until } from './until';
