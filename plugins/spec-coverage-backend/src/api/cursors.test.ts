import { TestDatabases } from '@backstage/backend-test-utils';
import { documentedRoutes } from '../__testUtils__/contract';
import { LEDGER, startLedger } from '../__testUtils__/startLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

/** Routes that give lists in pages, with what else they need. */
const paged = documentedRoutes
  .filter(({ query }) => query.includes('cursor'))
  .map(({ path }) =>
    path === '/coverage/groups'
      ? `${path}?by=component&`
      : `${path.replace('{ref}', encodeURIComponent(LEDGER))}?`,
  );

const encode = (cursor: unknown) =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Cursors that nobody was given. */
const FORGED = [
  'forged',
  '%00',
  '..%2F..%2Fetc%2Fpasswd',
  'x'.repeat(1_001),
  encode(null),
  encode({}),
  encode([]),
  encode([1]),
  encode(['2026-03-02', 'a', 'b', 'c']),
  encode([-1, 'a']),
  encode([1e300, 'a', 'b', 'c']),
  encode([{ $gt: '' }, 'a', 'b']),
  encode([8_640_000_000_000_001, 'a']),
  encode([0, 'a\0b']),
  encode(['a\0b']),
  encode(['', 'a\0b', 'c']),
  encode([1, 'x'.repeat(501), 'b']),
  encode(['a', 'b', 'x'.repeat(501)]),
  encode(["' or 1=1 --", 2, 3]),
  Buffer.from([0xff, 0xfe, 0x00]).toString('base64url'),
];

describe('a cursor', () => {
  let portal: Awaited<ReturnType<typeof startLedger>> | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const started = await startLedger(await databases.init(id));
    portal = started;
    return started;
  }

  it.each(databases.eachSupportedId())(
    'is refused that was not given out, on any list, %p',
    async id => {
      const started = await start(id);
      expect(paged.length).toBeGreaterThanOrEqual(6);
      for (const list of paged) {
        for (const cursor of FORGED) {
          const path = `${list}cursor=${cursor}`;
          expect([path, await started.refusal(path)]).toEqual([
            path,
            { status: 400, message: expect.stringMatching(/cursor/) },
          ]);
        }
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'of another order is refused where it is of another kind, %p',
    async id => {
      const started = await start(id);
      const sorts = ['spec', 'key', 'state', 'story', 'settledAt'];
      // A text is a place in any order by a text, if not the one that was meant, and a small number is a moment, if long ago.
      const text = {
        spec: 200,
        key: 200,
        state: 400,
        story: 200,
        settledAt: 400,
      };
      const readable: Record<string, Record<string, number>> = {
        spec: text,
        key: text,
        story: text,
        state: { spec: 400, key: 400, state: 200, story: 400, settledAt: 200 },
        settledAt: {
          spec: 400,
          key: 400,
          state: 400,
          story: 400,
          settledAt: 200,
        },
      };
      for (const given of sorts) {
        const { nextCursor } = (
          await started.get(
            `/invariants?specRef=${LEDGER}&sort=${given}&limit=1`,
          )
        ).body;
        expect(nextCursor).toEqual(expect.any(String));
        const statuses: Record<string, number> = {};
        for (const sort of sorts) {
          const path = `/invariants?specRef=${LEDGER}&sort=${sort}&cursor=${nextCursor}`;
          statuses[sort] = (await started.refusal(path)).status;
        }
        expect([given, statuses]).toEqual([given, readable[given]]);
      }
      for (const value of [1e300, -1, 0.5, 2 ** 53]) {
        for (const sort of sorts) {
          const path = `/invariants?specRef=${LEDGER}&sort=${sort}&cursor=${encode(
            [value, 'a', 'b'],
          )}`;
          expect([path, await started.refusal(path)]).toEqual([
            path,
            { status: 400, message: expect.stringContaining("'cursor'") },
          ]);
        }
      }
    },
  );
});
