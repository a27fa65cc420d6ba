import type { JsonObject } from '@backstage/types';
import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookRequest } from '../../../webhook';
import { adfOf } from '../adfOf';
import type { SampleSpec } from '../SampleSpec';
import {
  VendorServer,
  type VendorAnswer,
  type VendorRequest,
} from '../VendorServer';
import { storageOf } from './storageOf';

interface Page {
  id: string;
  title: string;
  adf: JsonObject;
  storage: string;
  status: 'current' | 'trashed' | 'archived';
  version: number;
  createdAt: string;
  by: string;
}

/** How many pages an answer holds at most. */
const MAX_PAGE = 25;

/**
 * A local server that speaks the part of Confluence's REST API that the source uses: version 2 as Cloud does, or version 1 as Data
 * Center does. Documents are named by page ids.
 *
 * @public
 */
export class ConfluenceServer extends VendorServer {
  readonly deployment: 'cloud' | 'dataCenter';
  /** The value of the header `Authorization` that the portal has to send. */
  readonly authorization: string;
  readonly #secret: string;
  readonly #pages = new Map<string, Page>();
  readonly #forbidden = new Set<string>();
  #events = 0;

  constructor(options: {
    deployment: 'cloud' | 'dataCenter';
    authorization: string;
    webhookSecret: string;
  }) {
    super();
    this.deployment = options.deployment;
    this.authorization = options.authorization;
    this.#secret = options.webhookSecret;
  }

  write(
    document: string,
    spec: SampleSpec,
    options: { by?: string } = {},
  ): void {
    this.writePage(document, {
      title: spec.title,
      adf: adfOf(spec),
      storage: storageOf(spec),
      by: options.by,
    });
  }

  /** Makes or edits a page. */
  writePage(
    id: string,
    change: {
      title?: string;
      adf?: JsonObject;
      storage?: string;
      by?: string;
    },
  ): void {
    const before = this.#pages.get(id);
    this.#forbidden.delete(id);
    this.#pages.set(id, {
      id,
      title: change.title ?? before?.title ?? '',
      adf: change.adf ??
        before?.adf ?? { type: 'doc', version: 1, content: [] },
      storage: change.storage ?? before?.storage ?? '',
      status: 'current',
      version: (before?.version ?? 0) + 1,
      createdAt: new Date().toISOString(),
      by: change.by ?? 'Ada Lovelace',
    });
  }

  remove(document: string): void {
    this.#pages.delete(document);
  }

  /** Puts a page into the trash. */
  trash(document: string): void {
    this.#setStatus(document, 'trashed');
  }

  /** Takes a page out of the trash or the archive. */
  restore(document: string): void {
    this.#setStatus(document, 'current');
  }

  /** Archives a page: it can be read, and not edited. */
  archive(document: string): void {
    this.#setStatus(document, 'archived');
  }

  forbid(document: string): void {
    this.#forbidden.add(document);
  }

  deliveryOf(document: string): WebhookRequest {
    const page = this.#pages.get(document);
    const events = {
      current: page?.version === 1 ? 'page_created' : 'page_updated',
      archived: 'page_archived',
      trashed: 'page_trashed',
    };
    return this.event(page ? events[page.status] : 'page_removed', document);
  }

  /** Any event about a page, proven as the deployment does. */
  event(event: string, id: string, timestamp = Date.now()): WebhookRequest {
    this.#events += 1;
    return this.proven(
      Buffer.from(
        JSON.stringify(
          this.deployment === 'cloud'
            ? { event, page: { id }, deliveryId: randomUUID() }
            : {
                // Two events of one page in one ms are told apart by it.
                timestamp: timestamp + this.#events / 1000,
                event,
                userKey: 'abc123',
                page: { id: Number(id) },
              },
        ),
      ),
    );
  }

  /** Any body, proven as the deployment does: signed, or with the secret in a header. */
  proven(rawBody: Uint8Array): WebhookRequest {
    const signature = createHmac('sha256', this.#secret)
      .update(rawBody)
      .digest('hex');
    return {
      headers: {
        'content-type': 'application/json',
        ...(this.deployment === 'cloud'
          ? { 'x-proofline-secret': this.#secret }
          : { 'x-hub-signature': `sha256=${signature}` }),
      },
      rawBody,
    };
  }

  protected answer(request: VendorRequest): VendorAnswer {
    if (request.headers.authorization !== this.authorization) {
      return { status: 401, json: { message: 'Unauthorized' } };
    }
    const path = request.path.split('/').slice(1).map(decodeURIComponent);
    return this.deployment === 'cloud'
      ? this.#answerCloud(path, request.query)
      : this.#answerDataCenter(path, request.query);
  }

  #setStatus(document: string, status: Page['status']): void {
    const page = this.#pages.get(document);
    if (page) {
      this.#pages.set(document, {
        ...page,
        status,
        createdAt: new Date().toISOString(),
      });
    }
  }

  #answerCloud(path: string[], query: URLSearchParams): VendorAnswer {
    const [wiki, api, version, pages, id] = path;
    if (`${wiki}/${api}/${version}/${pages}` !== 'wiki/api/v2/pages') {
      return path.join('/') === 'wiki/rest/api/user'
        ? this.#answerUser(query)
        : { status: 404, json: {} };
    }
    if (id === undefined) {
      return this.#answerPages(query);
    }
    const page = this.#pages.get(id);
    if (!page || this.#forbidden.has(id)) {
      return { status: 404, json: { errors: [{ status: 404 }] } };
    }
    const format = query.get('body-format') ?? '';
    return {
      status: 200,
      json: {
        id,
        status: page.status,
        title: page.title,
        version: {
          number: page.version,
          createdAt: page.createdAt,
          authorId: page.by,
        },
        body: {
          [format]: {
            representation: format,
            value:
              format === 'storage' ? page.storage : JSON.stringify(page.adf),
          },
        },
        _links: { webui: `/spaces/PAY/pages/${id}`, base: `${this.url}/wiki` },
      },
    };
  }

  #answerUser(query: URLSearchParams): VendorAnswer {
    return { status: 200, json: { displayName: query.get('accountId') } };
  }

  #answerPages(query: URLSearchParams): VendorAnswer {
    const ids = (query.get('id') ?? '').split(',');
    const statuses = (query.get('status') ?? 'current').split(',');
    const start = Number(query.get('cursor') ?? 0);
    const found = ids
      .filter(id => !this.#forbidden.has(id))
      .flatMap(id => this.#pages.get(id) ?? [])
      .filter(page => statuses.includes(page.status));
    const end = start + MAX_PAGE;
    return {
      status: 200,
      json: {
        results: found.slice(start, end).map(page => ({
          id: page.id,
          status: page.status,
          version: { number: page.version, createdAt: page.createdAt },
        })),
        _links:
          end < found.length
            ? { next: `/wiki/api/v2/pages?id=${ids}&cursor=${end}` }
            : {},
      },
    };
  }

  #answerDataCenter(path: string[], query: URLSearchParams): VendorAnswer {
    const [rest, api, content, id] = path;
    if (`${rest}/${api}/${content}` !== 'rest/api/content') {
      return { status: 404, json: {} };
    }
    if (id === 'search') {
      return this.#answerSearch(query);
    }
    const page = this.#pages.get(id);
    if (!page || (page.status === 'trashed' && query.get('status') !== 'any')) {
      return { status: 404, json: { statusCode: 404 } };
    }
    if (this.#forbidden.has(id)) {
      return { status: 403, json: { statusCode: 403 } };
    }
    return {
      status: 200,
      json: {
        id,
        type: 'page',
        status: page.status,
        title: page.title,
        body: { storage: { value: page.storage, representation: 'storage' } },
        version: {
          number: page.version,
          when: page.createdAt,
          by: { displayName: page.by },
        },
        _links: {
          webui: `/pages/viewpage.action?pageId=${id}`,
          base: this.url,
        },
      },
    };
  }

  #answerSearch(query: URLSearchParams): VendorAnswer {
    const list = /^id in \((.*)\)$/.exec(query.get('cql') ?? '')?.[1] ?? '';
    const start = Number(query.get('start') ?? 0);
    const limit = Math.min(Number(query.get('limit') ?? 25), MAX_PAGE);
    const found = list
      .split(',')
      .filter(id => !this.#forbidden.has(id))
      .flatMap(id => this.#pages.get(id) ?? [])
      // What is in the trash cannot be searched for.
      .filter(page => page.status === 'current');
    return {
      status: 200,
      json: {
        results: found.slice(start, start + limit).map(page => ({
          id: page.id,
          status: page.status,
          version: { number: page.version, when: page.createdAt },
        })),
        start,
        limit,
        size: Math.max(Math.min(limit, found.length - start), 0),
      },
    };
  }
}
