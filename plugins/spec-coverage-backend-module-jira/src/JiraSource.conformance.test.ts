import { describeSpecSource } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { LEDGER, setUp } from './__testUtils__/setUp';

describe.each(['cloud', 'dataCenter'] as const)('%s', deployment => {
  describeSpecSource({
    name: `jira ${deployment}`,
    async create() {
      const { server, source } = await setUp(deployment);
      server.writeIssue('PAY-9', {
        summary: 'Large',
        description:
          deployment === 'cloud'
            ? {
                type: 'doc',
                version: 1,
                content: [
                  {
                    type: 'paragraph',
                    content: [{ type: 'text', text: 'a'.repeat(11_000_000) }],
                  },
                ],
              }
            : 'a'.repeat(11_000_000),
      });
      let edits = 0;
      return {
        source,
        existing: { document: 'PAY-142' },
        missing: 'PAY-404',
        refused: 'PAY-9',
        hostile: [
          'pay-142',
          'PAY-0',
          'PAY-142/comment',
          'PAY-142?fields=*all',
          'PAY-142%2F..%2F..%2Fmyself',
          '../../myself',
          'PAY',
          '10001',
          'https://evil.example.com/PAY-1',
          'PAY-1"',
          'PAY-1) OR (key in (PAY-2',
        ],
        webhook: {
          signatureHeader: 'x-hub-signature',
          namesDocument: true,
          signsBody: true,
          delivery: async () => {
            edits += 1;
            server.write('PAY-142', { ...LEDGER, prose: [`Edit ${edits}.`] });
            return server.event('jira:issue_updated', {
              issue: { key: 'PAY-142' },
              edits,
            });
          },
          silent: async () => [
            server.event('comment_created', { issue: { key: 'PAY-142' } }),
            server.event('jira:issue_updated', {
              issue_event_type_name: 'issue_commented',
              issue: { key: 'PAY-142' },
            }),
            server.event('jira:worklog_updated', { issue: { key: 'PAY-142' } }),
            server.event('issue_property_set', { issue: { key: 'PAY-142' } }),
            server.event('jira:issue_updated', { issue: { key: '../../x' } }),
            server.event('jira:issue_updated', { issue: null }),
            server.event('jira:version_released', {}),
          ],
          sign: async rawBody => server.signed(rawBody),
        },
        cleanup: () => server.stop(),
      };
    },
  });
});
