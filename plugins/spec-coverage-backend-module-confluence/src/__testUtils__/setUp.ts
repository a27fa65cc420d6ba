import {
  ConfluenceServer,
  type SampleSpec,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import type { ConfluenceSite } from '../config';
import { ConfluenceSource } from '../ConfluenceSource';

export const SECRET = 'only Confluence and the portal know';
export const PAGE = '983041';

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

/** A Confluence with one spec, and a source that reads it. */
export async function setUp(
  deployment: 'cloud' | 'dataCenter' = 'cloud',
  change: Partial<ConfluenceSite> = {},
) {
  const authorization = 'Bearer only-the-portal-knows';
  const server = new ConfluenceServer({
    deployment,
    authorization,
    webhookSecret: SECRET,
  });
  await server.start();
  server.write(PAGE, LEDGER);
  const source = new ConfluenceSource({
    id: 'confluence',
    configKey: 'specCoverage.sources.confluence',
    deployment,
    format: deployment === 'cloud' ? 'adf' : 'confluence-storage',
    baseUrl: server.url,
    authorization,
    webhookSecrets: [SECRET],
    ...change,
  });
  return { server, source };
}
