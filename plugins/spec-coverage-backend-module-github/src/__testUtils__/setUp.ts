import type { SourceState } from '@proofline/backstage-plugin-spec-coverage-node';
import {
  createSourceState,
  GithubServer,
  type SampleSpec,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { GithubApi } from '../GithubApi';
import { GithubSource } from '../GithubSource';

export const SECRET = "It's a Secret to Everybody";
export const TOKEN = 'ghp_only-the-portal-knows';

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

/** A GitHub with one spec, and a source that reads it. */
export async function setUp(state: SourceState = createSourceState()) {
  const server = new GithubServer({ token: TOKEN, webhookSecret: SECRET });
  await server.start();
  const repository = server.repository('acme/payments');
  repository.commit({ 'README.md': '# Payments\n', 'src/main.ts': 'x' });
  server.write('acme/payments/docs/ledger.md', LEDGER);
  const api = new GithubApi({
    apiBaseUrl: server.url,
    configKey: 'specCoverage.sources.github',
    headers: async () => ({ authorization: `Bearer ${TOKEN}` }),
  });
  const source = new GithubSource({
    id: 'github',
    api,
    state,
    webhookSecrets: [SECRET],
  });
  return { api, repository, server, source, state };
}
