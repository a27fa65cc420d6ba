/** A Jira of which issues are read. */
interface JiraSite {
  /** The part of a reference before the colon. `jira` by default. */
  id?: string;
  /**
   * Address of the site, such as https://acme.atlassian.net. For an API token with scopes:
   * https://api.atlassian.com/ex/jira/<cloud id>, and `browseUrl`.
   */
  baseUrl: string;
  /** Where people read issues. The base URL by default. */
  browseUrl?: string;
  /** Cloud for hosts of atlassian.net, and Data Center for all others, unless it is said here. */
  deployment?: 'cloud' | 'dataCenter';
  /** Cloud: the account that reads issues. */
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
  /** Ids of fields that are part of the spec beside summary and description, such as customfield_10050. */
  fields?: string[];
  /** Whether a comment is a reason to look at an issue. Not by default: comments are no part of a spec. */
  comments?: boolean;
}

export interface Config {
  specCoverage?: {
    sources?: {
      /** Specs that are issues in Jira. */
      jira?: JiraSite | JiraSite[];
    };
  };
}
