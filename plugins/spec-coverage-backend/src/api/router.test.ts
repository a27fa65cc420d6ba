import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SPEC_COVERAGE_SPEC } from '@proofline/backstage-plugin-spec-coverage-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type express from 'express';
import request from 'supertest';
import { component, isAtRest, startPortal } from '../__testUtils__/startPortal';
import { InMemorySource } from '../__testUtils__/testDocuments';
import contract from '../schema/generated/openapi.json';
import { createRouter } from './router';
import type { RouterOptions } from './RouterOptions';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';
const FEES = 'memory:fees';

const STORY = 'jira:PAY-10';

type Portal = Awaited<ReturnType<typeof startPortal>>;
type PortalOptions = Parameters<typeof startPortal>[0];

type Method = 'get' | 'post' | 'put' | 'delete';

const paths = contract.paths as unknown as Record<
  string,
  Record<Method, { responses: Record<string, object> }>
>;

/** What routes that take one are sent. */
const BODIES: Partial<Record<Method, object>> = {
  put: {
    reason: 'the bank checks it again',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  },
};

/** Each documented route, with real values in its path. */
function documentedRoutes(jobId: string) {
  const values: Record<string, string> = {
    ref: encodeURIComponent(LEDGER),
    key: 'L-2',
    story: encodeURIComponent(STORY),
    repository: encodeURIComponent('acme/payments'),
    id: jobId,
    kind: 'component',
    namespace: 'default',
    name: 'ledger',
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => ({
      method: method as Method,
      path,
      url: `${path.replace(/\{(\w+)\}/g, (_, name) => values[name])}${
        path === '/coverage/groups' ? '?by=component' : ''
      }`,
      responses,
    })),
  );
}

/** The routes that take credentials; the others take a signature and are tried in `webhookRoutes.test.ts`. */
function authorizedRoutes(jobId: string) {
  return documentedRoutes(jobId).filter(
    route => !route.path.startsWith('/webhooks/'),
  );
}

function call(
  portal: Portal,
  route: { method: Method; url: string },
  authorization = mockCredentials.user.header(),
) {
  return request(portal.server)
    [route.method](`/api/spec-coverage${route.url}`)
    .set('Authorization', authorization)
    .send(BODIES[route.method]);
}

describe('REST API', () => {
  let portal: Portal | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    options: Partial<PortalOptions> = {},
  ): Promise<{ portal: Portal; jobId: string }> {
    const knex = await databases.init(id);
    const source = new InMemorySource();
    source.put('ledger', {
      title: 'Ledger',
      story: 'jira:PAY-10',
      claims: { 'L-1': 'proven', 'L-2': 'failed', 'L-3': 'unknown' },
    });
    source.put('fees', { claims: { 'F-1': 'proven' } });
    const started = await startPortal({
      knex,
      source,
      entities: [
        component('ledger', `${LEDGER}, ${FEES}`, {
          repository: 'acme/payments',
        }),
      ],
      ...options,
    });
    portal = started;
    let jobId = 'none';
    await started.hint(FEES);
    while (jobId === 'none') {
      const job = await knex('proof_jobs')
        .where({ spec_ref: LEDGER, state: 'succeeded' })
        .first();
      const other = await knex('proof_jobs')
        .where({ spec_ref: FEES, state: 'succeeded' })
        .first();
      jobId = other ? job?.id ?? jobId : jobId;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    return { portal: started, jobId };
  }

  it('documents each route that there is, and no other', () => {
    const noService = new Proxy({}, { get: () => noService });
    const router = createRouter(noService as RouterOptions);
    const found: string[] = [];
    const collect = (stack: express.Router['stack']) => {
      for (const layer of stack) {
        const nested = layer.handle as unknown as Partial<express.Router>;
        if (layer.route) {
          for (const { method } of layer.route.stack) {
            found.push(
              `${method} ${layer.route.path.replace(/:(\w+)/g, '{$1}')}`,
            );
          }
        } else if (nested.stack) {
          collect(nested.stack);
        }
      }
    };
    collect(router.stack);
    const documented = documentedRoutes('id').map(
      route => `${route.method} ${route.path}`,
    );
    expect(found.sort()).toEqual([...documented, 'get /openapi.json'].sort());
  });

  it.each(databases.eachSupportedId())(
    'answers as its OpenAPI document says, %p',
    async id => {
      const { portal: started, jobId } = await start(id);
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats(ajv);
      ajv.addSchema({ $id: 'openapi', ...contract });
      for (const route of authorizedRoutes(jobId)) {
        const response = await call(started, route);
        const documented = route.responses[response.status] as {
          content?: { 'application/json': { schema: object } };
        };
        expect([route.path, response.status, Boolean(documented)]).toEqual([
          route.path,
          { get: 200, put: 200, post: 202, delete: 204 }[route.method],
          true,
        ]);
        if (!documented.content) {
          continue;
        }
        const schema = JSON.parse(
          JSON.stringify(documented.content['application/json'].schema).replace(
            /"#\//g,
            '"openapi#/',
          ),
        );
        const isValid = ajv.validate(schema, response.body);
        expect([route.path, isValid, ajv.errors]).toEqual([
          route.path,
          true,
          null,
        ]);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'gives nothing to callers without credentials or without the permission, %p',
    async id => {
      const { portal: started, jobId } = await start(id, {
        decide: () => ({ result: AuthorizeResult.DENY }),
      });
      for (const route of authorizedRoutes(jobId)) {
        const anonymous = await request(started.server)[route.method](
          `/api/spec-coverage${route.url}`,
        );
        expect([route.path, anonymous.status]).toEqual([route.path, 401]);
        const denied = await call(started, route);
        expect([route.path, denied.status]).toEqual([route.path, 403]);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'shows, counts and pages only what a conditional decision allows, %p',
    async id => {
      const condition = (
        rule: string,
        params: Record<string, string[]>,
      ): ConditionalPolicyDecision => ({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'spec-coverage',
        resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
        conditions: {
          anyOf: [
            {
              rule,
              resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
              params,
            },
          ],
        },
      });
      let decision = condition('HAS_SOURCE', { sources: ['elsewhere'] });
      const { portal: started, jobId } = await start(id, {
        decide: () => decision,
      });
      expect((await started.get('/coverage')).body).toMatchObject({
        specs: 0,
        counts: { expected: 0 },
        openDrifts: 0,
      });
      for (const list of ['/specs', '/drifts', '/proof-jobs']) {
        expect((await started.get(list)).body).toEqual({ items: [] });
      }
      const hidden = [
        started.specPath(LEDGER),
        `${started.specPath(LEDGER)}/history`,
        `/proof-jobs/${jobId}`,
      ];
      for (const path of hidden) {
        expect([path, (await started.get(path)).status]).toEqual([path, 404]);
      }
      expect((await started.verify(LEDGER)).status).toBe(404);

      decision = condition('IS_ENTITY_OWNER', {
        claims: ['group:default/payments'],
      });
      expect((await started.get('/coverage')).body.specs).toBe(2);
      decision = condition('IS_ENTITY_OWNER', {
        claims: ['group:default/others'],
      });
      expect((await started.get('/coverage')).body.specs).toBe(0);
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses to verify for those who may only read, %p',
    async id => {
      const { portal: started } = await start(id, {
        decide: permission =>
          permission === 'specCoverage.spec.verify'
            ? { result: AuthorizeResult.DENY }
            : { result: AuthorizeResult.ALLOW },
      });
      const answer = await started.verify(LEDGER);
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toContain('specCoverage.spec.verify');
    },
  );

  it.each(databases.eachSupportedId())('pages without gaps, %p', async id => {
    const { portal: started } = await start(id);
    await started.specWhen(LEDGER, isAtRest);
    for (const list of ['/specs', '/drifts', '/proof-jobs']) {
      const all = (await started.get(list)).body.items;
      const first = (await started.get(`${list}?limit=1`)).body;
      const second = (
        await started.get(`${list}?limit=1&cursor=${first.nextCursor}`)
      ).body;
      expect(all).toHaveLength(2);
      expect([...first.items, ...second.items]).toEqual(all);
      expect(second).not.toHaveProperty('nextCursor');
    }
    expect((await started.get('/specs?state=unproven')).body.items).toEqual([
      expect.objectContaining({ ref: LEDGER }),
    ]);
    expect(
      (await started.get('/specs?entityRef=component:ledger')).body.items,
    ).toHaveLength(2);
  });

  it('refuses bad input with a sentence that names it', async () => {
    const { portal: started } = await start('SQLITE_3');
    const trends = (query: string) => `/coverage/trends?${query}`;
    const refusals: Array<[string, number, string]> = [
      ['/specs?limit=1000000000', 400, 'limit'],
      ['/specs?limit=x', 400, 'limit'],
      ['/specs?colour=red', 400, "'colour'"],
      ['/specs?state=red', 400, 'state'],
      ['/specs?entityRef=::', 400, "'entityRef'"],
      ['/specs?owner=::', 400, "'owner'"],
      ['/specs?cursor=forged', 400, "'cursor'"],
      ['/drifts?cursor=WzEsMl0', 400, "'cursor'"],
      ['/coverage?from=2020', 400, "'from'"],
      ['/coverage/groups', 400, "'by'"],
      ['/coverage/groups?by=colour', 400, 'by'],
      ['/coverage/groups?by=system&cursor=WyJhIl0', 400, "'cursor'"],
      ['/coverage/top-performers?limit=0', 400, 'limit'],
      [trends('from=2026-11-24&to=2026-11-01'), 400, "'from'"],
      [trends('from=2006-11-24&to=2026-11-01'), 400, "'from'"],
      [trends('from=yesterday'), 400, 'from'],
      [trends('from=2026-02-31'), 400, 'from'],
      [trends('interval=minute'), 400, 'interval'],
      [
        trends('entityRef=component:ledger&repository=a/b'),
        400,
        "'repository'",
      ],
      [trends('entityRef=component:not-there'), 404, 'not-there'],
      ['/invariants?search=ledger', 400, "'search'"],
      ['/invariants?state=failed', 400, "'state'"],
      ['/invariants?sort=key', 400, "'sort'"],
      ['/invariants?specRef=memory:ledger&cursor=WzFd', 400, "'cursor'"],
      ['/coverage/repository/acme%2Fnot-there', 404, "'acme/not-there'"],
      ['/coverage/repository/a%20b%2F%E5%B8%B3', 404, "'a b/帳'"],
      ['/coverage/user-story/jira%3APAY-99', 404, "'jira:PAY-99'"],
      ['/specs/nonsense', 400, "'nonsense'"],
      [`/specs/${encodeURIComponent('a:\0')}`, 400, 'control character'],
      [`/specs/${encodeURIComponent(`a:${'x'.repeat(500)}`)}`, 400, 'longer'],
      ['/specs/memory%3Anot-there', 404, "'memory:not-there'"],
      ['/proof-jobs/not-there', 404, "'not-there'"],
      [
        '/coverage/entity/component/default/not-there',
        404,
        'component:default/not-there',
      ],
    ];
    for (const [path, status, words] of refusals) {
      const answer = await started.get(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect([path, answer.body.error.message]).toEqual([
        path,
        expect.stringContaining(words),
      ]);
    }
  });
});
