import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createSourceState } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import specCoverageModuleJira from './index';

async function addedBy(jira?: unknown): Promise<SpecSource[]> {
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
      specCoverageModuleJira,
      mockServices.rootConfig.factory({
        data: { specCoverage: { sources: { jira } } } as never,
      }),
    ],
  });
  await backend.stop();
  return sources;
}

const CLOUD = {
  baseUrl: 'https://acme.atlassian.net/',
  email: 'bot@acme.example',
  apiToken: 'token',
};

describe('specCoverageModuleJira', () => {
  it('adds a source for each site, with a webhook where there is a secret', async () => {
    expect(await addedBy()).toEqual([]);
    const sources = await addedBy([
      { ...CLOUD, webhookSecret: ['new', 'old'] },
      { id: 'jira-dc', baseUrl: 'https://jira.acme.example', token: 'pat' },
    ]);
    expect(
      sources.map(({ id, webhook }) => [id, webhook !== undefined]),
    ).toEqual([
      ['jira', true],
      ['jira-dc', false],
    ]);
  });

  it.each([
    [{ ...CLOUD, baseUrl: 'acme' }, 'jira.baseUrl is not an address'],
    [{ ...CLOUD, baseUrl: 'http://acme.example' }, 'must begin with https://'],
    [{ ...CLOUD, baseUrl: 'https://u:p@acme.example' }, 'no user, password'],
    [{ ...CLOUD, baseUrl: 'https://169.254.169.254' }, 'hands out credentials'],
    [
      { ...CLOUD, baseUrl: 'https://metadata.google.internal' },
      'hands out credentials',
    ],
    [{ ...CLOUD, apiToken: undefined }, 'needs email and apiToken'],
    [{ ...CLOUD, deployment: 'server' }, "deployment is 'server'"],
    [{ ...CLOUD, webhookSecret: ' ' }, 'webhookSecret is empty'],
    [{ ...CLOUD, fields: ['a/b'] }, "fields has 'a/b'"],
    [[CLOUD, CLOUD], "the same id 'jira'"],
    [{ baseUrl: 'https://jira.acme.example' }, 'token'],
  ])('refuses %j', async (jira, words) => {
    await expect(addedBy(jira)).rejects.toThrow(words);
  });
});
