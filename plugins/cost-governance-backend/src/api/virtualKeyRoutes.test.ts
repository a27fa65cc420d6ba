import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { VirtualKey } from '@proofline/backstage-plugin-cost-governance-common';
import { tablesOf } from '@proofline/test-support';
import type { Knex } from 'knex';
import { PAYMENTS, startGovernance } from '../__testUtils__/startGovernance';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Governance = Awaited<ReturnType<typeof startGovernance>>;

const SERVICE = mockCredentials.service.header();
const BILLING = 'group:default/billing';
const KEY = { tenant: PAYMENTS, name: 'laptop' };
const PATH = '/llm/virtual-keys';

/** All that a database holds, as text. */
async function dumpOf(knex: Knex): Promise<string> {
  const tables = await tablesOf(knex);
  return JSON.stringify(await Promise.all(tables.map(table => knex(table))));
}

describe('/llm/virtual-keys', () => {
  let governance: Governance | undefined;

  afterEach(async () => {
    await governance?.stop();
    governance = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    isAllowed?: (permission: string, caller: string) => boolean,
  ) {
    const knex = await databases.init(id);
    governance = await startGovernance({ knex, isAllowed });
    return { ...governance, knex };
  }

  it.each(databases.eachSupportedId())(
    'shows a key once, and keeps it nowhere, %p',
    async id => {
      const { audited, call, knex } = await start(id);
      const made = await call('post', PATH, {
        body: {
          ...KEY,
          tenant: 'Group:Payments',
          entityRef: 'Component:ledger',
          expiresAt: '9999-12-31T23:59:59+01:00',
        },
      });
      expect(made.status).toBe(201);
      expect(made.headers['cache-control']).toBe('no-store');
      const { key, virtualKey } = made.body;
      expect(key).toMatch(/^plk_[A-Za-z0-9_-]{43}$/);
      expect(virtualKey).toEqual({
        id: expect.any(String),
        name: 'laptop',
        tenant: PAYMENTS,
        entityRef: 'component:default/ledger',
        prefix: key.slice(0, 12),
        createdBy: 'user:default/mock',
        createdAt: expect.any(String),
        expiresAt: '9999-12-31T22:59:59.000Z',
      });

      const listed = await call('get', PATH);
      expect(listed.body).toEqual({ items: [virtualKey] });
      const secret = key.slice(12);
      for (const text of [
        await dumpOf(knex),
        JSON.stringify(audited),
        JSON.stringify(listed.body),
      ]) {
        expect(text).toContain('laptop');
        expect(text).not.toContain(secret);
      }
      expect(audited).toEqual([
        {
          eventId: 'llm-virtual-key-create',
          status: 'succeeded',
          meta: expect.objectContaining({
            id: virtualKey.id,
            tenant: 'Group:Payments',
            name: 'laptop',
          }),
        },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'makes keys of tenants that the user belongs to, and for services of any, %p',
    async id => {
      const { audited, call, knex } = await start(id);
      const body = { ...KEY, tenant: BILLING };
      expect((await call('post', PATH, { body })).status).toBe(403);
      expect(audited).toMatchObject([
        {
          eventId: 'llm-virtual-key-create',
          status: 'failed',
          meta: { tenant: BILLING, name: 'laptop' },
        },
      ]);
      expect(await knex('virtual_keys')).toEqual([]);
      const made = await call('post', PATH, { body, authorization: SERVICE });
      expect(made.status).toBe(201);
    },
  );

  it.each(databases.eachSupportedId())(
    'revokes a key once, by who belongs to its tenant or controls all, %p',
    async id => {
      const control = 'user:default/control';
      const { audited, call, knex } = await start(
        id,
        (permission, caller) =>
          permission !== 'costGovernance.llm.control' || caller === control,
      );
      const make = async (tenant: string): Promise<string> => {
        const { body } = await call('post', PATH, {
          authorization: SERVICE,
          body: { ...KEY, tenant },
        });
        return body.virtualKey.id;
      };
      const revoke = async (keyId: string, by?: string) =>
        (
          await call('delete', `${PATH}/${keyId}`, {
            authorization: by && mockCredentials.user.header(by),
          })
        ).status;
      const find = async (keyId: string): Promise<VirtualKey> =>
        (await call('get', PATH)).body.items.find(
          (item: VirtualKey) => item.id === keyId,
        );
      const [own, foreign] = [await make(PAYMENTS), await make(BILLING)];
      audited.length = 0;

      expect(await revoke(own)).toBe(204);
      const revoked = await find(own);
      expect(revoked).toMatchObject({
        revokedBy: 'user:default/mock',
        revokedAt: expect.any(String),
      });
      // Long ago, so that a second revocation would show.
      await knex('virtual_keys')
        .where({ id: own })
        .update({ revoked_at: new Date(1_000) });
      expect(await revoke(own, control)).toBe(204);
      expect(await find(own)).toEqual({
        ...revoked,
        revokedAt: '1970-01-01T00:00:01.000Z',
      });

      expect(await revoke(foreign)).toBe(403);
      expect(await find(foreign)).not.toHaveProperty('revokedAt');
      expect(await revoke(foreign, control)).toBe(204);
      expect(await find(foreign)).toMatchObject({ revokedBy: control });
      const unknown = '00000000-0000-4000-8000-000000000000';
      expect(await revoke(unknown)).toBe(404);

      const event = { eventId: 'llm-virtual-key-revoke' };
      expect(audited).toMatchObject([
        {
          ...event,
          status: 'succeeded',
          meta: { id: own, tenant: PAYMENTS, name: 'laptop' },
        },
        { ...event, status: 'succeeded', meta: { id: own } },
        {
          ...event,
          status: 'failed',
          meta: { id: foreign, tenant: BILLING, name: 'laptop' },
        },
        { ...event, status: 'succeeded', meta: { id: foreign } },
        { ...event, status: 'failed', meta: { id: unknown } },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'pages through keys, the newest first, those of one moment as well, and of one tenant alone, %p',
    async id => {
      const { call, knex } = await start(id);
      const made: string[] = [];
      for (let index = 0; index < 7; index++) {
        const { body } = await call('post', PATH, {
          authorization: SERVICE,
          body: {
            tenant: index % 2 ? BILLING : PAYMENTS,
            name: `key ${index}`,
          },
        });
        made.push(body.virtualKey.name);
        // Three keys of each moment, with ms that a coarser column would lose.
        await knex('virtual_keys')
          .where({ id: body.virtualKey.id })
          .update({ created_at: new Date(1_001 + Math.floor(index / 3)) });
      }
      const names = async (query: string) => {
        const found: string[] = [];
        let cursor = '';
        do {
          const page = await call(
            'get',
            `${PATH}?limit=2${query}${cursor && `&cursor=${cursor}`}`,
          );
          found.push(...page.body.items.map(({ name }: VirtualKey) => name));
          cursor = page.body.nextCursor ?? '';
        } while (cursor);
        return found;
      };
      const all = await names('');
      expect([...all].sort()).toEqual(made);
      expect(all.map(name => Math.floor(Number(name.slice(4)) / 3))).toEqual([
        2, 1, 1, 1, 0, 0, 0,
      ]);
      expect((await names(`&tenant=${BILLING}`)).sort()).toEqual([
        'key 1',
        'key 3',
        'key 5',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'takes any name that people may give, and refuses what is none, %p',
    async id => {
      const { audited, call, knex } = await start(id);
      const names = [
        '<img src=x onerror=alert(1)>',
        `'; drop table virtual_keys; --`,
        'Schlüssel für 🤖',
        'a'.repeat(100),
      ];
      for (const name of names) {
        const { body } = await call('post', PATH, { body: { ...KEY, name } });
        expect(body.virtualKey.name).toBe(name);
      }
      audited.length = 0;
      const wrong = [
        ...['', ' ', 'a\0', 'a\nb', 'a'.repeat(101), 'a'.repeat(10_000), 7].map(
          name => ({ ...KEY, name }),
        ),
        ...[
          '2020-01-01T00:00:00Z',
          new Date().toISOString(),
          '2016-12-31T23:59:60Z',
          'soon',
          0,
        ].map(expiresAt => ({ ...KEY, expiresAt })),
        ...['payments', 'group:default/{a}', 'group:default/a\0', ''].flatMap(
          ref => [
            { ...KEY, tenant: ref },
            { ...KEY, entityRef: ref },
          ],
        ),
        { ...KEY, key: 'plk_mine' },
        { name: 'laptop' },
        { tenant: PAYMENTS },
      ];
      for (const body of wrong) {
        const answer = await call('post', PATH, { body });
        expect([body, answer.status]).toEqual([body, 400]);
      }
      expect(await knex('virtual_keys')).toHaveLength(names.length);
      for (const path of [
        `${PATH}?cursor=x`,
        `${PATH}?cursor=${Buffer.from('[1,"a"]').toString('base64url')}`,
        `${PATH}?tenant=payments`,
        `${PATH}?limit=0`,
      ]) {
        expect([path, (await call('get', path)).status]).toEqual([path, 400]);
      }
      expect((await call('delete', `${PATH}/1%27`)).status).toBe(400);
    },
  );
});
