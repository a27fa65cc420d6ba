import type { JsonValue } from '@backstage/types';
import { TryLaterError } from '../source/TryLaterError';
import { createSourceFetch, type SourceFetch } from './createSourceFetch';
import { encodeSegment } from './encodeSegment';
import { readRetryAfterMs } from './retryAfter';

/**
 * How a {@link SourceHttpClient} speaks with a vendor's site.
 *
 * @public
 */
export interface SourceHttpClientOptions {
  /** Address of the site, as `readBaseUrl` gives it. No request goes anywhere else. */
  baseUrl: string;
  /** Where the site stands in the configuration, such as `specCoverage.sources.jira`; for messages. */
  configKey: string;
  /** Headers of each request, such as the one with the credentials; they appear in no message. */
  headers(): Promise<Record<string, string>>;
  /** Longest time for one request, in ms; 20 s by default. */
  timeoutMs?: number;
  /** Largest answer that is read, in bytes after decompression; 10 MiB by default. */
  maxBytes?: number;
  /** Largest number of connections to the site at once; 16 by default. */
  maxConnections?: number;
}

/**
 * A request to a vendor.
 *
 * @public
 */
export interface SourceHttpRequest {
  /** GET by default. */
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The segments of the path below the base URL. Each is encoded, so that none leads elsewhere; `.` and `..` are refused. */
  path: readonly string[];
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: JsonValue;
  signal: AbortSignal;
}

/**
 * What a vendor answered: with success, or with a status that says something about what was asked for.
 *
 * @public
 */
export interface SourceHttpAnswer {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /**
   * The body as JSON.
   *
   * @throws TryLaterError when it is none: a proxy's error page, or half of an answer
   */
  json(): unknown;
}

/** Statuses after which the same request may succeed, beside all from 500 on. */
const TRANSIENT = new Set([408, 425, 429]);

/**
 * Asks a vendor's site by HTTP. What goes wrong on the way, and what the vendor says about itself and not about a document,
 * becomes a {@link TryLaterError}; no redirect is followed.
 *
 * @public
 */
export class SourceHttpClient {
  readonly #options: SourceHttpClientOptions;
  readonly #http: SourceFetch;

  constructor(options: SourceHttpClientOptions) {
    this.#options = options;
    this.#http = createSourceFetch({
      origins: [new URL(options.baseUrl).origin],
      timeoutMs: options.timeoutMs,
      maxBytes: options.maxBytes,
      maxConnections: options.maxConnections,
    });
  }

  /**
   * Sends a request. Answers with 2xx, 400, 403, 404, 409, 410, 422 and the like are returned: what they mean depends on the
   * request.
   *
   * @throws TryLaterError on 401, 408, 425, 429, 5xx, redirects, time-outs and broken connections
   * @throws AnswerTooLargeError when the answer is larger than it may be
   * @throws InputError when a segment of the path is empty, `.` or `..`
   */
  async request(request: SourceHttpRequest): Promise<SourceHttpAnswer> {
    const { baseUrl, configKey, headers } = this.#options;
    const url = buildUrl(baseUrl, request);
    const what = `${request.method ?? 'GET'} ${url.origin}${url.pathname}`;
    const response = await this.#http.fetch(url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...(request.body !== undefined && {
          'content-type': 'application/json',
        }),
        ...(await headers()),
        ...request.headers,
      },
      body:
        request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: request.signal,
    });
    const { status } = response;
    if (status === 401) {
      throw new TryLaterError(
        `${what} answered 401: the credentials of ${configKey} are wrong or have expired`,
      );
    }
    if (status >= 500 || TRANSIENT.has(status)) {
      throw new TryLaterError(`${what} answered ${status}`, {
        retryAfterMs: readRetryAfterMs(
          name => response.headers.get(name),
          Date.now(),
        ),
      });
    }
    const body = new Uint8Array(await response.arrayBuffer());
    return {
      status,
      headers: response.headers,
      body,
      json: () => parseJson(body, what),
    };
  }

  /** Closes the connections, when nothing is asked any more. */
  async close(): Promise<void> {
    await this.#http.close();
  }
}

function buildUrl(
  baseUrl: string,
  { path, query = {} }: SourceHttpRequest,
): URL {
  const url = new URL(`${baseUrl}/${path.map(encodeSegment).join('/')}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

function parseJson(body: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new TryLaterError(`${what} answered with something that is no JSON`);
  }
}
