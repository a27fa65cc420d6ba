import { TestDatabases } from '@backstage/backend-test-utils';
import { TryLaterError } from '@proofline/backstage-plugin-spec-coverage-node';
import { component, isAtRest, startPortal } from '../__testUtils__/startPortal';
import { InMemorySource } from '../__testUtils__/testDocuments';
import { HintIntake } from './HintIntake';
import { CheckQueue } from './CheckQueue';
import { DatabaseSourceState } from './DatabaseSourceState';
import { SourceCheckQueue } from './SourceCheckQueue';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const PROVEN = { claims: { 'A-1': 'proven' as const } };

describe('sources', () => {
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });

  it.each(databases.eachSupportedId())(
    'do not wait for one that hangs, and are asked for so many documents at once and no more, %p',
    async id => {
      const knex = await databases.init(id);
      const hanging = new InMemorySource('hanging');
      hanging.hangs = true;
      const names = Array.from({ length: 30 }, (_, index) => `doc-${index}`);
      names.forEach(name => hanging.put(name, PROVEN));
      const source = new InMemorySource();
      names.forEach(name => source.put(name, PROVEN));
      portal = await startPortal({
        knex,
        source,
        moreSources: [hanging],
        config: { checks: { concurrency: 3 } },
      });
      for (const name of names) {
        await portal.hint(`hanging:${name}`);
        await portal.hint(`memory:${name}`);
      }
      for (const name of names) {
        await portal.specWhen(
          `memory:${name}`,
          spec => spec.state === 'proven' && isAtRest(spec),
        );
      }
      expect(hanging.mostAtOnce).toBe(3);
      expect(source.mostAtOnce).toBeLessThanOrEqual(3);
      hanging.hangs = false;
    },
  );

  it.each(databases.eachSupportedId())(
    'are left alone with all their documents for as long as they ask, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      const names = Array.from({ length: 20 }, (_, index) => `doc-${index}`);
      names.forEach(name => source.put(name, PROVEN));
      source.outage = new TryLaterError('Too many requests', {
        retryAfterMs: 3_000,
      });
      portal = await startPortal({
        knex,
        source,
        config: { checks: { concurrency: 1 } },
      });
      await new CheckQueue(knex).request(
        names.map(name => `memory:${name}`),
        { byPerson: false },
      );
      const refused = await portal.specWhen(
        'memory:doc-0',
        spec => spec.documentError !== undefined,
      );
      expect(refused).toMatchObject({
        state: 'pending',
        documentError: expect.stringContaining('Too many requests'),
      });
      source.outage = undefined;
      for (const name of names) {
        await portal.specWhen(`memory:${name}`, isAtRest);
      }
      // One was refused, and while the source was left alone nothing else was asked for.
      expect(source.fetches).toBe(names.length + 1);
    },
  );

  it.each(databases.eachSupportedId())(
    'are asked once or twice for a thousand edits of one document, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', PROVEN);
      const hints = new HintIntake({
        knex,
        checks: new CheckQueue(knex),
        sourceChecks: new SourceCheckQueue(knex),
      });
      portal = await startPortal({ knex, source });
      await portal.hint('memory:ledger');
      await portal.specWhen('memory:ledger', isAtRest);
      const before = source.fetches;
      const edits = 1_000;
      source.onNextFetch(async () => {
        // All but the first edit come while the first is being read.
        for (let edit = 1; edit < edits; edit += 1) {
          source.put('ledger', { prose: `edit ${edit}`, ...PROVEN });
          await hints.take(source, { specRefs: ['memory:ledger'] });
        }
      });
      await hints.take(source, { specRefs: ['memory:ledger'] });
      await portal.specWhen(
        'memory:ledger',
        spec =>
          isAtRest(spec) &&
          source.fetches > before + 1 &&
          spec.state === 'proven',
      );
      expect(source.fetches).toBe(before + 2);
      const versions = await knex('spec_versions').pluck('canonical_text');
      expect(versions.filter(text => text.includes('edit'))).toEqual([
        expect.stringContaining(`edit ${edits - 1}`),
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'forget a document that no entity names any more, without reading it, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.documents = 'named';
      source.put('ledger', PROVEN);
      const entity = component('ledger', 'memory:ledger');
      portal = await startPortal({ knex, source, entities: [entity] });
      await portal.specWhen('memory:ledger', isAtRest);
      const fetches = source.fetches;
      await knex('spec_entities').delete();
      await portal.hint('memory:ledger');
      while (await knex('specs').first()) {
        await new Promise(resolve => setImmediate(resolve));
      }
      expect(source.fetches).toBe(fetches);
    },
  );

  it.each(databases.eachSupportedId())(
    'may read a document differently one day, and it is not drift, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', {
        claims: { 'A-1': 'proven', 'A-2': 'proven' },
      });
      portal = await startPortal({ knex, source });
      await portal.hint('memory:ledger');
      const before = await portal.specWhen(
        'memory:ledger',
        spec => spec.state === 'proven' && isAtRest(spec),
      );
      const asked = portal.prover.asked.length;

      source.canonicalizer = 'test/2';
      await portal.hint('memory:ledger');
      const after = await portal.specWhen(
        'memory:ledger',
        spec => spec.contentHash !== before.contentHash && isAtRest(spec),
      );
      expect(after).toMatchObject({
        state: 'proven',
        provenHash: after.contentHash,
        provenAt: before.provenAt,
      });
      expect(after.invariants.map(({ verdict }) => verdict?.current)).toEqual([
        true,
        true,
      ]);
      expect(portal.prover.asked).toHaveLength(asked);
      const history = await portal.get('/specs/memory%3Aledger/history');
      expect(
        history.body.items.map((entry: { type: string }) => entry.type).sort(),
      ).toEqual([
        'drift-closed',
        'drift-opened',
        'verdict',
        'verdict',
        'version',
      ]);

      // An edit is drift as ever.
      source.put('ledger', {
        prose: 'new',
        claims: { 'A-1': 'proven', 'A-2': 'failed' },
      });
      await portal.hint('memory:ledger');
      expect(
        await portal.specWhen(
          'memory:ledger',
          spec => spec.counts.failed === 1 && isAtRest(spec),
        ),
      ).toMatchObject({ state: 'drifted', provenHash: after.contentHash });
    },
  );
});

describe('DatabaseSourceState', () => {
  it.each(databases.eachSupportedId())(
    'keeps what a source remembers, apart from that of others, %p',
    async id => {
      const knex = await databases.init(id);
      const { stop } = await startPortal({ knex });
      const state = new DatabaseSourceState('one', Promise.resolve(knex));
      const other = new DatabaseSourceState('two', Promise.resolve(knex));
      expect(await state.get('a')).toBeUndefined();
      await state.set('channel/b', { expires: 5 });
      await state.set('channel/a', null);
      await state.set('channelA', 'x');
      await state.set('channel%', [1, 'two']);
      await state.set('channel/b', { expires: 6 });
      await other.set('channel/c', true);
      expect(await state.list('channel/')).toEqual([
        { key: 'channel/a', value: null },
        { key: 'channel/b', value: { expires: 6 } },
      ]);
      expect(await state.list('channel%')).toEqual([
        { key: 'channel%', value: [1, 'two'] },
      ]);
      await state.delete('channel/b');
      expect(await state.get('channel/b')).toBeUndefined();
      expect(await other.get('channel/c')).toBe(true);
      await stop();
    },
  );
});
