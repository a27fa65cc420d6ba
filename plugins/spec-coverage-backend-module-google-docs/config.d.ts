import type { HumanDuration } from '@backstage/types';

/** A service account of Google by which documents are read. */
interface GoogleDocsSite {
  /** The part of a reference before the colon. `google-docs` by default. */
  id?: string;
  /** `client_email` of the service account's JSON file. */
  clientEmail: string;
  /**
   * `private_key` of the service account's JSON file.
   * @visibility secret
   */
  privateKey: string;
  /**
   * A long random text from which the tokens of channels are made, or the new and the old one while it is being replaced. Without
   * it no channel is opened, and the reconcile schedule finds what changed.
   * @visibility secret
   */
  webhookSecret?: string | string[];
  /** Where Google sends what changed, as seen from outside. By default the webhook below `backend.baseUrl`. */
  webhookUrl?: string;
  /** How long a channel is open before another takes its place: 10 minutes to 7 days. A day by default. */
  channelLifetime?: HumanDuration | string;
  /** Address of the Drive API. https://www.googleapis.com by default. */
  apiBaseUrl?: string;
  /** Address at which tokens are given. https://oauth2.googleapis.com/token by default. */
  tokenUrl?: string;
}

export interface Config {
  specCoverage?: {
    sources?: {
      /** Specs that are documents in Google Drive. */
      googleDocs?: GoogleDocsSite | GoogleDocsSite[];
    };
  };
}
