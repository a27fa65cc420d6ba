import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type ConfiguredSite,
  readAtlassianAccess,
  readBaseUrl,
  readSites,
  readWebhookSecrets,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A Jira of which issues are read. */
export interface JiraSite {
  id: string;
  /** Where it stands in the configuration, for messages. */
  configKey: string;
  /** Which REST API it speaks, and what its texts are written in. */
  deployment: 'cloud' | 'dataCenter';
  baseUrl: string;
  /** Where people read issues. */
  browseUrl: string;
  /** Value of the header `Authorization`. */
  authorization: string;
  webhookSecrets: string[];
  /** Ids of further fields that are part of the spec. */
  fields: string[];
  /** Whether a comment is a hint. */
  comments: boolean;
}

const FIELD = /^[A-Za-z][\w.-]{0,99}$/;

/**
 * Reads the configured sites.
 *
 * @throws InputError that names the key that is wrong
 */
export function readJiraSites(root: Config): JiraSite[] {
  return readSites(root, 'jira', 'jira').map(site => {
    const { config, id, key } = site;
    const baseUrl = readBaseUrl(config.getString('baseUrl'), `${key}.baseUrl`);
    const browseUrl = config.getOptionalString('browseUrl');
    const { authorization, deployment } = readAtlassianAccess(site, {
      product: 'Jira',
      baseUrl,
    });
    return {
      id,
      configKey: key,
      deployment,
      baseUrl,
      browseUrl:
        browseUrl === undefined
          ? baseUrl
          : readBaseUrl(browseUrl, `${key}.browseUrl`),
      authorization,
      webhookSecrets: readWebhookSecrets(site),
      fields: readFields(site),
      comments: config.getOptionalBoolean('comments') ?? false,
    };
  });
}

function readFields({ config, key }: ConfiguredSite): string[] {
  const fields = config.getOptionalStringArray('fields') ?? [];
  const wrong = fields.find(field => !FIELD.test(field));
  if (wrong !== undefined) {
    throw new InputError(
      `${key}.fields has '${wrong}': give ids of fields, such as customfield_10050`,
    );
  }
  return fields;
}
