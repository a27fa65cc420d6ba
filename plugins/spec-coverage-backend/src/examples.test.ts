import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Page,
  Spec,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import localFiles from '@proofline/backstage-plugin-spec-coverage-backend-module-local-files';
import z3 from '@proofline/backstage-plugin-spec-coverage-backend-module-z3';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isAtRest, startPortal, until } from './__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const root = resolve(__dirname, '../../..');

jest.setTimeout(180_000);

describe('the examples and the specs of Proofline itself', () => {
  it('are settled by Z3 as they are said to be', async () => {
    const portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      modules: [localFiles, z3],
      config: {
        lease: '15s',
        sources: {
          localFiles: {
            roots: [
              resolve(root, 'examples/specs'),
              { path: resolve(root, 'docs/specs'), name: 'proofline' },
            ],
          },
        },
      },
    });
    try {
      const files = ['examples/specs', 'docs/specs'].flatMap(folder =>
        readdirSync(resolve(root, folder)),
      );
      const listed = await until(
        async () =>
          (
            await portal.get('/specs?limit=200')
          ).body as Page<SpecSummary>,
        ({ items }) =>
          items.length === files.length &&
          items.every(spec => isAtRest(spec as Spec)),
      );
      const found: Record<string, string> = {};
      for (const { ref } of listed.items) {
        const spec: Spec = (await portal.get(portal.specPath(ref))).body;
        for (const invariant of spec.invariants) {
          expect([invariant.ref, invariant.problem]).toEqual([
            invariant.ref,
            undefined,
          ]);
          found[invariant.ref] = invariant.state;
        }
      }
      expect(found).toEqual(
        JSON.parse(
          readFileSync(
            resolve(root, 'examples/expected-verdicts.json'),
            'utf8',
          ),
        ),
      );
      expect(Object.keys(found).length).toBeGreaterThan(60);
    } finally {
      await portal.stop();
    }
  });
});
