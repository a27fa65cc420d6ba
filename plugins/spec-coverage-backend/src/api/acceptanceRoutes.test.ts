import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { playDate } from '../__testUtils__/playDate';
import {
  IN_A_WEEK,
  LEDGER,
  NOW,
  REASON,
  startAccepting,
  stateOf,
} from '../__testUtils__/startAccepting';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe('accepting the risk of an invariant', () => {
  let stop: (() => Promise<void>) | undefined;

  beforeEach(() => playDate(NOW));

  afterEach(async () => {
    await stop?.();
    stop = undefined;
    jest.useRealTimers();
  });

  async function start(
    id: Parameters<typeof databases.init>[0],
    options: Parameters<typeof startAccepting>[1] = {},
  ) {
    const portal = await startAccepting(await databases.init(id), options);
    stop = portal.stop;
    return portal;
  }

  it.each(databases.eachSupportedId())(
    'shows it apart, does not count it as proven, and settles the spec, %p',
    async id => {
      const portal = await start(id);
      expect(await portal.spec()).toMatchObject({
        state: 'unproven',
        drift: { openedAt: NOW },
      });

      const answer = await portal.accept(
        'L-2',
        { reason: `  ${REASON}\n`, until: IN_A_WEEK },
        mockCredentials.user.header('user:default/ada'),
      );

      const acceptance = {
        acceptedBy: 'user:default/ada',
        reason: REASON,
        acceptedAt: NOW,
        until: IN_A_WEEK,
      };
      expect([answer.status, answer.body]).toEqual([200, acceptance]);
      const spec = await portal.spec();
      expect(spec).toMatchObject({
        state: 'proven',
        counts: { expected: 2, proven: 1, accepted: 1, failed: 0 },
        percentage: 50,
        invariants: [
          { key: 'L-1', state: 'proven' },
          // What was found stays there to be read.
          {
            key: 'L-2',
            state: 'accepted',
            acceptance,
            verdict: { outcome: 'failed' },
          },
        ],
      });
      expect(spec.drift).toBeUndefined();
      const { items } = (
        await portal.get(`/invariants?specRef=${LEDGER}&state=accepted`)
      ).body;
      expect(items).toEqual([
        expect.objectContaining({ key: 'L-2', acceptance }),
      ]);
      await portal.rolledUp();
      const { points } = (
        await portal.get(
          '/coverage/trends?entityRef=component:default/ledger&to=2026-03-02',
        )
      ).body;
      expect(points.at(-1)).toMatchObject({
        counts: { expected: 2, proven: 1, accepted: 1 },
        percentage: 50,
        provenSpecs: 1,
      });
      expect(portal.audited).toEqual([
        {
          eventId: 'invariant-accept',
          status: 'succeeded',
          meta: {
            invariantRef: `${LEDGER}#L-2`,
            reason: `  ${REASON}\n`,
            until: IN_A_WEEK,
          },
        },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses a bad end or reason with a sentence that names it, and changes nothing, %p',
    async id => {
      const portal = await start(id);
      const before = await portal.spec();
      const good = { reason: REASON, until: IN_A_WEEK };
      const refusals: Array<[body: object | undefined, words: string]> = [
        [{ ...good, until: '2026-03-02T08:59:59.999Z' }, "'until'"],
        [{ ...good, until: NOW }, "'until'"],
        // 366 days after the beginning, and 1 ms
        [{ ...good, until: '2027-03-03T09:00:00.001Z' }, "'until'"],
        [{ ...good, until: '2026-03-09' }, 'until'],
        [{ ...good, until: 'next week' }, 'until'],
        [{ ...good, until: 7 }, 'until'],
        [{ reason: REASON }, "'until'"],
        [{ ...good, reason: '' }, 'reason'],
        [{ ...good, reason: ' \n\t ' }, "'reason'"],
        [{ ...good, reason: 'x'.repeat(2_001) }, 'reason'],
        [{ until: IN_A_WEEK }, "'reason'"],
        [{ ...good, person: 'user:default/somebody' }, 'additional'],
        [undefined, 'media type'],
      ];
      for (const [body, words] of refusals) {
        const answer = await portal.call('put', portal.path('L-2'), { body });
        expect([body, answer.status]).toEqual([body, 400]);
        expect(answer.body.error.message).toContain(words);
      }
      expect(await portal.spec()).toEqual(before);
      expect(await portal.knex('invariant_acceptances')).toEqual([]);
      // The ends of what is allowed.
      for (const body of [
        { ...good, until: '2026-03-02T09:00:00.001Z' },
        { ...good, until: '2027-03-03T09:00:00.000Z' },
        { ...good, reason: 'x'.repeat(2_000) },
        { ...good, until: '2026-03-09T10:00:00+01:00' },
      ]) {
        expect([body, (await portal.accept('L-2', body)).status]).toEqual([
          body,
          200,
        ]);
      }
      expect((await portal.spec()).invariants[1].acceptance?.until).toBe(
        IN_A_WEEK,
      );
      expect(await portal.knex('invariant_acceptances')).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'has nothing to accept where it is proven, cannot be settled, is not there or cannot be read, %p',
    async id => {
      const portal = await start(id, {
        document: {
          claims: {
            'L-1': 'proven',
            'L-2': 'failed',
            'L-3': 'problem',
            'L-4': 'unknown',
          },
        },
      });
      const cases: Array<[string, number, string]> = [
        ['L-1', 409, 'is proven'],
        ['L-3', 409, 'The key is used twice'],
        ['L-9', 404, "'L-9'"],
        // Not settled is not proven.
        ['L-4', 200, ''],
      ];
      for (const [key, status, words] of cases) {
        const answer = await portal.accept(key);
        expect([key, answer.status]).toEqual([key, status]);
        expect(answer.body.error?.message ?? '').toContain(words);
      }
      const nowhere = await portal.call(
        'put',
        portal.path('L-1', 'memory:not-there'),
        { body: { reason: REASON, until: IN_A_WEEK } },
      );
      expect(nowhere.status).toBe(404);
      expect(nowhere.body.error.message).toContain("'memory:not-there'");
      const nonsense = await portal.call(
        'put',
        portal.path('L-1', 'nonsense'),
        {
          body: { reason: REASON, until: IN_A_WEEK },
        },
      );
      expect(nonsense.status).toBe(400);

      portal.source.put('ledger', 'not JSON');
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.state === 'refused');
      const unreadable = await portal.accept('L-2');
      expect(unreadable.status).toBe(409);
      expect(unreadable.body.error.message).toContain('cannot be read');
      expect(portal.audited.map(({ status }) => status)).toEqual([
        'failed',
        'failed',
        'failed',
        'succeeded',
        'failed',
        'failed',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'takes the permission, and writes down who tried without, %p',
    async id => {
      const portal = await start(id, {
        decide: permission => ({
          result:
            permission === 'specCoverage.spec.accept'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      });
      for (const answer of [
        await portal.accept('L-2'),
        await portal.withdraw('L-2'),
      ]) {
        expect(answer.status).toBe(403);
        expect(answer.body.error.message).toContain('specCoverage.spec.accept');
      }
      expect(portal.audited).toEqual([
        expect.objectContaining({
          eventId: 'invariant-accept',
          status: 'failed',
          error: expect.stringContaining('specCoverage.spec.accept'),
        }),
        expect.objectContaining({
          eventId: 'invariant-withdraw-acceptance',
          status: 'failed',
        }),
      ]);
      expect(stateOf(await portal.spec(), 'L-2')).toBe('failed');
    },
  );

  it.each(databases.eachSupportedId())(
    'is one acceptance when many accept at once, %p',
    async id => {
      const portal = await start(id);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          portal.accept(
            'L-2',
            { reason: `reason ${index}`, until: IN_A_WEEK },
            mockCredentials.user.header(`user:default/person-${index}`),
          ),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const spec = await portal.spec();
      expect(spec.counts).toMatchObject({ expected: 2, accepted: 1 });
      const [row, ...others] = await portal.knex('invariant_acceptances');
      expect(others).toEqual([]);
      // Name and reason are of one and the same.
      expect(row.accepted_by.replace('user:default/person-', 'reason ')).toBe(
        row.reason,
      );
    },
  );
});
