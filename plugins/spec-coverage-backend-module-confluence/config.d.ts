/** A Confluence of which pages are read. */
interface ConfluenceSite {
  /** The part of a reference before the colon. `confluence` by default. */
  id?: string;
  /**
   * Address of the site, such as https://acme.atlassian.net/wiki. For an API token with scopes:
   * https://api.atlassian.com/ex/confluence/<cloud id>, and `browseUrl`.
   */
  baseUrl: string;
  /** Where people read pages. The base URL by default. */
  browseUrl?: string;
  /** Cloud for hosts of atlassian.net, and Data Center for all others, unless it is said here. */
  deployment?: 'cloud' | 'dataCenter';
  /** What pages are read in. The Atlassian Document Format in Cloud, the storage format in Data Center. */
  format?: 'adf' | 'storage';
  /** Cloud: the account that reads pages. */
  email?: string;
  /**
   * Cloud: an API token of the account.
   * @visibility secret
   */
  apiToken?: string;
  /**
   * Data Center: a personal access token.
   * @visibility secret
   */
  token?: string;
  /**
   * Secret of the webhook, or the new and the old one while it is being replaced. Without it there is no webhook, and the
   * reconcile schedule finds what changed.
   * @visibility secret
   */
  webhookSecret?: string | string[];
}

export interface Config {
  specCoverage?: {
    sources?: {
      /** Specs that are pages in Confluence. */
      confluence?: ConfluenceSite | ConfluenceSite[];
    };
  };
}
