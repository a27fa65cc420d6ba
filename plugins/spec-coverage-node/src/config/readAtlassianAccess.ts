import { InputError } from '@backstage/errors';
import type { ConfiguredSite } from './readSites';

/**
 * How a site of Jira or Confluence is asked.
 *
 * @public
 */
export interface AtlassianAccess {
  /** Which REST API the site speaks. */
  deployment: 'cloud' | 'dataCenter';
  /** Value of the header `Authorization`. */
  authorization: string;
}

const CLOUD_HOST = /(?:^|\.)(?:atlassian\.net|api\.atlassian\.com)$/;

/**
 * Reads `deployment`, which the host says where it is not given, and the credentials that it takes: `email` and `apiToken` in Cloud,
 * a personal access token as `token` in Data Center.
 *
 * @param site - of a product of Atlassian
 * @param options - `product`: for messages. `baseUrl`: as `readBaseUrl` gives it
 * @throws InputError that names the key that is wrong
 * @public
 */
export function readAtlassianAccess(
  site: ConfiguredSite,
  options: { product: 'Jira' | 'Confluence'; baseUrl: string },
): AtlassianAccess {
  const deployment = readDeployment(site, options.baseUrl);
  return {
    deployment,
    authorization: readAuthorization(site, {
      deployment,
      product: options.product,
    }),
  };
}

function readDeployment(
  { config, key }: ConfiguredSite,
  baseUrl: string,
): AtlassianAccess['deployment'] {
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

function readAuthorization(
  { config, key }: ConfiguredSite,
  options: { deployment: AtlassianAccess['deployment']; product: string },
): string {
  if (options.deployment === 'dataCenter') {
    return `Bearer ${config.getString('token')}`;
  }
  const email = config.getOptionalString('email');
  const apiToken = config.getOptionalString('apiToken');
  if (!email || !apiToken) {
    throw new InputError(
      `${key} needs email and apiToken: an account of ${options.product} Cloud, and an API token of it`,
    );
  }
  return `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`;
}
