import type { HumanDuration } from '@backstage/types';

/** A GitHub of which specs are read, by the credentials of its entry in `integrations.github`. */
interface GithubSite {
  /** The part of a reference before the colon. `github` by default. */
  id?: string;
  /** Host of the entry in `integrations.github`. github.com by default. */
  host?: string;
  /**
   * Secret of the webhook, or the new and the old one while it is being replaced. Without it there is no webhook, and the
   * reconcile schedule finds what changed.
   * @visibility secret
   */
  webhookSecret?: string | string[];
  /** Has GitHub send deliveries again that failed, which it does not do by itself. */
  redeliver?: {
    /** The organization that the webhook belongs to. */
    organization?: string;
    /** The repository that the webhook belongs to: owner and name. */
    repository?: string;
    /** The number of the webhook. */
    hookId: number;
    /** How often to look for failed deliveries. Every 10 minutes by default. */
    frequency?: HumanDuration | string;
  };
}

export interface Config {
  specCoverage?: {
    sources?: {
      /** Specs in Markdown files of GitHub repositories. */
      github?: GithubSite | GithubSite[];
    };
  };
}
