import { describeSpecSource } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { LEDGER, PAGE, setUp } from './__testUtils__/setUp';

describe.each(['cloud', 'dataCenter'] as const)('%s', deployment => {
  describeSpecSource({
    name: `confluence ${deployment}`,
    async create() {
      const { server, source } = await setUp(deployment);
      server.writePage('9', {
        title: 'Large',
        storage: `<p>${'a'.repeat(11_000_000)}</p>`,
        adf: {
          type: 'doc',
          version: 1,
          content: [
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'a'.repeat(11_000_000) }],
            },
          ],
        },
      });
      server.write('10', LEDGER);
      server.trash('10');
      server.write('11', LEDGER);
      server.forbid('11');
      let edits = 0;
      return {
        source,
        existing: { document: PAGE },
        missing: '404',
        refused: '9',
        trashed: '10',
        // Cloud does not tell such a page from one that is not there.
        ...(deployment === 'dataCenter' && { forbidden: '11' }),
        hostile: [
          '0',
          '-1',
          '1.5',
          '983041/version',
          '983041?expand=all',
          '983041%2F..%2F..%2Fuser',
          '../user',
          '983041) or space = X',
          '9'.repeat(30),
          'https://evil.example.com/983041',
        ],
        webhook: {
          signatureHeader:
            deployment === 'cloud' ? 'x-proofline-secret' : 'x-hub-signature',
          namesDocument: true,
          signsBody: deployment === 'dataCenter',
          delivery: async () => {
            edits += 1;
            server.write(PAGE, { ...LEDGER, prose: [`Edit ${edits}.`] });
            return server.deliveryOf(PAGE);
          },
          silent: async () => [
            server.event('comment_created', PAGE),
            server.event('attachment_created', PAGE),
            server.event('space_updated', PAGE),
            server.event('page_children_reordered', PAGE),
            server.event('page_updated', '../../user'),
            server.proven(Buffer.from('{"test":true}')),
            server.proven(Buffer.from('{"event":"page_updated","page":null}')),
          ],
          sign: async rawBody => server.proven(rawBody),
        },
        cleanup: () => server.stop(),
      };
    },
  });
});
