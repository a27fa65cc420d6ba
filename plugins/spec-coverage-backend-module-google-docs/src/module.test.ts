import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createSourceState } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { readGoogleDocsSites } from './config';
import specCoverageModuleGoogleDocs from './index';

function configOf(googleDocs?: unknown) {
  return { specCoverage: { sources: { googleDocs } } } as never;
}

async function addedBy(googleDocs?: unknown): Promise<SpecSource[]> {
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
      specCoverageModuleGoogleDocs,
      mockServices.rootConfig.factory({ data: configOf(googleDocs) }),
    ],
  });
  await backend.stop();
  return sources;
}

const ACCOUNT = {
  clientEmail: 'proofline@example.iam.gserviceaccount.com',
  privateKey: '-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----',
};

describe('specCoverageModuleGoogleDocs', () => {
  it('adds a source for each account, with a webhook where there is a secret', async () => {
    expect(await addedBy()).toEqual([]);
    const sources = await addedBy([
      { ...ACCOUNT, webhookSecret: 'secret' },
      { ...ACCOUNT, id: 'google-legal' },
    ]);
    expect(
      sources.map(({ id, webhook }) => [id, webhook !== undefined]),
    ).toEqual([
      ['google-docs', true],
      ['google-legal', false],
    ]);
  });

  it('reads a key from an environment variable, and where the webhook is', () => {
    const [site] = readGoogleDocsSites(
      mockServices.rootConfig({
        data: configOf({ ...ACCOUNT, id: 'docs', webhookSecret: 'secret' }),
      }),
      'https://portal.example.com/api/spec-coverage',
    );
    expect(site.privateKey).toContain('-----\nMIIE\n-----');
    expect(site.webhookUrl).toBe(
      'https://portal.example.com/api/spec-coverage/webhooks/docs',
    );
  });

  it.each([
    [{ ...ACCOUNT, privateKey: 'secret' }, 'privateKey is no key in PEM'],
    [{ ...ACCOUNT, webhookSecret: '' }, 'webhookSecret is empty'],
    [{ ...ACCOUNT, channelLifetime: '8d' }, 'channelLifetime is'],
    [{ ...ACCOUNT, apiBaseUrl: 'http://x.example' }, 'apiBaseUrl must begin'],
    [
      { ...ACCOUNT, tokenUrl: 'https://metadata.google.internal/' },
      'hands out credentials',
    ],
    [[ACCOUNT, ACCOUNT], "the same id 'google-docs'"],
  ])('refuses %j', async (googleDocs, words) => {
    await expect(addedBy(googleDocs)).rejects.toThrow(words);
  });
});
