import {
  type BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
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
import {
  type AuditedEvent,
  type Method,
  recordingAuditor,
} from '@proofline/test-support';
import type { Knex } from 'knex';
import request from 'supertest';
import { CheckQueue } from '../intake/CheckQueue';
import { specCoveragePlugin } from '../plugin';
import { assertDocumented } from './contract';
import { callerOf, TestCatalog } from './TestCatalog';
import { InMemorySource, ObedientProver } from './testDocuments';
import { until } from './until';

const ALLOW: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };

/** The policy lets a caller see some entities; which, only the catalog knows. */
const HIDING: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: [] },
  },
};

/** Who asks, and what is sent. */
export interface CallOptions {
  /** A header; that of the default user without it, and none with null. */
  authorization?: string | null;
  cookie?: string;
  body?: object;
}

function without(
  replaced: readonly ServiceFactory[] = [],
  services: readonly ServiceFactory[],
): ServiceFactory[] {
  const ids = replaced.map(({ service }) => service.id);
  return services.filter(({ service }) => !ids.includes(service.id));
}

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
  /** In the place of `entities`, where some are hidden or change. */
  catalog?: TestCatalog;
  /** What the permission backend says to a caller: the entity ref of a user, or the subject of a service. */
  decide?: (permission: string, caller: string) => PolicyDecision;
  source?: InMemorySource;
  prover?: ObedientProver;
  /** Sources beside the one of these tests. */
  moreSources?: SpecSource[];
  config?: Record<string, unknown>;
  /** Configuration beside that of the plugin. */
  rootConfig?: Record<string, unknown>;
  /** Modules beside the source and the prover of these tests. */
  modules?: BackendFeature[];
  /** Services in the place of those of these tests. */
  services?: ServiceFactory[];
  /** The header of those who do not say who they are; that of a user without it. */
  authorization?: string;
}) {
  const source = options.source ?? new InMemorySource();
  const prover = options.prover ?? new ObedientProver();
  const signals: SpecCoverageSignal[] = [];
  const catalog = options.catalog ?? new TestCatalog(options.entities);
  const decide = options.decide ?? (() => ALLOW);
  const permissions = mockServices.permissions.mock({
    authorize: async queries => queries.map(() => ALLOW),
    authorizeConditional: async (queries, { credentials }) =>
      queries.map(({ permission: { name } }) =>
        name === 'catalog.entity.read' && catalog.isHiding(credentials)
          ? HIDING
          : decide(name, callerOf(credentials)),
      ),
  });
  const scheduler = mockServices.scheduler();
  const audited: AuditedEvent[] = [];
  const actions = actionsRegistryServiceMock();

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
      ...without(options.services, [
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        permissions.factory,
      ]),
      ...(options.services ?? []),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: { lifecycle: coreServices.lifecycle },
        factory: ({ lifecycle }) => {
          lifecycle.addStartupHook(async () => {
            const tasks = await scheduler.getScheduledTasks();
            await Promise.all(tasks.map(({ id }) => scheduler.triggerTask(id)));
          });
          return scheduler;
        },
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => recordingAuditor(audited),
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog.service,
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
  /** Asks the API, and sees to it that the answer is as the contract says. */
  const call = async (
    method: Method,
    path: string,
    { authorization, body, cookie }: CallOptions = {},
  ) => {
    const asked = request(backend.server)[method](`/api/spec-coverage${path}`);
    if (authorization !== null) {
      asked.set(
        'Authorization',
        authorization ?? options.authorization ?? mockCredentials.user.header(),
      );
    }
    if (cookie !== undefined) {
      asked.set('Cookie', cookie);
    }
    const answer = await asked.send(body);
    assertDocumented(method, path, answer);
    return answer;
  };
  const get = (path: string, by?: CallOptions) => call('get', path, by);
  const post = (path: string, by?: CallOptions) => call('post', path, by);
  const specPath = (ref: string) => `/specs/${encodeURIComponent(ref)}`;

  return {
    server: backend.server,
    stop: () => backend.stop(),
    source,
    prover,
    catalog,
    scheduler,
    actions,
    /** What was told to the auditor. */
    audited,
    signals,
    call,
    get,
    post,
    specPath,
    /** Says that a spec may have changed, as another process would that took in a hint. */
    async hint(ref: string): Promise<void> {
      await new CheckQueue(options.knex).request([ref], { byPerson: false });
    },
    /** Asks for a check, as the page's Verify button does. */
    verify: (ref: string, by?: CallOptions) =>
      post(`${specPath(ref)}/verify`, by),
    /** Resolves when the roll-ups are up to date. */
    async rolledUp(): Promise<void> {
      await until(
        async () => options.knex('rollup_marks').first(),
        mark => mark === undefined,
      );
    },
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
