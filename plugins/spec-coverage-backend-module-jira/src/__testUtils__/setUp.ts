import {
  JiraServer,
  type SampleSpec,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import type { JiraSite } from '../config';
import { JiraSource } from '../JiraSource';

export const SECRET = "It's a Secret to Everybody";

export const LEDGER: SampleSpec = {
  title: 'Ledger',
  prose: ['What must hold.'],
  claims: [
    {
      key: 'LEDGER-1',
      text: 'holds',
      language: 'smt2',
      body: '(define-fun invariant () Bool true)',
    },
  ],
};

/** A Jira with one spec, and a source that reads it. */
export async function setUp(
  deployment: 'cloud' | 'dataCenter' = 'cloud',
  change: Partial<JiraSite> = {},
) {
  const authorization = 'Basic only-the-portal-knows';
  const server = new JiraServer({
    deployment,
    authorization,
    webhookSecret: SECRET,
  });
  await server.start();
  server.write('PAY-142', LEDGER);
  const source = new JiraSource({
    id: 'jira',
    configKey: 'specCoverage.sources.jira',
    deployment,
    baseUrl: server.url,
    browseUrl: 'https://acme.atlassian.net',
    authorization,
    webhookSecrets: [SECRET],
    fields: [],
    comments: false,
    ...change,
  });
  return { server, source };
}
