import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogService,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { SpecCoverageEntityProvider } from './SpecCoverageEntityProvider';

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'proofline.io/specs': `jira:${name}` },
    },
  };
}

/** A provider of a catalog that has these pages, connected to a place that remembers what it was told. */
async function connect(pages: () => AsyncGenerator<Entity[]>) {
  const mutations: EntityProviderMutation[] = [];
  const catalog: Pick<CatalogService, 'streamEntities'> = {
    streamEntities: pages,
  };
  const provider = SpecCoverageEntityProvider.create({
    auth: mockServices.auth(),
    catalog,
    logger: mockServices.logger.mock(),
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });
  return { provider, mutations };
}

describe('SpecCoverageEntityProvider', () => {
  it('provides all pages at once, without a location key', async () => {
    const { provider, mutations } = await connect(async function* pages() {
      yield [component('A-1')];
      yield [component('A-2')];
    });
    await provider.refresh();
    expect(mutations).toEqual([
      {
        type: 'full',
        entities: [
          { entity: expect.objectContaining({ kind: 'Spec' }) },
          { entity: expect.objectContaining({ kind: 'Spec' }) },
        ],
      },
    ]);
  });

  it('removes nothing when the catalog cannot be read to its end', async () => {
    const { provider, mutations } = await connect(async function* pages() {
      yield [component('A-1')];
      throw new Error('the second page is not there');
    });
    await expect(provider.refresh()).rejects.toThrow(
      'the second page is not there',
    );
    expect(mutations).toEqual([]);
  });

  it('removes nothing when it is told to stop', async () => {
    const controller = new AbortController();
    const { provider, mutations } = await connect(async function* pages() {
      yield [component('A-1')];
      controller.abort();
    });
    await expect(provider.refresh(controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(mutations).toEqual([]);
  });

  it('says so when the catalog has not connected it', async () => {
    const provider = SpecCoverageEntityProvider.create({
      auth: mockServices.auth(),
      catalog: { async *streamEntities() {} },
      logger: mockServices.logger.mock(),
    });
    expect(provider.isConnected()).toBe(false);
    await expect(provider.refresh()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('spec-coverage-annotations'),
    });
  });
});
