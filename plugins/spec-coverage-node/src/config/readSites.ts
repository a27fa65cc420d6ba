import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * One site of a vendor, as `app-config.yaml` names it.
 *
 * @public
 */
export interface ConfiguredSite {
  /** The id of its source: the part of a SpecRef before the colon. */
  id: string;
  /** The configuration of the site. */
  config: Config;
  /** Where it stands, for messages: `specCoverage.sources.jira[1]`. */
  key: string;
}

const ID = /^[a-z][a-z0-9-]{0,62}$/;

/**
 * Reads the sites of one vendor: a section, or a list of sections of which each has an `id`.
 *
 * @param root - the whole configuration
 * @param vendor - the key below `specCoverage.sources`, such as `googleDocs`
 * @param defaultId - the id of a section that gives none, such as `google-docs`
 * @returns nothing when the vendor is not configured
 * @throws InputError that names the key and what to do
 * @public
 */
export function readSites(
  root: Config,
  vendor: string,
  defaultId: string,
): ConfiguredSite[] {
  const key = `specCoverage.sources.${vendor}`;
  const value = root.getOptional<unknown>(key);
  if (value === undefined || value === null) {
    return [];
  }
  const sections = Array.isArray(value)
    ? root.getConfigArray(key).map((config, index) => ({
        config,
        key: `${key}[${index}]`,
      }))
    : [{ config: root.getConfig(key), key }];
  const sites = sections.map(section => ({
    ...section,
    id: section.config.getOptionalString('id') ?? defaultId,
  }));
  const seen = new Map<string, string>();
  for (const site of sites) {
    if (!ID.test(site.id)) {
      throw new InputError(
        `${site.key}.id is '${site.id}': an id begins with a letter and has lower-case letters, digits and dashes, at most 63 characters`,
      );
    }
    const other = seen.get(site.id);
    if (other) {
      throw new InputError(
        `${other} and ${site.key} have the same id '${site.id}', and so their specs could not be told apart: give one of them another 'id'`,
      );
    }
    seen.set(site.id, site.key);
  }
  return sites;
}

/**
 * Reads `webhookSecret` of a site: a text, or a list of two while a secret is being replaced.
 *
 * @returns nothing when no secret is configured: the source then has no webhook
 * @throws InputError that names the key when a secret is empty or there are more than two
 * @public
 */
export function readWebhookSecrets(site: ConfiguredSite): string[] {
  const key = `${site.key}.webhookSecret`;
  const value = site.config.getOptional<unknown>('webhookSecret');
  if (value === undefined || value === null) {
    return [];
  }
  const secrets = Array.isArray(value) ? value : [value];
  if (secrets.length === 0 || secrets.length > 2) {
    throw new InputError(
      `${key} has ${secrets.length} secrets: give one, or the new and the old one while it is being replaced`,
    );
  }
  return secrets.map(secret => {
    if (typeof secret !== 'string' || secret.trim() === '') {
      throw new InputError(
        `${key} is empty, and anybody could sign with it: give a long random text, for example of 'openssl rand -hex 32'`,
      );
    }
    return secret;
  });
}
