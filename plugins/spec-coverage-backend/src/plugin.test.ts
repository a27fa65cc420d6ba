import { TestDatabases } from '@backstage/backend-test-utils';
import {
  signalTopic,
  type SpecHistoryEntry,
  type Verdict,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { InMemorySource } from './__testUtils__/testDocuments';
import {
  component,
  isAtRest,
  startPortal,
  until,
} from './__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';

describe('spec-coverage', () => {
  let stop: Array<() => Promise<void>> = [];

  afterEach(async () => {
    await Promise.all(stop.map(end => end()));
    stop = [];
  });

  async function portalOn(
    id: Parameters<typeof databases.init>[0],
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) {
    const knex = await databases.init(id);
    const portal = await startPortal({ knex, ...options });
    stop.push(() => portal.stop());
    return { ...portal, knex };
  }

  it.each(databases.eachSupportedId())(
    'proves a spec that an entity names and says so on the entity, %p',
    async id => {
      const source = new InMemorySource();
      source.put('ledger', {
        title: 'Ledger',
        story: 'jira:PAY-10',
        claims: {
          'L-1': 'proven',
          'L-2': 'proven',
          'L-3': 'failed',
          'L-4': 'none',
        },
      });
      const portal = await portalOn(id, {
        source,
        entities: [
          component('ledger', LEDGER, {
            stories: 'jira:PAY-11',
            system: 'system:default/money',
          }),
        ],
      });
      // Opening the page is enough for the spec to be read.
      await portal.get('/coverage/entity/component/default/ledger');
      await portal.specWhen(LEDGER, isAtRest);

      const { body } = await portal.get(
        '/coverage/entity/component/default/ledger',
      );
      expect(body).toMatchObject({
        entityRef: 'component:default/ledger',
        percentage: 50,
        counts: { expected: 4, proven: 2, failed: 1, unproven: 1 },
        specs: 1,
        openDrifts: 1,
        unresolved: [],
        stories: [
          { ref: 'jira:PAY-10', percentage: 50 },
          { ref: 'jira:PAY-11', counts: { expected: 0 } },
        ],
        items: [{ ref: LEDGER, title: 'Ledger', state: 'unproven' }],
      });
      // What is kept of the whole portal follows within a second.
      const whole = await until(
        async () => (await portal.get('/coverage')).body,
        portalCoverage =>
          portalCoverage.specs === 1 && portalCoverage.counts.proven === 2,
      );
      expect(whole.percentage).toBe(50);
      const spec = await portal.specWhen(LEDGER, isAtRest);
      expect(spec.invariants[2].verdict).toMatchObject({
        outcome: 'failed',
        current: true,
        counterexample: [{ name: 'amount', sort: 'Int', value: '-5' }],
      });
      expect(spec.entityRefs).toEqual(['component:default/ledger']);
    },
  );

  it.each(databases.eachSupportedId())(
    'opens a drift when the text changes, proves it anew and closes the drift, %p',
    async id => {
      const portal = await portalOn(id);
      portal.source.put('ledger', { claims: { 'L-1': 'proven' } });
      await portal.hint(LEDGER);
      const proven = await portal.specWhen(LEDGER, s => s.state === 'proven');
      expect(proven.drift).toBeUndefined();

      portal.source.put('ledger', { claims: { 'L-1': 'hang' } });
      await portal.verify(LEDGER);
      const drifted = await portal.specWhen(
        LEDGER,
        spec => spec.proofJob?.state === 'running',
      );
      expect(drifted).toMatchObject({
        state: 'drifted',
        provenHash: proven.contentHash,
        drift: { openedAt: expect.any(String) },
        counts: { expected: 1, stale: 1, proven: 0 },
        percentage: 0,
      });
      expect(drifted.contentHash).not.toBe(proven.contentHash);
      expect((await portal.get('/drifts?state=open')).body.items).toEqual([
        expect.objectContaining({
          specRef: LEDGER,
          provenHash: proven.contentHash,
          contentHash: drifted.contentHash,
        }),
      ]);
      const openOf = async (specState: string) =>
        (await portal.get(`/drifts?state=open&specState=${specState}`)).body
          .items;
      expect(await openOf('drifted')).toHaveLength(1);
      expect(await openOf('unproven')).toEqual([]);

      portal.prover.release();
      const again = await portal.specWhen(LEDGER, s => s.state === 'proven');
      expect(again).toMatchObject({
        provenHash: drifted.contentHash,
        counts: { proven: 1, stale: 0 },
      });
      expect(again.drift).toBeUndefined();
      expect((await portal.get('/drifts?state=closed')).body.items).toEqual([
        expect.objectContaining({ closedBy: 'proven' }),
        expect.objectContaining({ closedBy: 'proven' }),
      ]);

      const history: SpecHistoryEntry[] = [];
      let cursor = '';
      do {
        const page: { items: SpecHistoryEntry[]; nextCursor?: string } = (
          await portal.get(
            `${portal.specPath(LEDGER)}/history?limit=2${cursor}`,
          )
        ).body;
        history.push(...page.items);
        cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
      } while (cursor);
      const verdicts = history.flatMap((entry): Verdict[] =>
        entry.type === 'verdict' ? [entry.verdict] : [],
      );
      expect(verdicts.map(v => [v.contentHash, v.current])).toEqual([
        [again.contentHash, true],
        [proven.contentHash, false],
      ]);
      expect(history.map(entry => entry.type).sort()).toEqual([
        'drift-closed',
        'drift-closed',
        'drift-opened',
        'drift-opened',
        'verdict',
        'verdict',
        'version',
        'version',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'does nothing about a change that the canonicaliser calls cosmetic, %p',
    async id => {
      const portal = await portalOn(id);
      const text = JSON.stringify({ claims: { 'L-1': 'proven' } });
      portal.source.put('ledger', text);
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.state === 'proven');
      const before = await portal.specWhen(LEDGER, isAtRest);
      const [job] = (await portal.get('/proof-jobs')).body.items;

      portal.source.put('ledger', `\n\n${text}\n\n`);
      const { fetches } = portal.source;
      await portal.hint(LEDGER);
      await until(
        async () => portal.source.fetches,
        count => count > fetches,
      );
      const after = await portal.specWhen(LEDGER, isAtRest);
      expect(before.invariants.map(invariant => invariant.line)).toEqual([1]);
      expect(after).toEqual({
        ...before,
        checkedAt: after.checkedAt,
        invariants: [{ ...before.invariants[0], line: 3 }],
      });
      expect((await portal.get('/proof-jobs')).body.items).toEqual([job]);
    },
  );

  it.each(databases.eachSupportedId())(
    'never shows a spec as proven whose document is gone or cannot be read, %p',
    async id => {
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'proven' } });
      const portal = await portalOn(id, {
        source,
        entities: [component('ledger', `${LEDGER}, nonsense, nowhere:x`)],
      });
      await portal.get('/coverage/entity/component/default/ledger');
      await portal.specWhen(LEDGER, spec => spec.state === 'proven');

      portal.source.put('ledger', 'not json');
      await portal.verify(LEDGER);
      expect(
        await portal.specWhen(LEDGER, spec => spec.state === 'refused'),
      ).toMatchObject({
        documentError: 'The document is not JSON: begin it with {',
        counts: { stale: 1, proven: 0 },
        drift: { id: expect.any(String) },
      });

      portal.source.held.delete('ledger');
      await portal.verify(LEDGER);
      expect(
        await portal.specWhen(LEDGER, spec => spec.state === 'missing'),
      ).toMatchObject({ counts: { stale: 1, proven: 0 } });

      await portal.specWhen('nowhere:x', spec => spec.state === 'missing');
      const { body } = await portal.get(
        '/coverage/entity/component/default/ledger',
      );
      expect(body.percentage).toBe(0);
      expect(body.unresolved).toEqual([
        { ref: 'nonsense', reason: expect.stringContaining('nonsense') },
        { ref: LEDGER, reason: "There is no document 'ledger'" },
        {
          ref: 'nowhere:x',
          reason: expect.stringContaining("No source 'nowhere'"),
        },
      ]);

      // It comes back as it was proven: nothing has to be proven again.
      portal.source.put('ledger', { claims: { 'L-1': 'proven' } });
      const asked = portal.prover.asked.length;
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.state === 'proven');
      expect(portal.prover.asked).toHaveLength(asked);
      expect(
        (await portal.get('/drifts?state=closed')).body.items,
      ).toContainEqual(expect.objectContaining({ closedBy: 'reverted' }));
    },
  );

  it.each(databases.eachSupportedId())(
    'counts a claim with a problem as unknown and has nothing proven of it, %p',
    async id => {
      const portal = await portalOn(id);
      portal.source.put('ledger', {
        claims: { 'L-1': 'proven', 'L-2': 'problem' },
      });
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.counts.proven === 1);
      const spec = await portal.specWhen(LEDGER, isAtRest);
      expect(spec).toMatchObject({
        state: 'unproven',
        counts: { expected: 2, proven: 1, unknown: 1 },
      });
      expect(portal.prover.asked).toEqual([`${LEDGER}#L-1`]);
    },
  );

  it.each(databases.eachSupportedId())(
    'calls a spec without claims neither proven nor drifting, %p',
    async id => {
      const portal = await portalOn(id);
      portal.source.put('ledger', { prose: 'words', claims: {} });
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.state === 'nothing-to-prove');
      const { body } = await portal.get('/coverage');
      expect(body).toMatchObject({ counts: { expected: 0 }, openDrifts: 0 });
      expect(body).not.toHaveProperty('percentage');
    },
  );

  it.each(databases.eachSupportedId())(
    'takes back "proven" when the same version turns out not to be, %p',
    async id => {
      const portal = await portalOn(id);
      portal.source.put('ledger', { claims: { 'L-1': 'proven' } });
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.state === 'proven');
      await portal.specWhen(LEDGER, isAtRest);
      jest
        .spyOn(portal.prover, 'prove')
        .mockImplementation(async function* refute() {
          yield {
            invariantKey: 'L-1',
            outcome: 'failed',
            durationMs: 1,
          };
        });
      await portal.verify(LEDGER);
      expect(
        await portal.specWhen(LEDGER, spec => spec.counts.failed === 1),
      ).toMatchObject({ state: 'unproven', drift: { id: expect.any(String) } });
    },
  );

  it.each(databases.eachSupportedId())(
    'proves again what a person asks for, once, and keeps both verdicts, %p',
    async id => {
      const portal = await portalOn(id);
      portal.source.put('ledger', { claims: { 'L-1': 'unknown' } });
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, spec => spec.counts.unknown === 1);
      await portal.specWhen(LEDGER, isAtRest);
      const answer = await portal.verify(LEDGER);
      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({
        specRef: LEDGER,
        check: {
          id: expect.any(String),
          hints: 1,
          requestedAt: expect.any(String),
        },
      });
      await until(
        async () => (await portal.get('/proof-jobs')).body.items,
        ([job]) => job.run === 2 && job.state === 'succeeded',
      );
      expect(portal.prover.asked).toEqual([`${LEDGER}#L-1`, `${LEDGER}#L-1`]);
      expect(await portal.knex('verdicts').select('run')).toHaveLength(2);
    },
  );

  it.each(databases.eachSupportedId())(
    'tells pages what changed, without telling names, %p',
    async id => {
      const portal = await portalOn(id, {
        entities: [component('ledger', LEDGER)],
      });
      portal.source.put('ledger', { claims: { 'L-1': 'proven' } });
      await portal.get('/coverage/entity/component/default/ledger');
      await portal.specWhen(LEDGER, isAtRest);
      await until(
        async () => portal.signals.flatMap(signal => signal.topics),
        topics =>
          topics.includes(signalTopic(LEDGER)) &&
          topics.includes(signalTopic('component:default/ledger')),
      );
      expect(JSON.stringify(portal.signals)).not.toContain('ledger');
    },
  );
});
