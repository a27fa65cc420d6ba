import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type ConfiguredSite,
  readAtlassianAccess,
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
    const { authorization, deployment } = readAtlassianAccess(site, {
      product: 'Confluence',
      baseUrl,
    });
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
      authorization,
      webhookSecrets: readWebhookSecrets(site),
    };
  });
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
