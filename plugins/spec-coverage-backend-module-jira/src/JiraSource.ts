import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  AnswerTooLargeError,
  type CanonicalDocument,
  canonicalizeRichText,
  type ChangedSpecs,
  type FetchResult,
  type ListChangedRequest,
  type SourceDocument,
  type SourceWebhook,
  type SpecSource,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { JiraSite } from './config';
import { issueDocument } from './issueDocument';
import { isIssueKey } from './issueKey';
import { JiraApi } from './JiraApi';
import { JiraWebhook } from './JiraWebhook';

/** The source `jira`: issues of one site. */
export class JiraSource implements SpecSource {
  readonly id: string;
  readonly documents = 'named';
  readonly webhook?: SourceWebhook;
  readonly #api: JiraApi;
  readonly #site: JiraSite;

  constructor(site: JiraSite) {
    this.id = site.id;
    this.#site = site;
    this.#api = new JiraApi(site);
    if (site.webhookSecrets.length > 0) {
      this.webhook = new JiraWebhook({
        sourceId: site.id,
        secrets: site.webhookSecrets,
        comments: site.comments,
      });
    }
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    if (!isIssueKey(document)) {
      return {
        type: 'missing',
        reason: 'This is not the key of an issue: one looks like PAY-142',
      };
    }
    try {
      const issue = await this.#api.issue(
        document,
        ['summary', 'description', ...this.#site.fields],
        signal,
      );
      return 'status' in issue
        ? toRefusal(issue.status, document, this.#site)
        : { type: 'found', document: issueDocument(issue, this.#site) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AnswerTooLargeError) {
        return {
          type: 'refused',
          reason: `The issue ${document} has more than ${error.maxBytes} bytes`,
        };
      }
      throw error;
    }
  }

  canonicalize(document: SourceDocument): CanonicalDocument {
    return canonicalizeRichText(document.content);
  }

  listChanged(request: ListChangedRequest): ChangedSpecs {
    return { specRefs: this.#list(request), complete: false };
  }

  async *#list({
    known,
    signal,
    since,
  }: ListChangedRequest): AsyncGenerator<string> {
    signal.throwIfAborted();
    // What is no key is found to be missing by its check.
    const updated =
      since && (await this.#api.updated(known.filter(isIssueKey), signal));
    for (const document of known) {
      const changedAt = updated?.get(document);
      // What Jira does not give is gone, moved, or no longer for the portal to see.
      if (!since || !changedAt || !(changedAt < since)) {
        yield formatSpecRef({ source: this.id, document });
      }
    }
  }
}

function toRefusal(
  status: number,
  document: string,
  site: JiraSite,
): FetchResult {
  switch (status) {
    case 400:
    case 404:
    case 410:
      return {
        type: 'missing',
        reason: `There is no issue ${document}, or the account of ${site.configKey} may not see it: Jira does not tell which`,
      };
    case 403:
      return {
        type: 'forbidden',
        reason: `The account of ${site.configKey} may not read the issue ${document}: give it the permission 'Browse projects'`,
      };
    default:
      throw new TryLaterError(
        `Jira answered ${status} for the issue ${document}, which was not expected`,
      );
  }
}
