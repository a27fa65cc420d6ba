import { TestDatabases } from '@backstage/backend-test-utils';
import type { SpecChanges } from '@proofline/backstage-plugin-spec-coverage-common';
import { isAtRest, startPortal } from '../../__testUtils__/startPortal';
import { InMemorySource } from '../../__testUtils__/testDocuments';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe('GET /specs/{ref}/changes', () => {
  it.each(databases.eachSupportedId())(
    'tells why a spec drifted, and who changed it, %p',
    async id => {
      const knex = await databases.init(id);
      const source = new InMemorySource();
      source.put('ledger', { claims: { 'A-1': 'proven', 'A-2': 'proven' } });
      const portal = await startPortal({ knex, source });
      const changes = async (): Promise<SpecChanges> =>
        (await portal.get('/specs/memory%3Aledger/changes')).body;
      try {
        await portal.hint('memory:ledger');
        const first = await portal.specWhen(
          'memory:ledger',
          spec => spec.state === 'proven' && isAtRest(spec),
        );
        expect(await changes()).toMatchObject({ hunks: [], invariants: [] });

        source.author = {
          changedBy: 'Ada',
          changedAt: new Date('2026-11-24T08:00:00Z'),
        };
        source.put('ledger', {
          prose: 'new',
          claims: { 'A-1': 'failed', 'A-3': 'unknown' },
        });
        await portal.hint('memory:ledger');
        const second = await portal.specWhen(
          'memory:ledger',
          spec => spec.counts.failed === 1 && isAtRest(spec),
        );
        expect(await changes()).toMatchObject({
          from: { contentHash: first.contentHash, canonicalizer: 'test/1' },
          to: {
            contentHash: second.contentHash,
            changedBy: 'Ada',
            changedAt: '2026-11-24T08:00:00.000Z',
          },
          truncated: false,
          hunks: [
            {
              lines: [
                { type: 'removed', text: expect.stringContaining('A-2') },
                { type: 'added', text: expect.stringContaining('A-3') },
              ],
            },
          ],
          invariants: [
            { key: 'A-1', change: 'changed', parts: ['body'] },
            { key: 'A-3', change: 'added' },
            { key: 'A-2', change: 'removed' },
          ],
        });
        const history = await portal.get('/specs/memory%3Aledger/history');
        expect(JSON.stringify(history.body)).toContain('"changedBy":"Ada"');

        source.held.delete('ledger');
        await knex('spec_entities').insert({
          spec_ref: 'memory:ledger',
          entity_ref: 'component:default/ledger',
          via_ref: 'component:default/ledger',
        });
        await portal.hint('memory:ledger');
        await portal.specWhen(
          'memory:ledger',
          spec => spec.state === 'missing',
        );
        const gone = await changes();
        expect(gone.to).toBeUndefined();
        expect(gone).toMatchObject({ hunks: [], invariants: [] });
        expect((await portal.get('/specs/memory%3Ax/changes')).status).toBe(
          404,
        );
      } finally {
        await portal.stop();
      }
    },
  );
});
