import { describeSpecSource } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { LEDGER, setUp } from './__testUtils__/setUp';

const DOCUMENT = 'acme/payments/docs/ledger.md';

describeSpecSource({
  name: 'github',
  async create() {
    const { repository, server, source } = await setUp();
    repository.commit({
      'docs/large.md': Buffer.alloc(1_100_000, 'a'),
      'docs/secret.md': '# Secret\n',
    });
    server.forbid('acme/payments/docs/secret.md');
    let changes = 0;
    return {
      source,
      existing: { document: DOCUMENT },
      missing: 'acme/payments/docs/none.md',
      refused: 'acme/payments/docs/large.md',
      forbidden: 'acme/payments/docs/secret.md',
      hostile: [
        'acme/payments',
        'acme/payments/',
        'acme/payments/docs',
        'acme/payments/src/main.ts',
        'acme/payments/../other/a.md',
        'acme/payments/docs/%2e%2e/a.md',
        'acme/payments/docs/ledger.md?ref=other',
        'acme/../../../user.md',
        '../payments/docs/ledger.md',
        './payments/a.md',
        'acme/payments\\..\\a.md',
        'acme//a.md',
      ],
      async change() {
        changes += 1;
        server.write(DOCUMENT, { ...LEDGER, prose: [`Change ${changes}.`] });
        const { rawBody } = server.deliveryOf(DOCUMENT);
        // What the core does with a hint that cannot be stored is not of interest to whoever sends the event.
        await source
          .takePush(JSON.parse(Buffer.from(rawBody).toString()))
          .catch(() => undefined);
        return DOCUMENT;
      },
      webhook: {
        signatureHeader: 'x-hub-signature-256',
        namesDocument: true,
        signsBody: true,
        delivery: async () => {
          changes += 1;
          server.write(DOCUMENT, { ...LEDGER, prose: [`Edit ${changes}.`] });
          return server.deliveryOf(DOCUMENT);
        },
        silent: async () => [
          server.event('ping', { zen: 'Keep it logically awesome.' }),
          server.event('issues', { action: 'opened' }),
          server.event('repository', { action: 'created' }),
          server.push('acme/payments', undefined, { ref: 'refs/tags/v1' }),
          server.push('acme/payments', undefined, { ref: 'refs/heads/other' }),
          server.push('acme/payments', undefined, { deleted: true }),
        ],
        sign: async rawBody => server.signed('push', rawBody),
      },
      cleanup: () => server.stop(),
    };
  },
});
