import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type ConfiguredSite,
  readBaseUrl,
  readSites,
  readWebhookSecrets,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A Confluence of which pages are read. */
export interface ConfluenceSite {
  id: string;
  /** Where it stands in the configuration, for messages. */
  configKey: string;
  /** Which REST API it speaks, and how its webhook is proven. */
  deployment: 'cloud' | 'dataCenter';
  /** What pages are read in. */
  format: 'adf' | 'confluence-storage';
  /** In Cloud without `/wiki`. */
  baseUrl: string;
  /** Where people read pages; what the site itself says where it is not given. */
  browseUrl?: string;
  /** Value of the header `Authorization`. */
  authorization: string;
  webhookSecrets: string[];
}

const CLOUD_HOST = /(?:^|\.)(?:atlassian\.net|api\.atlassian\.com)$/;

/**
 * Reads the configured sites.
 *
 * @throws InputError that names the key that is wrong
 */
export function readConfluenceSites(root: Config): ConfluenceSite[] {
  return readSites(root, 'confluence', 'confluence').map(site => {
    const { config, id, key } = site;
    const baseUrl = readBaseUrl(config.getString('baseUrl'), `${key}.baseUrl`);
    const browseUrl = config.getOptionalString('browseUrl');
    const deployment = readDeployment(site, baseUrl);
    return {
      id,
      configKey: key,
      deployment,
      format: readFormat(site, deployment),
      baseUrl:
        deployment === 'cloud' ? baseUrl.replace(/\/wiki$/, '') : baseUrl,
      browseUrl:
        browseUrl === undefined
          ? undefined
          : readBaseUrl(browseUrl, `${key}.browseUrl`),
      authorization: readAuthorization(site, deployment),
      webhookSecrets: readWebhookSecrets(site),
    };
  });
}

function readDeployment(
  { config, key }: ConfiguredSite,
  baseUrl: string,
): ConfluenceSite['deployment'] {
  const given = config.getOptionalString('deployment');
  if (given === undefined) {
    return CLOUD_HOST.test(new URL(baseUrl).hostname) ? 'cloud' : 'dataCenter';
  }
  if (given !== 'cloud' && given !== 'dataCenter') {
    throw new InputError(
      `${key}.deployment is '${given}': give cloud or dataCenter`,
    );
  }
  return given;
}

function readFormat(
  { config, key }: ConfiguredSite,
  deployment: ConfluenceSite['deployment'],
): ConfluenceSite['format'] {
  const given = config.getOptionalString('format');
  if (given !== undefined && given !== 'adf' && given !== 'storage') {
    throw new InputError(`${key}.format is '${given}': give adf or storage`);
  }
  if (deployment === 'dataCenter' && given === 'adf') {
    throw new InputError(
      `${key}.format is adf, which Confluence Data Center does not have`,
    );
  }
  return given === 'storage' || deployment === 'dataCenter'
    ? 'confluence-storage'
    : 'adf';
}

function readAuthorization(
  { config, key }: ConfiguredSite,
  deployment: ConfluenceSite['deployment'],
): string {
  if (deployment === 'dataCenter') {
    return `Bearer ${config.getString('token')}`;
  }
  const email = config.getOptionalString('email');
  const apiToken = config.getOptionalString('apiToken');
  if (!email || !apiToken) {
    throw new InputError(
      `${key} needs email and apiToken: an account of Confluence Cloud, and an API token of it`,
    );
  }
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}
