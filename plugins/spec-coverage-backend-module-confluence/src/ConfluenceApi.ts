import { InputError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import {
  type SourceHttpAnswer,
  SourceHttpClient,
  type SourceHttpRequest,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { chunk } from 'lodash';
import type { ConfluenceSite } from './config';

/** How many pages are asked for in one request. */
const BATCH = 100;

/** A page, whatever the deployment. */
export interface ConfluencePage {
  id: string;
  /** `current`, `trashed`, `archived`, `draft`… */
  status: string;
  title: string;
  body: JsonValue;
  version?: number;
  changedAt?: Date;
  changedBy?: string;
  /** Address for people. */
  url?: string;
}

/** What Confluence says of a page that it does not give. */
export interface ConfluenceRefusal {
  refusedWith: number;
}

/** What the two REST APIs have in common. */
interface PageAnswer {
  id: string | number;
  status: string;
  title: string;
  body?: Record<string, { value?: string } | undefined>;
  version?: {
    number?: number;
    createdAt?: string;
    when?: string;
    authorId?: string;
    by?: { displayName?: string };
  };
  _links?: { webui?: string; base?: string };
}

/** The part of Confluence's REST APIs that this source uses: version 2 in Cloud, version 1 in Data Center. */
export class ConfluenceApi {
  readonly #http: SourceHttpClient;
  readonly #site: ConfluenceSite;
  readonly #names = new Map<string, string>();

  constructor(site: ConfluenceSite) {
    this.#site = site;
    this.#http = new SourceHttpClient({
      baseUrl: site.baseUrl,
      configKey: site.configKey,
      headers: async () => ({ authorization: site.authorization }),
    });
  }

  /**
   * One page.
   *
   * @throws TryLaterError when Confluence cannot be asked at the moment, or answers with another page
   * @throws InputError when its body cannot be read
   */
  async page(
    id: string,
    signal: AbortSignal,
  ): Promise<ConfluencePage | ConfluenceRefusal> {
    const isCloud = this.#site.deployment === 'cloud';
    const bodyFormat =
      this.#site.format === 'adf' ? 'atlas_doc_format' : 'storage';
    const answer = await this.#http.request(
      isCloud
        ? {
            path: ['wiki', 'api', 'v2', 'pages', id],
            query: { 'body-format': bodyFormat, 'get-draft': false },
            signal,
          }
        : {
            path: ['rest', 'api', 'content', id],
            query: { expand: 'body.storage,version', status: 'any' },
            signal,
          },
    );
    if (answer.status !== 200) {
      return { refusedWith: answer.status };
    }
    const page = answer.json() as PageAnswer;
    if (String(page.id) !== id) {
      throw new TryLaterError(
        `Confluence was asked for the page ${id} and answered with another one`,
      );
    }
    const { version } = page;
    return {
      id,
      status: page.status,
      title: page.title,
      body: readBody(page.body?.[bodyFormat]?.value, this.#site.format),
      version: version?.number,
      changedAt: readMoment(version?.createdAt ?? version?.when),
      changedBy:
        version?.by?.displayName ??
        (await this.#nameOf(version?.authorId, signal)),
      url: this.#urlOf(page),
    };
  }

  /**
   * When pages that are not in the trash were last changed, by their ids. Those that are not there, or not for the portal to see,
   * are left out.
   *
   * @throws TryLaterError when Confluence cannot be asked at the moment
   */
  async changed(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Date>> {
    const changed = new Map<string, Date>();
    for (const batch of chunk(ids, BATCH)) {
      const pages =
        this.#site.deployment === 'cloud'
          ? this.#listCloud(batch, signal)
          : this.#listDataCenter(batch, signal);
      for await (const { id, version } of pages) {
        const moment = readMoment(version?.createdAt ?? version?.when);
        if (moment) {
          changed.set(String(id), moment);
        }
      }
    }
    return changed;
  }

  async *#listCloud(
    ids: string[],
    signal: AbortSignal,
  ): AsyncGenerator<PageAnswer> {
    let cursor: string | undefined;
    do {
      const { _links, results } = await this.#list<{
        results?: PageAnswer[];
        _links?: { next?: string };
      }>({
        path: ['wiki', 'api', 'v2', 'pages'],
        query: { id: ids.join(','), status: 'current', limit: BATCH, cursor },
        signal,
      });
      yield* results ?? [];
      // Only what it says is next, and not where: requests go to the configured site.
      cursor =
        _links?.next === undefined
          ? undefined
          : new URL(_links.next, 'https://next').searchParams.get('cursor') ??
            undefined;
    } while (cursor !== undefined);
  }

  async *#listDataCenter(
    ids: string[],
    signal: AbortSignal,
  ): AsyncGenerator<PageAnswer> {
    for (let start = 0; ; ) {
      const { limit = BATCH, results = [] } = await this.#list<{
        results?: PageAnswer[];
        limit?: number;
      }>({
        path: ['rest', 'api', 'content', 'search'],
        query: {
          cql: `id in (${ids.join(',')})`,
          expand: 'version',
          limit: BATCH,
          start,
        },
        signal,
      });
      yield* results;
      start += results.length;
      if (results.length < limit || results.length === 0) {
        return;
      }
    }
  }

  async #list<T>(request: SourceHttpRequest): Promise<T> {
    const answer: SourceHttpAnswer = await this.#http.request(request);
    if (answer.status !== 200) {
      throw new TryLaterError(
        `Confluence answered ${
          answer.status
        } when it was asked which pages changed; look at the rights of the account of ${
          this.#site.configKey
        }`,
      );
    }
    return answer.json() as T;
  }

  /** Cloud gives the id of whoever made a version. A page without a name is a page all the same. */
  async #nameOf(
    accountId: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (accountId === undefined || this.#names.has(accountId)) {
      return accountId && this.#names.get(accountId);
    }
    try {
      const answer = await this.#http.request({
        path: ['wiki', 'rest', 'api', 'user'],
        query: { accountId },
        signal,
      });
      const { displayName } = answer.json() as { displayName?: unknown };
      if (answer.status === 200 && typeof displayName === 'string') {
        this.#names.set(accountId, displayName);
      }
    } catch {
      signal.throwIfAborted();
    }
    return this.#names.get(accountId);
  }

  #urlOf(page: PageAnswer): string | undefined {
    const { browseUrl, baseUrl, deployment } = this.#site;
    const path = page._links?.webui;
    const base =
      browseUrl ?? (deployment === 'cloud' ? `${baseUrl}/wiki` : baseUrl);
    return path?.startsWith('/') ? `${base}${path}` : undefined;
  }
}

function readBody(
  value: string | undefined,
  format: ConfluenceSite['format'],
): JsonValue {
  if (typeof value !== 'string') {
    throw new TryLaterError('Confluence gave a page without its body');
  }
  if (format === 'confluence-storage') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    throw new InputError(
      'Confluence gave a body that is no document in the Atlassian Document Format',
    );
  }
}

function readMoment(text: string | undefined): Date | undefined {
  const moment = new Date(text ?? NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
