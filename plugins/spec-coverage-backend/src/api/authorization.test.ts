import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { DocumentedRoute, Method } from '@proofline/test-support';
import { documentedRoutes } from '../__testUtils__/contract';
import type { CallOptions } from '../__testUtils__/startPortal';
import {
  headerOf,
  LEDGER,
  startTwoOwners,
  VAULT,
} from '../__testUtils__/twoOwners';

/*
 * Each route × each credential × each decision of a policy. What a caller sees in an answer that succeeds is tried in
 * `visibility.test.ts`; the route of webhooks takes a signature instead and is tried in `webhookRoutes.test.ts`.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Portal = Awaited<ReturnType<typeof startTwoOwners>>;

/** Routes about one thing, of which some may not see it. */
const ABOUT_ONE = /\{/;

const routes = documentedRoutes.filter(
  ({ path }) => !path.startsWith('/webhooks/'),
);

const SUCCESS: Record<Method, number> = {
  get: 200,
  post: 202,
  put: 200,
  delete: 204,
};

/** A route with values of what everybody sees, or of what some do not. */
function urlOf(
  { path }: DocumentedRoute,
  portal: Portal,
  what: 'ledger' | 'vault',
): string {
  const values: Record<string, string> = {
    ref: encodeURIComponent(what === 'ledger' ? LEDGER : VAULT),
    key: what === 'ledger' ? 'L-2' : 'VAULT-2',
    story: encodeURIComponent(
      what === 'ledger' ? 'jira:PAY-10' : 'jira:VAULT-1',
    ),
    repository: encodeURIComponent(`acme/${what}`),
    id: portal.jobs[what],
    kind: 'component',
    namespace: 'default',
    name: what,
  };
  const url = path.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return path === '/coverage/groups' ? `${url}?by=component` : url;
}

function bodyOf(method: Method): object | undefined {
  return method === 'put'
    ? {
        reason: 'the bank checks it again',
        until: new Date(Date.now() + 86_400_000).toISOString(),
      }
    : undefined;
}

describe('routes', () => {
  let portal: Portal | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  /** Calls all routes, and gives the status of each by method and path. */
  async function statuses(
    started: Portal,
    by: CallOptions,
    what: 'ledger' | 'vault' = 'ledger',
    called: readonly DocumentedRoute[] = routes,
  ): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const route of called) {
      const { status } = await started.call(
        route.method,
        urlOf(route, started, what),
        { ...by, body: bodyOf(route.method) },
      );
      found[`${route.method} ${route.path}`] = status;
    }
    return found;
  }

  function expecting(
    statusOf: (route: DocumentedRoute) => number,
    called: readonly DocumentedRoute[] = routes,
  ): Record<string, number> {
    return Object.fromEntries(
      called.map(route => [`${route.method} ${route.path}`, statusOf(route)]),
    );
  }

  it.each(databases.eachSupportedId())(
    'take no one without credentials, or with some that do not count, %p',
    async id => {
      const started = await startTwoOwners(await databases.init(id));
      portal = started;
      const nobody: CallOptions[] = [
        { authorization: null },
        { authorization: mockCredentials.none.header() },
        { authorization: mockCredentials.user.invalidHeader() },
        { authorization: mockCredentials.service.invalidHeader() },
        // For resources that a browser loads by itself, such as pictures; there are none here.
        { authorization: null, cookie: mockCredentials.limitedUser.cookie() },
        {
          authorization: `Bearer ${mockCredentials.limitedUser.token()}`,
        },
        // A token for another plugin.
        {
          authorization: mockCredentials.service.header({
            onBehalfOf: mockCredentials.user(),
            targetPluginId: 'catalog',
          }),
        },
      ];
      for (const by of nobody) {
        expect(await statuses(started, by)).toEqual(expecting(() => 401));
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'take users and services that have the permission, and let only people accept risks, %p',
    async id => {
      const started = await startTwoOwners(await databases.init(id));
      portal = started;
      const success = ({ method }: DocumentedRoute) => SUCCESS[method];
      expect(
        await statuses(started, { authorization: headerOf('all') }),
      ).toEqual(expecting(success));
      expect(
        await statuses(started, {
          authorization: mockCredentials.service.header({
            onBehalfOf: mockCredentials.user(),
            targetPluginId: 'spec-coverage',
          }),
        }),
      ).toEqual(expecting(success));
      expect(
        await statuses(started, {
          authorization: mockCredentials.service.header(),
        }),
      ).toEqual(
        expecting(route =>
          route.path.endsWith('/acceptance') ? 403 : success(route),
        ),
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'give nothing to callers without the permission, and only what can be read to those who may read, %p',
    async id => {
      const started = await startTwoOwners(await databases.init(id));
      portal = started;
      for (const authorization of [
        headerOf('denied'),
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('denied-service'),
          targetPluginId: 'spec-coverage',
        }),
      ]) {
        expect(await statuses(started, { authorization })).toEqual(
          expecting(() => 403),
        );
        // Also of what is not there, nothing is told.
        expect(
          (await started.get('/specs/memory%3Anot-there', { authorization }))
            .status,
        ).toBe(403);
      }
      expect(
        await statuses(started, { authorization: headerOf('reader') }),
      ).toEqual(expecting(({ method }) => (method === 'get' ? 200 : 403)));
    },
  );

  it.each(databases.eachSupportedId())(
    'do not know what a caller may not see, %p',
    async id => {
      const started = await startTwoOwners(await databases.init(id));
      portal = started;
      const aboutOne = routes.filter(({ path }) => ABOUT_ONE.test(path));
      const success = ({ method }: DocumentedRoute) => SUCCESS[method];
      for (const caller of ['byOwner', 'hidden'] as const) {
        const by = { authorization: headerOf(caller) };
        expect([
          caller,
          await statuses(started, by, 'ledger', aboutOne),
        ]).toEqual([caller, expecting(success, aboutOne)]);
        expect([
          caller,
          await statuses(started, by, 'vault', aboutOne),
        ]).toEqual([
          caller,
          expecting(
            route =>
              // Who may see the entity in the catalog, but only some of its specs, gets what they may see of it.
              caller === 'byOwner' &&
              (route.path.startsWith('/coverage/entity/') ||
                route.path.startsWith('/coverage/repository/'))
                ? 200
                : 404,
            aboutOne,
          ),
        ]);
      }
    },
  );
});
