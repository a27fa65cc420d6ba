import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SPEC_COVERAGE_SPEC } from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import { documentedRoutes } from '../__testUtils__/contract';
import { component, isAtRest, startPortal } from '../__testUtils__/startPortal';
import { InMemorySource } from '../__testUtils__/testDocuments';
import { createRouter } from './router';
import type { RouterOptions } from './RouterOptions';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';
const FEES = 'memory:fees';

type Portal = Awaited<ReturnType<typeof startPortal>>;
type PortalOptions = Parameters<typeof startPortal>[0];

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
    const documented = documentedRoutes.map(
      route => `${route.method} ${route.path}`,
    );
    expect(found.sort()).toEqual([...documented, 'get /openapi.json'].sort());
  });

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
});
