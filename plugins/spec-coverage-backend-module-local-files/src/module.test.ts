import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specCoverageModuleLocalFiles } from './module';

async function addedBy(data: object): Promise<string[]> {
  const sources: SpecSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        specSourcesExtensionPoint,
        { addSource: (source: SpecSource) => sources.push(source) },
      ],
    ],
    features: [
      specCoverageModuleLocalFiles,
      mockServices.rootConfig.factory({ data: data as never }),
    ],
  });
  await backend.stop();
  return sources.map(source => source.id);
}

describe('specCoverageModuleLocalFiles', () => {
  it('adds the source when folders are configured, and nothing otherwise', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-files-'));
    try {
      expect(
        await addedBy({
          specCoverage: { sources: { localFiles: { roots: [folder] } } },
        }),
      ).toEqual(['files']);
      expect(await addedBy({})).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
