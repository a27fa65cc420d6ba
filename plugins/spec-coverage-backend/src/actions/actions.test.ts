import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { isAtRest } from '../__testUtils__/startPortal';
import {
  type Caller,
  CALLERS,
  headerOf,
  LEDGER,
  OTHER_VAULT,
  SHARED,
  startTwoOwners,
  VAULT,
} from '../__testUtils__/twoOwners';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

type Portal = Awaited<ReturnType<typeof startTwoOwners>>;

describe('actions', () => {
  let portal: Portal | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  async function start(id: Parameters<typeof databases.init>[0]) {
    const started = await startTwoOwners(await databases.init(id));
    portal = started;
    const act = async (caller: Caller, name: string, input: JsonObject = {}) =>
      (
        await started.actions.invoke({
          id: `test:${name}`,
          input,
          credentials: mockCredentials.user(CALLERS[caller]),
        })
      ).output as any;
    const get = async (caller: Caller, path: string) =>
      (await started.get(path, { authorization: headerOf(caller) })).body;
    return { started, act, get };
  }

  it('say what they are, and what they change', async () => {
    const { started } = await start('SQLITE_3');
    const { actions } = await started.actions.list();
    expect(
      Object.fromEntries(
        actions.map(({ name, attributes }) => [name, attributes]),
      ),
    ).toEqual({
      'get-coverage': { readOnly: true, idempotent: true, destructive: false },
      'list-drifts': { readOnly: true, idempotent: true, destructive: false },
      'explain-drift': { readOnly: true, idempotent: true, destructive: false },
      'verify-spec': { readOnly: false, idempotent: true, destructive: false },
    });
    for (const { title, description, schema } of actions) {
      expect(title).toBeTruthy();
      expect(description.trim()).toBeTruthy();
      expect(schema.input).toHaveProperty('properties');
      expect(schema.output).toHaveProperty('properties');
    }
  });

  it.each(databases.eachSupportedId())(
    'get-coverage gives each caller what the API gives them, %p',
    async id => {
      const { act, get } = await start(id);
      const shown = ({
        percentage,
        counts,
        specs,
        provenSpecs,
        openDrifts,
        oldestDriftOpenedAt,
        lastProvenAt,
      }: Record<string, unknown>) => ({
        percentage,
        counts,
        specs,
        provenSpecs,
        openDrifts,
        oldestDriftOpenedAt,
        lastProvenAt,
      });
      const expected: Array<[Caller, number]> = [
        ['all', 10],
        ['reader', 10],
        ['bySource', 9],
        ['byOwner', 5],
        ['hidden', 5],
      ];
      for (const [caller, invariants] of expected) {
        const whole = await act(caller, 'get-coverage');
        expect([caller, whole.counts.expected]).toEqual([caller, invariants]);
        expect(whole).toEqual(shown(await get(caller, '/coverage')));
        expect(
          await act(caller, 'get-coverage', { entityRef: 'component:ledger' }),
        ).toEqual(
          shown(await get(caller, '/coverage/entity/component/default/ledger')),
        );
      }
      const vault = { entityRef: 'component:default/vault' };
      expect(
        (await act('byOwner', 'get-coverage', vault)).counts,
      ).toMatchObject({ expected: 2, proven: 2 });
      await expect(act('hidden', 'get-coverage', vault)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(act('denied', 'get-coverage')).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      await expect(
        act('all', 'get-coverage', { entityRef: '::' }),
      ).rejects.toMatchObject({ name: 'InputError' });
    },
  );

  it.each(databases.eachSupportedId())(
    'list-drifts gives each caller the open drifts that they may see, the oldest first, %p',
    async id => {
      const { act, get } = await start(id);
      for (const caller of ['all', 'bySource', 'byOwner', 'hidden'] as const) {
        const { drifts, hasMore } = await act(caller, 'list-drifts');
        const { items } = await get(caller, '/drifts?state=open');
        expect([caller, drifts.map((drift: any) => drift.specRef)]).toEqual([
          caller,
          items.map((drift: any) => drift.specRef),
        ]);
        expect(hasMore).toBe(false);
        expect(drifts).toContainEqual({
          specRef: LEDGER,
          title: 'Ledger',
          source: 'memory',
          specState: 'unproven',
          openedAt: expect.any(String),
        });
        expect([caller, drifts.length]).toEqual([
          caller,
          caller === 'all' || caller === 'bySource' ? 2 : 1,
        ]);
      }
      expect(await act('all', 'list-drifts', { limit: 1 })).toMatchObject({
        drifts: [{}],
        hasMore: true,
      });
      expect(
        await act('all', 'list-drifts', { entityRef: 'component:ledger' }),
      ).toMatchObject({ drifts: [{ specRef: LEDGER }], hasMore: false });
      expect(
        await act('hidden', 'list-drifts', { entityRef: 'component:vault' }),
      ).toEqual({ drifts: [], hasMore: false });
      await expect(act('denied', 'list-drifts')).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      for (const input of [{ limit: 0 }, { limit: 101 }, { entityRef: '::' }]) {
        await expect(act('all', 'list-drifts', input)).rejects.toMatchObject({
          name: 'InputError',
        });
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'explain-drift tells what changed, who did it and what is not proven, %p',
    async id => {
      const { started, act } = await start(id);
      started.source.author = {
        changedBy: 'ada',
        changedAt: new Date('2026-03-02T09:00:00.000Z'),
      };
      started.source.put('shared', {
        title: 'Shared',
        story: 'jira:PAY-10',
        claims: { 'S-1': 'proven', 'S-3': 'failed', 'S-4': 'unknown' },
      });
      await started.hint(SHARED);
      await started.specWhen(
        SHARED,
        spec => isAtRest(spec) && spec.counts.failed === 1,
      );
      for (const caller of ['all', 'byOwner', 'hidden'] as const) {
        const told = await act(caller, 'explain-drift', { specRef: SHARED });
        expect(told).toMatchObject({
          specRef: SHARED,
          state: 'drifted',
          changedBy: 'ada',
          changedAt: '2026-03-02T09:00:00.000Z',
          truncated: false,
          changedInvariants: expect.arrayContaining([
            { key: 'S-2', change: 'removed', parts: [] },
            { key: 'S-3', change: 'added', parts: [] },
          ]),
          notProven: [
            {
              key: 'S-3',
              text: 'claim S-3',
              state: 'failed',
              counterexample: [{ name: 'amount', value: '-5' }],
            },
            {
              key: 'S-4',
              text: 'claim S-4',
              state: 'unknown',
              message: 'timed out after 10 s',
            },
          ],
        });
        expect(
          told.changedLines.map((line: { type: string }) => line.type).sort(),
        ).toEqual(['added', 'removed']);
      }
      for (const [caller, specRef, name] of [
        ['hidden', VAULT, 'NotFoundError'],
        ['byOwner', VAULT, 'NotFoundError'],
        ['bySource', OTHER_VAULT, 'NotFoundError'],
        ['denied', LEDGER, 'NotAllowedError'],
        ['all', 'memory:not-there', 'NotFoundError'],
        ['all', 'nonsense', 'InputError'],
      ] as const) {
        await expect(
          act(caller, 'explain-drift', { specRef }),
        ).rejects.toMatchObject({ name });
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'verify-spec asks for a check, with the permission for it, and is written down, %p',
    async id => {
      const { started, act } = await start(id);
      const { asked } = started.prover;
      const before = asked.filter(ref => ref.startsWith(LEDGER)).length;
      const { specRef, check } = await act('all', 'verify-spec', {
        specRef: LEDGER,
      });
      expect(specRef).toBe(LEDGER);
      expect(check).toEqual({
        id: expect.any(String),
        requestedAt: expect.any(String),
        hints: 1,
      });
      // Both claims with a formal body are proven anew.
      await started.specWhen(
        LEDGER,
        spec =>
          isAtRest(spec) &&
          asked.filter(ref => ref.startsWith(LEDGER)).length === before + 2,
      );
      for (const [caller, ref, name] of [
        ['reader', LEDGER, 'NotAllowedError'],
        ['denied', LEDGER, 'NotAllowedError'],
        ['hidden', VAULT, 'NotFoundError'],
        ['byOwner', VAULT, 'NotFoundError'],
        ['all', 'memory:not-there', 'NotFoundError'],
      ] as const) {
        await expect(
          act(caller, 'verify-spec', { specRef: ref }),
        ).rejects.toMatchObject({ name });
      }
      await expect(
        act('all', 'verify-spec', { specRef: 'nonsense' }),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(
        started.audited.map(event => [event.eventId, event.status]),
      ).toEqual([
        ['spec-verify', 'succeeded'],
        ...Array(5).fill(['spec-verify', 'failed']),
      ]);
    },
  );
});
