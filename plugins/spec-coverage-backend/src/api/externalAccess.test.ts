import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { TestDatabases } from '@backstage/backend-test-utils';
import { documentedRoutes } from '../__testUtils__/contract';
import { LEDGER, startTwoOwners } from '../__testUtils__/twoOwners';

/*
 * Tokens of scripts and of CI, with Backstage's own services for credentials and permissions.
 */

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

const TOKENS = {
  ci: 'token-of-ci-that-may-do-all',
  reader: 'token-of-ci-that-may-read',
  elsewhere: 'token-of-ci-for-another-plugin',
};

describe('external access', () => {
  let stop: (() => Promise<void>) | undefined;

  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });

  async function start() {
    const token = (
      name: keyof typeof TOKENS,
      accessRestrictions?: object[],
    ) => ({
      type: 'static',
      options: { token: TOKENS[name], subject: name },
      ...(accessRestrictions && { accessRestrictions }),
    });
    const portal = await startTwoOwners(await databases.init('SQLITE_3'), {
      services: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      rootConfig: {
        permission: { enabled: true },
        backend: {
          baseUrl: 'http://localhost:7007',
          auth: {
            externalAccess: [
              token('ci'),
              token('reader', [
                {
                  plugin: 'spec-coverage',
                  permission: ['specCoverage.spec.read', 'catalog.entity.read'],
                },
              ]),
              token('elsewhere', [{ plugin: 'catalog' }]),
            ],
          },
        },
      },
      authorization: `Bearer ${TOKENS.ci}`,
    });
    stop = portal.stop;
    return portal;
  }

  it('reads, and asks for a check, with a token of its own; and is held to what the token is for', async () => {
    const portal = await start();
    const by = (name: keyof typeof TOKENS) => ({
      authorization: `Bearer ${TOKENS[name]}`,
    });
    for (const { path } of documentedRoutes.filter(
      route => route.method === 'get' && !route.path.includes('{'),
    )) {
      const url = path === '/coverage/groups' ? `${path}?by=system` : path;
      for (const [name, status] of [
        ['ci', 200],
        ['reader', 200],
        ['elsewhere', 403],
      ] as const) {
        expect([name, url, (await portal.get(url, by(name))).status]).toEqual([
          name,
          url,
          status,
        ]);
      }
    }
    expect((await portal.get('/coverage', by('reader'))).body.specs).toBe(4);
    expect((await portal.verify(LEDGER, by('ci'))).status).toBe(202);
    expect((await portal.verify(LEDGER, by('reader'))).status).toBe(403);
    // A risk is taken by a person.
    const accepted = await portal.call(
      'put',
      `${portal.specPath(LEDGER)}/invariants/L-2/acceptance`,
      {
        ...by('ci'),
        body: {
          reason: 'a script says so',
          until: new Date(Date.now() + 60_000).toISOString(),
        },
      },
    );
    expect(accepted.status).toBe(403);
    expect(
      (await portal.get('/coverage', { authorization: 'Bearer forged' }))
        .status,
    ).toBe(401);
    expect(
      (await portal.get('/coverage', { authorization: null })).status,
    ).toBe(401);
  });
});
