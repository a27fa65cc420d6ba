import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import type { DocumentedRoute } from '@proofline/test-support';
import { documentedRoutes } from '../__testUtils__/contract';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

/*
 * Each route of the contract × each credential × each permission. The router serves nothing that the contract has not.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Governance = Awaited<ReturnType<typeof startGovernance>>;

const SERVICE = mockCredentials.service.header();

/** The permission that each route takes, or those of which each will do. A route that is not here fails the tests: add it. */
const PERMISSIONS: Record<string, string | string[]> = {
  'post /llm/reservations': 'costGovernance.llm.use',
  'delete /llm/reservations/{id}': 'costGovernance.llm.use',
  'post /llm/reservations/{id}/settle': 'costGovernance.llm.use',
  'get /llm/tenants': 'costGovernance.llm.read',
  'get /llm/tenants/{ref}': 'costGovernance.llm.read',
  'get /llm/usage': 'costGovernance.llm.read',
  'get /llm/refusals': 'costGovernance.llm.read',
  'get /llm/gateway': 'costGovernance.llm.read',
  'get /llm/virtual-keys': 'costGovernance.llm.read',
  'post /llm/virtual-keys': 'costGovernance.llm.keys',
  'delete /llm/virtual-keys/{id}': [
    'costGovernance.llm.keys',
    'costGovernance.llm.control',
  ],
  'get /llm/kill-switch': 'costGovernance.llm.read',
  'put /llm/kill-switch': 'costGovernance.llm.control',
  'get /llm/kill-switch/history': 'costGovernance.llm.read',
};

const SUCCESS: Record<string, number> = {
  'post /llm/reservations': 201,
  'delete /llm/reservations/{id}': 204,
  'post /llm/virtual-keys': 201,
  'delete /llm/virtual-keys/{id}': 204,
};

const VIRTUAL_KEY = { tenant: PAYMENTS, name: 'laptop' };

function nameOf({ method, path }: DocumentedRoute): string {
  return `${method} ${path}`;
}

/** A request of a route that is well-formed, with the id of a reservation that is open, or of a key. */
async function call(
  governance: Governance,
  route: DocumentedRoute,
  authorization: string | null,
): Promise<number> {
  const reserve = (by: string | null) =>
    governance.call('post', '/llm/reservations', {
      authorization: by,
      body: { tenant: PAYMENTS, tokens: 1, requestId: randomUUID() },
    });
  if (nameOf(route) === 'post /llm/reservations') {
    return (await reserve(authorization)).status;
  }
  const makeKey = async () => {
    const made = await governance.call('post', '/llm/virtual-keys', {
      authorization: SERVICE,
      body: VIRTUAL_KEY,
    });
    return made.body.virtualKey.id;
  };
  const holdTokens = async () => {
    const open = await reserve(authorization ?? SERVICE);
    return open.body.id ?? (await reserve(SERVICE)).body.id;
  };
  const id = await (route.path.includes('virtual-keys')
    ? makeKey()
    : holdTokens());
  const bodies: Record<string, object> = {
    'post /llm/reservations/{id}/settle': {
      model: 'gpt-4o',
      inputTokens: 1,
      outputTokens: 0,
    },
    'post /llm/virtual-keys': VIRTUAL_KEY,
    'put /llm/kill-switch': { enabled: true, reason: 'all is well' },
  };
  const path = route.path
    .replace('{id}', id)
    .replace('{ref}', encodeURIComponent(PAYMENTS));
  return (
    await governance.call(route.method, path, {
      authorization,
      body: bodies[nameOf(route)],
    })
  ).status;
}

describe('routes', () => {
  let governance: Governance | undefined;

  afterEach(async () => {
    await governance?.stop();
    governance = undefined;
  });

  it('are all known here', () => {
    expect(documentedRoutes.map(nameOf).sort()).toEqual(
      Object.keys(PERMISSIONS).sort(),
    );
  });

  it.each(databases.eachSupportedId())(
    'take no one without credentials, %p',
    async id => {
      const started = await startGovernance({ knex: await databases.init(id) });
      governance = started;
      for (const route of documentedRoutes) {
        for (const authorization of [
          null,
          mockCredentials.none.header(),
          mockCredentials.user.invalidHeader(),
        ]) {
          expect([
            nameOf(route),
            await call(started, route, authorization),
          ]).toEqual([nameOf(route), 401]);
        }
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'take those who have the one permission, and nobody who has all others, %p',
    async id => {
      const holder = 'user:default/holder';
      const others = 'user:default/others';
      let held = '';
      let taken: string[] = [];
      const started = await startGovernance({
        knex: await databases.init(id),
        isAllowed: (asked, caller) => {
          switch (caller) {
            case holder:
              return asked === held || asked === 'costGovernance.llm.use';
            case others:
              return !taken.includes(asked);
            default:
              return true;
          }
        },
      });
      governance = started;
      for (const route of documentedRoutes) {
        taken = [PERMISSIONS[nameOf(route)]].flat();
        for (held of taken) {
          expect([
            nameOf(route),
            await call(started, route, mockCredentials.user.header(holder)),
          ]).toEqual([nameOf(route), SUCCESS[nameOf(route)] ?? 200]);
        }
        expect([
          nameOf(route),
          await call(started, route, mockCredentials.user.header(others)),
        ]).toEqual([nameOf(route), 403]);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'serve nothing that is not in the contract, %p',
    async id => {
      const started = await startGovernance({ knex: await databases.init(id) });
      governance = started;
      for (const path of ['/llm/openai/v1/models', '/llm', '/costs']) {
        expect((await started.call('get', path)).status).toBe(404);
      }
      const contract = await started.call('get', '/openapi.json');
      expect(contract.body.info.title).toBe('cost-governance');
    },
  );
});
