import { describeSpecSource } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { DOCUMENT, openChannel, setUp } from './__testUtils__/setUp';

describeSpecSource({
  name: 'google-docs',
  async create() {
    const drive = await setUp();
    const { server, source } = drive;
    server.writeFile('large-large-large', {
      name: 'Large',
      markdown: 'a'.repeat(11_000_000),
    });
    server.writeFile('trashed-trashed', { name: 'Trashed', markdown: 'a' });
    server.trash('trashed-trashed');
    server.writeFile('forbidden-forbidden', { name: 'Secret', markdown: 'a' });
    server.forbid('forbidden-forbidden');
    let stopChannel: (() => Promise<void>) | undefined;
    const channel = async () => {
      stopChannel ??= await openChannel(drive);
      return server.channels[0];
    };
    return {
      // Watching only keeps a channel open: what it tells comes by the webhook.
      source: {
        id: source.id,
        documents: source.documents,
        webhook: source.webhook,
        fetch: (document, signal) => source.fetch(document, signal),
        canonicalize: document => source.canonicalize(document),
        listChanged: request => source.listChanged(request),
      },
      existing: { document: DOCUMENT },
      missing: 'missing-missing',
      refused: 'large-large-large',
      trashed: 'trashed-trashed',
      forbidden: 'forbidden-forbidden',
      hostile: [
        '1AbC-dEf_GhIjKlMnOp/export',
        '1AbC-dEf_GhIjKlMnOp?alt=media',
        '1AbC-dEf_Gh%2F..%2Fabout',
        '../about',
        'https://docs.google.com/document/d/1AbC',
        'short',
      ],
      webhook: {
        signatureHeader: 'x-goog-channel-token',
        namesDocument: false,
        signsBody: false,
        delivery: async () => server.message(await channel(), 'change'),
        silent: async () => [
          server.message(await channel(), 'sync'),
          server.message(await channel(), 'unheard-of'),
        ],
      },
      async cleanup() {
        await stopChannel?.();
        await server.stop();
      },
    };
  },
});
