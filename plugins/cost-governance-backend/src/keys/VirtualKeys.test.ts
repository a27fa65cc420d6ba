import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { MIGRATIONS } from '../database';
import { VirtualKeys } from './VirtualKeys';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const DETAILS = {
  tenant: 'group:default/payments',
  name: 'laptop',
  by: 'user:default/ada',
};

/** Makes each update of the keys fail, as long as it is there. */
async function breakUpdates(knex: Knex): Promise<() => Promise<void>> {
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'read only'; end $$`,
    );
    await knex.raw(
      'create trigger refused before update on virtual_keys for each row execute function refuse()',
    );
    return async () => {
      await knex.raw('drop trigger refused on virtual_keys');
    };
  }
  await knex.raw(
    `create trigger refused before update on virtual_keys begin select raise(fail, 'read only'); end`,
  );
  return async () => {
    await knex.raw('drop trigger refused');
  };
}

describe('VirtualKeys', () => {
  async function start(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory: MIGRATIONS });
    const logger = mockServices.logger.mock();
    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    return {
      knex,
      logger,
      /** What was sent to the database since the last time. */
      queries: () => asked.splice(0),
      keys: new VirtualKeys({ knex, logger }),
      others: new VirtualKeys({ knex, logger }),
    };
  }

  it.each(databases.eachSupportedId())(
    'finds whom a key stands for, in each process, until it is revoked in one, %p',
    async id => {
      const { keys, others } = await start(id);
      const { key, virtualKey } = await keys.create({
        ...DETAILS,
        entityRef: 'component:default/ledger',
      });
      const second = await keys.create(DETAILS);
      const holder = {
        id: virtualKey.id,
        tenant: DETAILS.tenant,
        entityRef: 'component:default/ledger',
      };
      expect(await keys.find(key)).toEqual(holder);
      expect(await others.find(key)).toEqual(holder);
      await keys.revoke(virtualKey.id, 'user:default/eve');
      expect(await others.find(key)).toBeUndefined();
      expect(await keys.find(key)).toBeUndefined();
      expect(await others.find(second.key)).toEqual({
        id: second.virtualKey.id,
        tenant: DETAILS.tenant,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'does not find a key that has expired, %p',
    async id => {
      const { keys, knex } = await start(id);
      const { key, virtualKey } = await keys.create({
        ...DETAILS,
        expiresAt: new Date(Date.now() + 3_600_000),
      });
      expect(await keys.find(key)).toMatchObject({ id: virtualKey.id });
      await knex('virtual_keys').update({ expires_at: new Date() });
      expect(await keys.find(key)).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'asks the database for nothing that does not look like a key, %p',
    async id => {
      const { keys, knex, queries } = await start(id);
      const { key } = await keys.create(DETAILS);
      const { key_hash: hash } = await knex('virtual_keys').first();
      queries();
      for (const text of [
        '',
        'plk_',
        hash,
        key.slice(0, -1),
        `${key}=`,
        `${key}\n`,
        ` ${key}`,
        key.replace('plk_', 'PLK_'),
        `plk_${"'".repeat(43)}`,
        `plk_${'\0'.repeat(43)}`,
        `plk_${'a'.repeat(1_000_000)}`,
      ]) {
        expect(await keys.find(text)).toBeUndefined();
      }
      expect(queries()).toEqual([]);
      const other = key.startsWith('plk_a') ? 'b' : 'a';
      expect(
        await keys.find(`plk_${other}${key.slice('plk_a'.length)}`),
      ).toBeUndefined();
      expect(queries()).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'notes when a key was used last, at most once a minute, %p',
    async id => {
      const { keys, knex, others, queries } = await start(id);
      const { key, virtualKey } = await keys.create(DETAILS);
      const isUpdate = (sql: string) => sql.startsWith('update');
      const used = async () => (await keys.get(virtualKey.id)).lastUsedAt;
      expect(await used()).toBeUndefined();
      await keys.find(key);
      const first = await used();
      expect(first).toEqual(expect.any(String));

      queries();
      await others.find(key);
      expect(queries().filter(isUpdate)).toEqual([]);
      expect(await used()).toBe(first);

      await knex('virtual_keys').update({
        last_used_at: new Date(Date.now() - 61_000),
      });
      const before = new Date();
      queries();
      await others.find(key);
      expect(queries().filter(isUpdate)).toHaveLength(1);
      expect(new Date((await used())!).getTime()).toBeGreaterThanOrEqual(
        before.getTime(),
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'finds a key also where its use cannot be noted, and says so once, %p',
    async id => {
      const { keys, knex, logger } = await start(id);
      const { key, virtualKey } = await keys.create(DETAILS);
      const mend = await breakUpdates(knex);
      for (const _ of [1, 2]) {
        expect(await keys.find(key)).toMatchObject({ id: virtualKey.id });
      }
      expect(logger.error.mock.calls).toEqual([
        [expect.stringContaining('read only')],
      ]);
      expect(logger.error.mock.calls[0][0]).not.toContain(key.slice(12));
      await mend();
      await keys.find(key);
      expect(await keys.get(virtualKey.id)).toHaveProperty('lastUsedAt');
    },
  );
});
