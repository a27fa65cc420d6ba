import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  type ConfiguredSite,
  readBaseUrl,
  readSites,
  readWebhookSecrets,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A Google account by which documents are read. */
export interface GoogleDocsSite {
  id: string;
  /** Where it stands in the configuration, for messages. */
  configKey: string;
  clientEmail: string;
  /** In PEM. */
  privateKey: string;
  apiBaseUrl: string;
  tokenUrl: string;
  webhookSecrets: string[];
  /** Where Google sends what changed; absent where there is no secret. */
  webhookUrl?: string;
  /** How long a channel is open, in ms. */
  channelLifetimeMs: number;
}

/** Google closes a channel on changes after a week (Drive API, `changes.watch`). */
const LONGEST_CHANNEL_MS = 7 * 24 * 60 * 60_000;
const SHORTEST_CHANNEL_MS = 10 * 60_000;

/**
 * Reads the configured accounts.
 *
 * @param externalUrl - the address of the plugin, as seen from outside
 * @throws InputError that names the key that is wrong
 */
export function readGoogleDocsSites(
  root: Config,
  externalUrl: string,
): GoogleDocsSite[] {
  return readSites(root, 'googleDocs', 'google-docs').map(site => {
    const { config, id, key } = site;
    const webhookSecrets = readWebhookSecrets(site);
    const address = (name: string, byDefault: string) =>
      readBaseUrl(
        config.getOptionalString(name) ?? byDefault,
        `${key}.${name}`,
      );
    return {
      id,
      configKey: key,
      clientEmail: config.getString('clientEmail'),
      privateKey: readPrivateKey(site),
      apiBaseUrl: address('apiBaseUrl', 'https://www.googleapis.com'),
      tokenUrl: address('tokenUrl', 'https://oauth2.googleapis.com/token'),
      webhookSecrets,
      webhookUrl:
        webhookSecrets.length > 0
          ? address('webhookUrl', `${externalUrl}/webhooks/${id}`)
          : undefined,
      channelLifetimeMs: readLifetime(site),
    };
  });
}

function readPrivateKey({ config, key }: ConfiguredSite): string {
  // In an environment variable line ends are often written as \n.
  const privateKey = config.getString('privateKey').replaceAll('\\n', '\n');
  if (!privateKey.includes('PRIVATE KEY')) {
    throw new InputError(
      `${key}.privateKey is no key in PEM: give private_key of the service account's JSON file`,
    );
  }
  return privateKey;
}

function readLifetime({ config, key }: ConfiguredSite): number {
  if (!config.has('channelLifetime')) {
    return 24 * 60 * 60_000;
  }
  const ms = durationToMilliseconds(
    readDurationFromConfig(config, { key: 'channelLifetime' }),
  );
  if (ms < SHORTEST_CHANNEL_MS || ms > LONGEST_CHANNEL_MS) {
    throw new InputError(
      `${key}.channelLifetime is ${ms} ms: give a duration between 10 minutes and 7 days`,
    );
  }
  return ms;
}
