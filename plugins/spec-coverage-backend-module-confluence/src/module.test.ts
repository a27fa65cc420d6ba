import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createSourceState } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { readConfluenceSites } from './config';
import specCoverageModuleConfluence from './index';

function configOf(confluence?: unknown) {
  return { specCoverage: { sources: { confluence } } } as never;
}

async function addedBy(confluence?: unknown): Promise<SpecSource[]> {
  const sources: SpecSource[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        specSourcesExtensionPoint,
        {
          addSource: (source: SpecSource) => sources.push(source),
          stateOf: () => createSourceState(),
        },
      ],
    ],
    features: [
      specCoverageModuleConfluence,
      mockServices.rootConfig.factory({ data: configOf(confluence) }),
    ],
  });
  await backend.stop();
  return sources;
}

const CLOUD = {
  baseUrl: 'https://acme.atlassian.net/wiki/',
  email: 'bot@acme.example',
  apiToken: 'token',
};

describe('specCoverageModuleConfluence', () => {
  it('adds a source for each site, with a webhook where there is a secret', async () => {
    expect(await addedBy()).toEqual([]);
    const sources = await addedBy([
      { ...CLOUD, webhookSecret: 'secret' },
      { id: 'wiki', baseUrl: 'https://wiki.acme.example/wiki', token: 'pat' },
    ]);
    expect(
      sources.map(({ id, webhook }) => [id, webhook !== undefined]),
    ).toEqual([
      ['confluence', true],
      ['wiki', false],
    ]);
  });

  it('takes the address of a Cloud site with /wiki or without', () => {
    const read = (site: object) =>
      readConfluenceSites(mockServices.rootConfig({ data: configOf(site) }))[0];
    expect(read(CLOUD)).toMatchObject({
      baseUrl: 'https://acme.atlassian.net',
      deployment: 'cloud',
      format: 'adf',
    });
    expect(
      read({ baseUrl: 'https://wiki.acme.example/wiki', token: 'pat' }),
    ).toMatchObject({
      baseUrl: 'https://wiki.acme.example/wiki',
      deployment: 'dataCenter',
      format: 'confluence-storage',
    });
  });

  it.each([
    [{ ...CLOUD, baseUrl: 'http://acme.example' }, 'must begin with https://'],
    [{ ...CLOUD, baseUrl: 'https://[fe80::1]' }, 'hands out credentials'],
    [
      { ...CLOUD, baseUrl: 'https://[::ffff:169.254.169.254]' },
      'hands out credentials',
    ],
    [{ ...CLOUD, baseUrl: 'https://2852039166' }, 'hands out credentials'],
    [{ ...CLOUD, email: undefined }, 'needs email and apiToken'],
    [{ ...CLOUD, deployment: 'server' }, "deployment is 'server'"],
    [{ ...CLOUD, format: 'html' }, "format is 'html'"],
    [
      { baseUrl: 'https://wiki.acme.example', token: 'x', format: 'adf' },
      'does not have',
    ],
    [{ ...CLOUD, webhookSecret: '' }, 'webhookSecret is empty'],
    [[CLOUD, CLOUD], "the same id 'confluence'"],
  ])('refuses %j', async (confluence, words) => {
    await expect(addedBy(confluence)).rejects.toThrow(words);
  });
});
