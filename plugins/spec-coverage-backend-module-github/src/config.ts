import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { durationToMilliseconds } from '@backstage/types';
import {
  type ConfiguredSite,
  readBaseUrl,
  readSites,
  readWebhookSecrets,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A GitHub of which specs are read. */
export interface GithubSite {
  id: string;
  /** Where it stands in the configuration, for messages. */
  configKey: string;
  /** Such as `github.com`. */
  host: string;
  apiBaseUrl: string;
  webhookSecrets: string[];
  /** The webhook whose failed deliveries are asked for again. */
  redeliver?: { hook: string[]; frequencyMs: number };
  /** Headers with the credentials of the integration for what belongs to an owner. */
  headers(owner: string): Promise<Record<string, string>>;
}

/**
 * Reads the configured sites.
 *
 * @throws InputError that names the key that is wrong
 */
export function readGithubSites(root: RootConfigService): GithubSite[] {
  const integrations = ScmIntegrations.fromConfig(root);
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return readSites(root, 'github', 'github').map(site => {
    const host = site.config.getOptionalString('host') ?? 'github.com';
    const integration = integrations.github.byHost(host);
    if (!integration) {
      throw new InputError(
        `${site.key}.host is '${host}', for which integrations.github has no entry`,
      );
    }
    const { apiBaseUrl } = integration.config;
    return {
      id: site.id,
      configKey: site.key,
      host,
      apiBaseUrl: readBaseUrl(
        apiBaseUrl ?? 'https://api.github.com',
        `apiBaseUrl of '${host}' in integrations.github`,
      ),
      webhookSecrets: readWebhookSecrets(site),
      redeliver: readRedeliver(site),
      headers: async owner => {
        const { headers } = await credentials.getCredentials({
          url: `https://${host}/${encodeURIComponent(owner)}`,
        });
        return headers ?? {};
      },
    };
  });
}

function readRedeliver(site: ConfiguredSite): GithubSite['redeliver'] {
  const config = site.config.getOptionalConfig('redeliver');
  if (!config) {
    return undefined;
  }
  const key = `${site.key}.redeliver`;
  const organization = config.getOptionalString('organization');
  const repository = config.getOptionalString('repository')?.split('/');
  if ((organization === undefined) === (repository === undefined)) {
    throw new InputError(
      `${key} must say where the webhook is: give either organization, or repository as <owner>/<repository>`,
    );
  }
  if (repository && repository.length !== 2) {
    throw new InputError(`${key}.repository must be <owner>/<repository>`);
  }
  const hookId = config.getNumber('hookId');
  if (!Number.isInteger(hookId) || hookId < 1) {
    throw new InputError(
      `${key}.hookId is ${hookId}: give the number at the end of the webhook's address in GitHub`,
    );
  }
  const frequencyMs = config.has('frequency')
    ? durationToMilliseconds(
        readDurationFromConfig(config, { key: 'frequency' }),
      )
    : 10 * 60_000;
  if (frequencyMs < 60_000) {
    throw new InputError(`${key}.frequency must be at least a minute`);
  }
  const owner = repository
    ? ['repos', ...repository]
    : ['orgs', organization ?? ''];
  return { hook: [...owner, 'hooks', String(hookId)], frequencyMs };
}
