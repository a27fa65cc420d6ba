import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { isAtRest, startPortal, until } from '../__testUtils__/startPortal';
import { InMemorySource, ObedientProver } from '../__testUtils__/testDocuments';
import { CheckQueue } from '../intake/CheckQueue';
import { MAX_ATTEMPTS, ProofJobQueue } from '../proofs/ProofJobQueue';
import { backOffMs } from './backOff';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  '@proofline/backstage-plugin-spec-coverage-backend',
  'migrations',
);

jest.setTimeout(60_000);

const LEDGER = 'memory:ledger';

async function migrated(id: Parameters<typeof databases.init>[0]) {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory });
  return knex;
}

describe('work that survives', () => {
  let stop: Array<() => Promise<void>> = [];

  afterEach(async () => {
    await Promise.all(stop.map(end => end()));
    stop = [];
  });

  it.each(databases.eachSupportedId())(
    'makes one check of a thousand hints, %p',
    async id => {
      const queue = new CheckQueue(await migrated(id));
      await Promise.all(
        Array.from({ length: 100 }, () =>
          queue.request(
            Array.from({ length: 10 }, () => LEDGER),
            { byPerson: false },
          ),
        ),
      );
      const [check] = await queue.request([LEDGER], { byPerson: false });
      expect(check.hints).toBe(101);
      expect(await queue.claim(60_000, { source: 'memory' }, 10)).toMatchObject(
        [{ specRef: LEDGER }],
      );
      expect(await queue.claim(60_000, { source: 'memory' }, 10)).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives each check to one of many workers, %p',
    async id => {
      const queue = new CheckQueue(await migrated(id));
      const refs = Array.from({ length: 20 }, (_, index) => `memory:${index}`);
      await queue.request(refs, { byPerson: false });
      const claims = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          queue.claim(60_000, { source: 'memory' }, 1 + (index % 3)),
        ),
      );
      claims.forEach((batch, index) =>
        expect(batch.length).toBeLessThanOrEqual(1 + (index % 3)),
      );
      const claimed = claims.flat().map(claim => claim.specRef);
      expect(new Set(claimed).size).toBe(claimed.length);
      let left = await queue.claim(60_000, { source: 'memory' }, 7);
      while (left.length > 0) {
        claimed.push(...left.map(claim => claim.specRef));
        left = await queue.claim(60_000, { source: 'memory' }, 7);
      }
      expect(claimed.sort()).toEqual(refs.sort());
    },
  );

  it.each(databases.eachSupportedId())(
    'lets only the last holder of a check write its result, %p',
    async id => {
      const knex = await migrated(id);
      const queue = new CheckQueue(knex);
      await queue.request([LEDGER], { byPerson: false });
      const scope = { source: 'memory' };
      const [lapsed] = await queue.claim(-1, scope, 1);
      const [held] = await queue.claim(60_000, scope, 1);
      expect(held.specRef).toBe(lapsed.specRef);
      for (const claims of [[lapsed], [lapsed, held], [held, lapsed]]) {
        await expect(
          knex.transaction(trx => queue.complete(trx, claims)),
        ).rejects.toMatchObject({ name: 'LeaseLostError' });
      }
      await knex.transaction(trx => queue.complete(trx, [held]));
      expect(await knex('spec_checks')).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'checks once more what was hinted at during a check, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'proven' } });
      const portal = await startPortal({ knex, source });
      stop.push(portal.stop);
      // The edit and its hint come after the document was read and before the result is written.
      source.onNextFetch(async () => {
        source.put('ledger', { claims: { 'L-1': 'proven', 'L-2': 'proven' } });
        await portal.hint(LEDGER);
      });
      await portal.hint(LEDGER);
      const spec = await portal.specWhen(
        LEDGER,
        s => s.counts.proven === 2 && isAtRest(s),
      );
      expect(spec.state).toBe('proven');
    },
  );

  it.each(databases.eachSupportedId())(
    'tries again when a source is away, and keeps the state until then, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'proven' } });
      const portal = await startPortal({ knex, source });
      stop.push(portal.stop);
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, s => s.state === 'proven' && isAtRest(s));

      source.outage = new Error('429 Too Many Requests');
      await portal.hint(LEDGER);
      expect(
        await portal.specWhen(LEDGER, s => s.documentError !== undefined),
      ).toMatchObject({
        state: 'proven',
        checking: true,
        documentError: '429 Too Many Requests',
      });
      source.outage = undefined;
      source.put('ledger', { claims: { 'L-1': 'failed' } });
      await portal.specWhen(LEDGER, s => s.counts.failed === 1);
    },
  );

  it.each(databases.eachSupportedId())(
    'finishes a proof that a dead process left, once, with what it had settled, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', {
        claims: { 'L-1': 'proven', 'L-2': 'failed', 'L-3': 'hang' },
      });
      const first = await startPortal({
        knex,
        source,
        config: { lease: '1s' },
      });
      await first.hint(LEDGER);
      await first.specWhen(LEDGER, s => s.proofJob?.settled === 2);
      // The first process loses the job as if it had been killed: its token is no longer the one in the row.
      await knex('proof_jobs').update({
        lease_token: randomUUID(),
        lease_expires_at: new Date(0),
      });
      const prover = new ObedientProver();
      prover.release();
      const second = await startPortal({ knex, source, prover });
      stop.push(second.stop);
      const spec = await second.specWhen(
        LEDGER,
        s => s.counts.unproven === 0 && isAtRest(s),
      );
      expect(spec.counts).toMatchObject({ proven: 2, failed: 1 });
      // The one who lost the lease ends up with nothing more to say.
      first.prover.release();
      await first.stop();
      const verdicts = await knex('verdicts')
        .orderBy('invariant_key')
        .select('invariant_key', 'run');
      expect(verdicts.map(row => row.invariant_key)).toEqual([
        'L-1',
        'L-2',
        'L-3',
      ]);
      const jobs = await knex('proof_jobs');
      expect(jobs).toEqual([
        expect.objectContaining({ state: 'succeeded', settled: 3, run: 1 }),
      ]);
      const askedTwice = [...first.prover.asked, ...prover.asked].filter(
        ref => ref === `${LEDGER}#L-1` || ref === `${LEDGER}#L-2`,
      );
      expect(askedTwice).toHaveLength(2);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives a proof back when the process stops, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'proven', 'L-2': 'hang' } });
      const portal = await startPortal({ knex, source });
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, s => s.proofJob?.settled === 1);
      await portal.stop();
      expect(await knex('proof_jobs').first()).toMatchObject({
        state: 'queued',
        attempts: 0,
        settled: 1,
        lease_token: null,
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'drops the verdict on a text that has changed meanwhile, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'hang' } });
      const portal = await startPortal({ knex, source });
      stop.push(portal.stop);
      await portal.hint(LEDGER);
      await portal.specWhen(LEDGER, s => s.proofJob?.state === 'running');
      source.put('ledger', { claims: { 'L-1': 'failed' } });
      await portal.hint(LEDGER);
      await until(
        () => knex('proof_jobs').orderBy('created_at'),
        jobs => jobs.length === 2,
      );
      portal.prover.release();
      await portal.specWhen(LEDGER, s => s.counts.failed === 1 && isAtRest(s));
      expect(
        (await knex('proof_jobs').orderBy('created_at')).map(job => job.state),
      ).toEqual(['superseded', 'succeeded']);
      expect(await knex('verdicts').pluck('outcome')).toEqual(['failed']);
    },
  );

  it.each(databases.eachSupportedId())(
    'gives up a job that ends its process each time, and says so, %p',
    async id => {
      const knex = await migrated(id);
      const now = new Date();
      await knex('proof_jobs').insert({
        id: 'poison',
        spec_ref: LEDGER,
        content_hash: 'hash',
        prover: 'obedient',
        prover_version: '1',
        state: 'running',
        expected: 1,
        attempts: MAX_ATTEMPTS,
        created_at: now,
        available_at: now,
        lease_token: 'dead',
        lease_expires_at: new Date(0),
      });
      const queue = new ProofJobQueue(knex);
      expect(await queue.claim(1_000, ['obedient'])).toBeUndefined();
      expect(await knex('proof_jobs').first()).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('5 times in a row'),
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'tries a job again when the prover is broken, and shows why, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'L-1': 'proven' } });
      const prover = new ObedientProver();
      prover.broken = new Error('the solver could not be loaded');
      const portal = await startPortal({ knex, source, prover });
      stop.push(portal.stop);
      await portal.hint(LEDGER);
      await portal.specWhen(
        LEDGER,
        s => s.proofJob?.error === 'the solver could not be loaded',
      );
      prover.broken = undefined;
      await portal.specWhen(LEDGER, s => s.state === 'proven');
    },
  );
});

describe('backOffMs', () => {
  it('doubles from 1 s to 5 min, with up to a quarter more', () => {
    expect([1, 2, 3, 9, 30].map(attempt => backOffMs(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000,
    ]);
    expect(backOffMs(1, 1)).toBe(1_250);
  });
});
