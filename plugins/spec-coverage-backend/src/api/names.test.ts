import { TestDatabases } from '@backstage/backend-test-utils';
import { startLedger } from '../__testUtils__/startLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/*
 * Names and texts with characters that mean something elsewhere: in an address, in SQL, in a pattern.
 */

describe('a name', () => {
  let portal: Awaited<ReturnType<typeof startLedger>> | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    repository?: string,
  ) {
    const started = await startLedger(await databases.init(id), { repository });
    portal = started;
    return started;
  }

  it.each(
    databases
      .eachSupportedId()
      .flatMap(([id]) =>
        [
          'acme/payments',
          'ACME/Payments',
          'acme/group/sub group/payments',
          'acme/帳簿',
          'acme/pay%2Fments',
          'acme/50%_off',
          "acme/o'neill; drop table specs",
        ].map(repository => [repository, id] as const),
      ),
  )('of a repository can be %p, %p', async (repository, id) => {
    const started = await start(id, repository);
    const name = repository.toLocaleLowerCase('en-US');
    await started.rolledUp();
    const coverage = await started.get(
      `/coverage/repository/${encodeURIComponent(repository)}`,
    );
    expect([coverage.status, coverage.body.repository]).toEqual([200, name]);
    expect(coverage.body.counts.expected).toBe(2);
    for (const list of ['/specs', '/drifts']) {
      expect(
        (
          await started.get(
            `${list}?repository=${encodeURIComponent(repository)}`,
          )
        ).body.items,
      ).toHaveLength(1);
    }
    expect(
      (await started.get('/coverage/groups?by=repository')).body.items,
    ).toEqual([expect.objectContaining({ ref: name })]);
    expect(
      (
        await started.get(
          `/coverage/trends?repository=${encodeURIComponent(repository)}`,
        )
      ).status,
    ).toBe(200);
    // Nothing in a name stands for other names.
    for (const other of ['acme/%', 'acme/_ayments', `${name}x`]) {
      expect([
        other,
        (await started.get(`/coverage/repository/${encodeURIComponent(other)}`))
          .status,
      ]).toEqual([other, 404]);
    }
  });

  it.each(databases.eachSupportedId())(
    'is found by what it says, whatever means something to a database, %p',
    async id => {
      const started = await start(id);
      const found = async (search: string) =>
        (await started.get(`/specs?search=${encodeURIComponent(search)}`)).body
          .items.length;
      expect(await found('LEDG')).toBe(1);
      for (const search of ['%', '_', '\\', "'", 'l%r', 'l_dger', '\\%']) {
        expect([search, await found(search)]).toEqual([search, 0]);
      }
    },
  );
});
