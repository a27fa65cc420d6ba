import {
  createSourceState,
  GoogleDriveServer,
  type SampleSpec,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import type { Clock } from '../Channels';
import type { GoogleDocsSite } from '../config';
import { GoogleDocsSource } from '../GoogleDocsSource';

export const SECRET = 'only the portal knows';
export const DOCUMENT = '1AbC-dEf_GhIjKlMnOp';

export const LEDGER: SampleSpec = {
  title: 'Ledger',
  prose: ['What must hold - at least.'],
  claims: [
    {
      key: 'LEDGER-1',
      text: 'holds',
      language: 'smt2',
      body: '(define-fun invariant () Bool true)',
    },
  ],
};

/** A Google Drive with one spec, and a source that reads it. */
export async function setUp(
  change: Partial<GoogleDocsSite> = {},
  options: {
    clock?: Clock;
    state?: ReturnType<typeof createSourceState>;
  } = {},
) {
  const server = new GoogleDriveServer();
  await server.start();
  server.write(DOCUMENT, LEDGER);
  const site: GoogleDocsSite = {
    id: 'google-docs',
    configKey: 'specCoverage.sources.googleDocs',
    clientEmail: server.clientEmail,
    privateKey: server.privateKey,
    apiBaseUrl: server.url,
    tokenUrl: `${server.url}/token`,
    webhookSecrets: [SECRET],
    webhookUrl:
      'https://portal.example.com/api/spec-coverage/webhooks/google-docs',
    channelLifetimeMs: 24 * 60 * 60_000,
    ...change,
  };
  const state = options.state ?? createSourceState();
  const make = (different: Partial<GoogleDocsSite> = {}) =>
    new GoogleDocsSource({ ...site, ...different }, state, options.clock);
  return { make, server, site, source: make(), state };
}

/** Opens a channel, and keeps it open until the function that it returns is called. */
export async function openChannel({
  server,
  source,
}: Pick<Awaited<ReturnType<typeof setUp>>, 'server' | 'source'>): Promise<
  () => Promise<void>
> {
  const stop = new AbortController();
  const before = server.channels.length;
  const watching = source.watch(async () => undefined, stop.signal);
  const isKnown = async (resourceId?: string): Promise<boolean> => {
    const channel = server.channels.at(before);
    return (
      channel !== undefined &&
      (await source.webhook!.verify({
        headers: {
          'x-goog-channel-id': channel.id,
          'x-goog-channel-token': channel.token,
          'x-goog-resource-id': resourceId ?? channel.resourceId,
        },
        rawBody: new Uint8Array(),
      }))
    );
  };
  // Until Google has answered, any resource is taken.
  const isOpen = async () => (await isKnown()) && !(await isKnown('another'));
  while (!(await isOpen())) {
    await Promise.race([
      new Promise(resolve => setImmediate(resolve)),
      watching.then(() => Promise.reject(new Error('It stopped'))),
    ]);
  }
  return async () => {
    stop.abort(new Error('enough'));
    await watching;
  };
}
