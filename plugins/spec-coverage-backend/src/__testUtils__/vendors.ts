import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  ConfluenceServer,
  GithubServer,
  GoogleDriveServer,
  JiraServer,
  type VendorServer,
} from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import confluenceModule from '@proofline/backstage-plugin-spec-coverage-backend-module-confluence';
import githubModule from '@proofline/backstage-plugin-spec-coverage-backend-module-github';
import googleDocsModule from '@proofline/backstage-plugin-spec-coverage-backend-module-google-docs';
import jiraModule from '@proofline/backstage-plugin-spec-coverage-backend-module-jira';

/** A vendor that is played by a local server, and how the portal is to be configured for it. */
export interface PlayedVendor {
  server: VendorServer;
  /** Id of the source. */
  source: string;
  module: BackendFeature;
  /** The name of the nth document. */
  document(index: number): string;
  /** What stands below `specCoverage.sources`. */
  sources(): Record<string, unknown>;
  /** What stands beside `specCoverage`. */
  rootConfig(): Record<string, unknown>;
}

export const VENDORS = [
  'jira cloud',
  'jira data center',
  'confluence cloud',
  'confluence data center',
  'google-docs',
  'github',
] as const;

export type VendorName = (typeof VENDORS)[number];

const SECRET = 'only the vendor and the portal know';
const TOKEN = 'only-the-portal-knows';

/** Starts a server that plays a vendor. */
export async function playVendor(name: VendorName): Promise<PlayedVendor> {
  switch (name) {
    case 'jira cloud':
    case 'jira data center':
      return playJira(name === 'jira cloud');
    case 'confluence cloud':
    case 'confluence data center':
      return playConfluence(name === 'confluence cloud');
    case 'google-docs':
      return playGoogle();
    default:
      return playGithub();
  }
}

/** The credentials of an account, as the deployment wants them, and as they arrive. */
function account(isCloud: boolean) {
  return isCloud
    ? {
        config: { deployment: 'cloud', email: 'bot', apiToken: TOKEN },
        authorization: `Basic ${Buffer.from(`bot:${TOKEN}`).toString(
          'base64',
        )}`,
      }
    : {
        config: { deployment: 'dataCenter', token: TOKEN },
        authorization: `Bearer ${TOKEN}`,
      };
}

async function playJira(isCloud: boolean): Promise<PlayedVendor> {
  const { authorization, config } = account(isCloud);
  const server = await new JiraServer({
    deployment: isCloud ? 'cloud' : 'dataCenter',
    authorization,
    webhookSecret: SECRET,
  }).start();
  return {
    server,
    source: 'jira',
    module: jiraModule,
    document: index => `PAY-${index + 1}`,
    sources: () => ({
      jira: { baseUrl: server.url, webhookSecret: SECRET, ...config },
    }),
    rootConfig: () => ({}),
  };
}

async function playConfluence(isCloud: boolean): Promise<PlayedVendor> {
  const { authorization, config } = account(isCloud);
  const server = await new ConfluenceServer({
    deployment: isCloud ? 'cloud' : 'dataCenter',
    authorization,
    webhookSecret: SECRET,
  }).start();
  return {
    server,
    source: 'confluence',
    module: confluenceModule,
    document: index => String(983_041 + index),
    sources: () => ({
      confluence: { baseUrl: server.url, webhookSecret: SECRET, ...config },
    }),
    rootConfig: () => ({}),
  };
}

async function playGoogle(): Promise<PlayedVendor> {
  const server = await new GoogleDriveServer().start();
  return {
    server,
    source: 'google-docs',
    module: googleDocsModule,
    document: index => `document-number-${index}`,
    sources: () => ({
      googleDocs: {
        clientEmail: server.clientEmail,
        privateKey: server.privateKey,
        apiBaseUrl: server.url,
        tokenUrl: `${server.url}/token`,
        webhookSecret: SECRET,
        webhookUrl: 'https://portal.example.com/hook',
      },
    }),
    rootConfig: () => ({}),
  };
}

async function playGithub(): Promise<PlayedVendor> {
  const server = await new GithubServer({
    token: TOKEN,
    webhookSecret: SECRET,
  }).start();
  return {
    server,
    source: 'github',
    module: githubModule,
    document: index => `acme/payments/docs/spec-${index}.md`,
    sources: () => ({ github: { webhookSecret: SECRET } }),
    rootConfig: () => ({
      integrations: {
        github: [{ host: 'github.com', apiBaseUrl: server.url, token: TOKEN }],
      },
    }),
  };
}
