import { isError } from '@backstage/errors';
import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  AnswerTooLargeError,
  type CanonicalDocument,
  canonicalizeRichText,
  type ChangedSpecs,
  encodeRichText,
  type FetchResult,
  type ListChangedRequest,
  type SourceDocument,
  type SourceWebhook,
  type SpecSource,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { ConfluenceSite } from './config';
import { ConfluenceApi, type ConfluencePage } from './ConfluenceApi';
import { ConfluenceWebhook } from './ConfluenceWebhook';
import { isPageId } from './pageId';

/** The source `confluence`: pages of one site. */
export class ConfluenceSource implements SpecSource {
  readonly id: string;
  readonly documents = 'named';
  readonly webhook?: SourceWebhook;
  readonly #api: ConfluenceApi;
  readonly #site: ConfluenceSite;

  constructor(site: ConfluenceSite) {
    this.id = site.id;
    this.#site = site;
    this.#api = new ConfluenceApi(site);
    if (site.webhookSecrets.length > 0) {
      this.webhook = new ConfluenceWebhook({
        sourceId: site.id,
        deployment: site.deployment,
        secrets: site.webhookSecrets,
      });
    }
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    if (!isPageId(document)) {
      return {
        type: 'missing',
        reason: 'This is not the id of a page: one looks like 983041',
      };
    }
    try {
      const page = await this.#api.page(document, signal);
      return 'refusedWith' in page
        ? toRefusal(page.refusedWith, document, this.#site)
        : this.#toResult(page);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AnswerTooLargeError) {
        return {
          type: 'refused',
          reason: `The page has more than ${error.maxBytes} bytes`,
        };
      }
      if (isError(error) && error.name === 'InputError') {
        return { type: 'refused', reason: error.message };
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
    // What is no id is found to be missing by its check.
    const changed =
      since && (await this.#api.changed(known.filter(isPageId), signal));
    for (const document of known) {
      const changedAt = changed?.get(document);
      // What Confluence does not give is gone, in the trash, archived, or no longer for the portal to see.
      if (!since || !changedAt || !(changedAt < since)) {
        yield formatSpecRef({ source: this.id, document });
      }
    }
  }

  #toResult(page: ConfluencePage): FetchResult {
    switch (page.status) {
      case 'trashed':
        return {
          type: 'trashed',
          reason:
            'The page is in the trash of its space: restore it there, or take it out of the annotation',
        };
      case 'deleted':
      case 'draft':
        return {
          type: 'missing',
          reason: 'The page was never published, or is deleted',
        };
      default:
        return {
          type: 'found',
          document: {
            content: encodeRichText({
              format: this.#site.format,
              title: page.title,
              body: page.body,
            }),
            url: page.url,
            changedAt: page.changedAt,
            changedBy: page.changedBy,
          },
        };
    }
  }
}

function toRefusal(
  status: number,
  document: string,
  site: ConfluenceSite,
): FetchResult {
  switch (status) {
    case 400:
    case 404:
    case 410:
      return {
        type: 'missing',
        reason: `There is no page ${document}, or the account of ${site.configKey} may not see it: Confluence does not tell which`,
      };
    case 403:
      return {
        type: 'forbidden',
        reason: `The account of ${site.configKey} may not read the page ${document}: let it view the page and its space`,
      };
    default:
      throw new TryLaterError(
        `Confluence answered ${status} for the page ${document}, which was not expected`,
      );
  }
}
