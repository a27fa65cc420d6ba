import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import notifications from '@backstage/plugin-notifications-backend';
import {
  DefaultNotificationService,
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const TASK = 'cost-governance-tell-unpriced-models';
const ADMINS = 'group:default/platform';
const MIRA = 'user:default/mira';

describe('UnpricedModels', () => {
  let portal: TestBackend;
  let governance: Awaited<ReturnType<typeof startGovernance>>;

  beforeEach(async () => {
    // The notifications of Backstage, in a backend of their own because plugins here share one database.
    portal = await startTestBackend({
      features: [
        notifications,
        // That of its own would leave a timer behind.
        mockServices.database.factory({
          knex: await databases.init('SQLITE_3'),
        }),
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Group',
              metadata: { name: 'platform', namespace: 'default' },
              spec: { type: 'team', children: [] },
              relations: [{ type: 'hasMember', targetRef: MIRA }],
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        }),
      ],
    });
  });
  afterEach(async () => {
    await governance?.stop();
    await portal.stop();
  });

  /** Where the given backend has its plugins. */
  function discoveryOf({ server }: Pick<TestBackend, 'server'>) {
    const { port } = server.address() as AddressInfo;
    const getBaseUrl = async (plugin: string) =>
      `http://127.0.0.1:${port}/api/${plugin}`;
    return createServiceFactory({
      service: coreServices.discovery,
      deps: {},
      factory: () => ({ getBaseUrl, getExternalBaseUrl: getBaseUrl }),
    });
  }

  /** Uses a model as callers do. */
  async function use(model: string) {
    const authorization = mockCredentials.service.header();
    const { body } = await governance.call('post', '/llm/reservations', {
      authorization,
      body: { tenant: PAYMENTS, tokens: 2, requestId: `of-${model}` },
    });
    const settled = await governance.call(
      'post',
      `/llm/reservations/${body.id}/settle`,
      { authorization, body: { model, inputTokens: 1, outputTokens: 1 } },
    );
    expect(settled.status).toBe(200);
  }

  async function toldTo(user: string) {
    const { body } = await request(portal.server)
      .get('/api/notifications/notifications')
      .set('Authorization', mockCredentials.user.header(user));
    return body.notifications.map(
      ({ payload }: { payload: object }) => payload,
    );
  }

  it.each(databases.eachSupportedId())(
    'tells the admins of each model without a price, once, %p',
    async id => {
      const knex = await databases.init(id);
      governance = await startGovernance({
        knex,
        admins: [ADMINS],
        features: [discoveryOf(portal)],
      });
      await use('gpt-4o');
      await use('new-one');
      await knex('unpriced_models').update({
        first_used_at: new Date('2026-01-31T08:15:30Z'),
      });
      await governance.scheduler.triggerTask(TASK);
      const told = [
        {
          title: "The LLM model 'new-one' has no price",
          description: expect.stringMatching(
            /2026-01-31 08:15 UTC.*costGovernance\.llm\.prices/s,
          ),
          link: '/cost-governance',
          scope: 'unpriced-model:new-one',
        },
      ];
      expect(await toldTo(MIRA)).toMatchObject(told);
      expect(await toldTo('user:default/other')).toEqual([]);
      const runs = () =>
        knex('background_runs').where({ task: TASK }).pluck('counts');
      expect(await runs()).toEqual(['{"models":1}']);

      await governance.scheduler.triggerTask(TASK);
      expect(await runs()).toHaveLength(1);
      // As if it had been killed before it wrote down that it told them.
      await knex('unpriced_models').update({ told_at: null });
      await governance.scheduler.triggerTask(TASK);
      expect(await runs()).toHaveLength(2);
      expect(await toldTo(MIRA)).toMatchObject(told);
    },
  );

  it.each(databases.eachSupportedId())(
    'tells of the others when one fails, and of that later, %p',
    async id => {
      const knex = await databases.init(id);
      const isBroken = ({ payload }: NotificationSendOptions) =>
        payload.scope === 'unpriced-model:b';
      let isRepaired = false;
      governance = await startGovernance({
        knex,
        admins: [ADMINS],
        features: [
          discoveryOf(portal),
          createServiceFactory({
            service: notificationService,
            deps: {
              auth: coreServices.auth,
              discovery: coreServices.discovery,
            },
            factory: deps => ({
              async send(options) {
                if (isBroken(options) && !isRepaired) {
                  throw new Error('no disk');
                }
                await DefaultNotificationService.create(deps).send(options);
              },
            }),
          }),
        ],
      });
      for (const model of ['a', 'b', 'c']) {
        await use(model);
      }
      await governance.scheduler.triggerTask(TASK);
      const untold = () =>
        knex('unpriced_models').whereNull('told_at').pluck('model');
      expect(await untold()).toEqual(['b']);
      expect(await toldTo(MIRA)).toHaveLength(2);
      expect(
        await knex('background_runs').where({ task: TASK }).pluck('error'),
      ).toEqual([expect.stringMatching(/1 of 3 models.*'b': no disk/)]);
      isRepaired = true;
      await governance.scheduler.triggerTask(TASK);
      expect(await untold()).toEqual([]);
      expect(await toldTo(MIRA)).toHaveLength(3);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives each its turn when more fail than a run tells of, %p',
    async id => {
      const knex = await databases.init(id);
      governance = await startGovernance({
        knex,
        admins: [ADMINS],
        features: [
          createServiceFactory({
            service: notificationService,
            deps: {},
            factory: () => ({
              async send({ payload }) {
                if (!payload.scope?.endsWith('good')) {
                  throw new Error('no disk');
                }
              },
            }),
          }),
        ],
      });
      await knex('unpriced_models').insert(
        [...Array(20).keys()]
          .map(n => `bad-${n}`)
          .concat('good')
          .map(model => ({ model, first_used_at: new Date() })),
      );
      await governance.scheduler.triggerTask(TASK);
      await governance.scheduler.triggerTask(TASK);
      expect(
        await knex('unpriced_models').whereNotNull('told_at').pluck('model'),
      ).toEqual(['good']);
    },
  );

  it.each(databases.eachSupportedId())(
    'says in the run that there are no notifications in the portal, %p',
    async id => {
      const knex = await databases.init(id);
      governance = await startGovernance({ knex, admins: [ADMINS] });
      await use('new-one');
      await governance.scheduler.triggerTask(TASK);
      expect(
        await knex('background_runs').where({ task: TASK }).pluck('error'),
      ).toEqual([expect.stringContaining("'new-one': Failed to send")]);
      expect(await knex('unpriced_models').pluck('told_at')).toEqual([null]);
    },
  );

  it.each(databases.eachSupportedId())(
    'tells nobody where there are no admins, %p',
    async id => {
      const knex = await databases.init(id);
      governance = await startGovernance({
        knex,
        features: [discoveryOf(portal)],
      });
      await use('new-one');
      await expect(governance.scheduler.triggerTask(TASK)).rejects.toThrow(
        TASK,
      );
      expect(await knex('unpriced_models').pluck('told_at')).toEqual([null]);
    },
  );
});
