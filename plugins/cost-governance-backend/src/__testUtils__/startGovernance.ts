import {
  type BackendFeature,
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type AuditedEvent,
  type Method,
  recordingAuditor,
} from '@proofline/test-support';
import type { Knex } from 'knex';
import request from 'supertest';
import { costGovernancePlugin } from '../plugin';
import { assertDocumented } from './contract';

/** The tenant that the users of these tests belong to. */
export const PAYMENTS = 'group:default/payments';

/** Who asks, and what is sent. */
export interface CallOptions {
  /** A header; that of the default user without it, and none with null. */
  authorization?: string | null;
  body?: object | string;
}

/** The entity ref of a user, or the subject of a service. */
function nameOf({ principal }: BackstageCredentials): string {
  const { subject, userEntityRef } = principal as Record<string, string>;
  return userEntityRef ?? subject;
}

/** A backend with the real plugin on a real database, with buckets in memory. */
export async function startGovernance(options: {
  knex: Knex;
  /** Of `costGovernance.llm`. */
  llm?: object;
  /** `costGovernance.admins`. */
  admins?: string[];
  /** More of the backend, such as services in the place of others. */
  features?: BackendFeature[];
  /** Whether the policy gives somebody a permission; everything to everybody without it. */
  isAllowed?: (permission: string, caller: string) => boolean;
}) {
  const isAllowed = options.isAllowed ?? (() => true);
  const audited: AuditedEvent[] = [];
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      costGovernancePlugin,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:7007' },
          costGovernance: {
            admins: options.admins,
            llm: {
              limits: { default: { capacity: 1_000, refillPerMinute: 60 } },
              prices: [
                { model: 'gpt-4o', from: '2000-01-01', input: 2, output: 5 },
              ],
              ...options.llm,
            },
          } as never,
        },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.permissions.mock({
        authorize: async (queries, by) =>
          queries.map(({ permission: { name } }) => ({
            result: isAllowed(name, nameOf(by!.credentials!))
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          })),
      }).factory,
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => ({
            userEntityRef: nameOf(credentials),
            ownershipEntityRefs: [nameOf(credentials), PAYMENTS],
          }),
        }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: { httpAuth: coreServices.httpAuth },
        factory: ({ httpAuth }) => {
          const recording = recordingAuditor(audited);
          return {
            async createEvent(event) {
              if (event.request) {
                // Backstage's own finds out so who it was, and throws where the request has other credentials.
                await httpAuth.credentials(event.request);
              }
              return recording.createEvent(event);
            },
          };
        },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      ...(options.features ?? []),
    ],
  });
  return {
    server: backend.server,
    stop: () => backend.stop(),
    scheduler,
    /** What was told to the auditor. */
    audited,
    /** Asks the API, and sees to it that the answer is as the contract says. */
    async call(
      method: Method,
      path: string,
      { authorization, body }: CallOptions = {},
    ) {
      const asked = request(backend.server)
        [method](`/api/cost-governance${path}`)
        .set('Content-Type', 'application/json');
      if (authorization !== null) {
        asked.set(
          'Authorization',
          authorization ?? mockCredentials.user.header(),
        );
      }
      const answer = await asked.send(body);
      assertDocumented(method, path, answer);
      return answer;
    },
  };
}
