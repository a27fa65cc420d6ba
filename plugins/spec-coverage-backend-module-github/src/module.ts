import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { specSourcesExtensionPoint } from '@proofline/backstage-plugin-spec-coverage-node';
import { readGithubSites } from './config';
import { FailedDeliveries } from './FailedDeliveries';
import { GithubApi } from './GithubApi';
import { GithubSource } from './GithubSource';

/**
 * Adds the source `github`: specs in Markdown files of repositories. Without `specCoverage.sources.github` in the configuration
 * it adds nothing.
 *
 * @public
 */
export const specCoverageModuleGithub = createBackendModule({
  pluginId: 'spec-coverage',
  moduleId: 'github',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        sources: specSourcesExtensionPoint,
      },
      async init({ config, events, sources }) {
        for (const site of readGithubSites(config)) {
          const state = sources.stateOf(site.id);
          const api = new GithubApi(site);
          const source = new GithubSource({
            ...site,
            api,
            state,
            failedDeliveries:
              site.redeliver &&
              new FailedDeliveries({ ...site.redeliver, api, state }),
          });
          sources.addSource(source);
          // Where the portal already gets GitHub's events, its push events are hints as well. None is relied on: the events
          // service does not bring one again.
          await events.subscribe({
            id: `spec-coverage-${site.id}`,
            topics: ['github.push'],
            onEvent: async ({ eventPayload }) => {
              if (hostOf(eventPayload) === site.host) {
                await source.takePush(eventPayload);
              }
            },
          });
        }
      },
    });
  },
});

function hostOf(payload: unknown): string | undefined {
  const repository = (payload as { repository?: { html_url?: unknown } } | null)
    ?.repository;
  try {
    return new URL(String(repository?.html_url)).host;
  } catch {
    return undefined;
  }
}
