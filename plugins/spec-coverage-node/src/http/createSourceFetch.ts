import { setTimeout as wait } from 'node:timers/promises';
import { Agent, fetch as undiciFetch, type RequestInit } from 'undici';
import { TryLaterError } from '../source/TryLaterError';
import { guardedLookup, whyForbiddenHost } from './addressGuard';
import { readRetryAfterMs } from './retryAfter';

const DEFAULT_MAX_BYTES = 10 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 20_000;
const DEFAULT_MAX_CONNECTIONS = 16;

/**
 * How long to wait before a request that only reads is sent again, in ms. A list of many pages would hardly ever come to its end if
 * one answer in twenty that fails were the end of it.
 */
const AGAIN_AFTER_MS = [100, 500];

/** What a proxy or a server in trouble answers. Where it says when to come back, nothing is sent until then. */
const IN_TROUBLE = new Set([500, 502, 503, 504]);

/**
 * An answer is larger than it may be. For a document this means that it is `refused`.
 *
 * @public
 */
export class AnswerTooLargeError extends Error {
  /** The largest size that is read, in bytes. */
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The answer has more than ${maxBytes} bytes`);
    this.name = 'AnswerTooLargeError';
    this.maxBytes = maxBytes;
  }
}

/**
 * A `fetch` for the sites of one source.
 *
 * @public
 */
export interface SourceFetch {
  /**
   * Like the global `fetch`, with a time limit, a size limit on the answer, which is read in full, no redirects, and no way to
   * any origin but the source's own. GET and HEAD are sent up to three times when the connection breaks or the server is in
   * trouble and does not say when to come back.
   *
   * @throws TryLaterError on time-outs, broken connections, redirects and other origins; AnswerTooLargeError; the reason of
   * the signal when it is aborted
   */
  fetch: typeof globalThis.fetch;
  /** Closes the connections, when nothing is asked any more. */
  close(): Promise<void>;
}

/**
 * Makes a `fetch` that reaches the given origins and nothing else, also when one of their names leads to an address at which
 * the machine's cloud hands out credentials. It can be handed to a vendor's client, such as Octokit.
 *
 * @public
 */
export function createSourceFetch(options: {
  /** Such as `https://api.github.com`. */
  origins: readonly string[];
  /** Longest time for one request with its answer, in ms; 20 s by default. */
  timeoutMs?: number;
  /** Largest answer, in bytes after decompression; 10 MiB by default. */
  maxBytes?: number;
  /** Largest number of connections to one origin at once; 16 by default. */
  maxConnections?: number;
}): SourceFetch {
  const {
    origins,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    maxBytes = DEFAULT_MAX_BYTES,
    maxConnections = DEFAULT_MAX_CONNECTIONS,
  } = options;
  const agent = new Agent({
    connections: maxConnections,
    connect: { lookup: guardedLookup },
  });

  const sourceFetch = async (
    input: string | URL | Request,
    given: globalThis.RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const init =
      input instanceof Request ? { ...(await toInit(input)), ...given } : given;
    const what = `${init.method ?? 'GET'} ${url.origin}${url.pathname}`;
    const reason =
      whyForbiddenHost(url.hostname) ?? whyNotSent(url, origins, init);
    if (reason) {
      throw new TryLaterError(`${what} is not sent: ${reason}`);
    }
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal
      ? AbortSignal.any([init.signal, timeout])
      : timeout;
    const send = async (): Promise<Response> => {
      const response = await undiciFetch(url, {
        ...(init as RequestInit),
        signal,
        redirect: 'manual',
        dispatcher: agent,
      });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        if (response.status !== 304) {
          throw new TryLaterError(
            `${what} answered ${response.status} and leads elsewhere, which is not followed: configure the address that it leads to`,
          );
        }
      }
      const body = await readBody(response, maxBytes);
      return new Response(body, {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers].filter(
          // The body is decompressed and has another length now.
          ([name]) => name !== 'content-encoding' && name !== 'content-length',
        ),
      });
    };
    try {
      return await (isReading(init) ? sendAgain(send, signal) : send());
    } catch (error) {
      init.signal?.throwIfAborted();
      if (
        error instanceof TryLaterError ||
        error instanceof AnswerTooLargeError
      ) {
        throw error;
      }
      throw new TryLaterError(
        timeout.aborted
          ? `${what} was not answered within ${timeoutMs} ms`
          : `${what} could not be sent`,
        { cause: firstCause(error) },
      );
    }
  };
  return {
    fetch: sourceFetch as typeof globalThis.fetch,
    close: () => agent.close(),
  };
}

function isReading({ method = 'GET' }: globalThis.RequestInit): boolean {
  return ['GET', 'HEAD'].includes(method.toUpperCase());
}

/** Sends a request, and again when that may help. The last answer or error is the one that counts. */
async function sendAgain(
  send: () => Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  for (const delayMs of AGAIN_AFTER_MS) {
    try {
      const response = await send();
      if (
        !IN_TROUBLE.has(response.status) ||
        readRetryAfterMs(name => response.headers.get(name), Date.now()) !==
          undefined
      ) {
        return response;
      }
    } catch (error) {
      if (
        signal.aborted ||
        error instanceof TryLaterError ||
        error instanceof AnswerTooLargeError
      ) {
        throw error;
      }
    }
    await wait(delayMs, undefined, { signal });
  }
  return send();
}

/** What a `Request` says, for another implementation of `fetch` than the one that it belongs to. */
async function toInit(request: Request): Promise<globalThis.RequestInit> {
  return {
    method: request.method,
    headers: request.headers,
    body: request.body ? await request.arrayBuffer() : undefined,
    signal: request.signal,
  };
}

function whyNotSent(
  url: URL,
  origins: readonly string[],
  init: globalThis.RequestInit,
): string | undefined {
  if (!origins.includes(url.origin)) {
    return 'the host is not one that is configured';
  }
  if (url.username || url.password) {
    return 'there is a user or a password in its address';
  }
  return canBeSent(init.headers)
    ? undefined
    : 'a header has a character that cannot be sent: look at the credentials in the configuration';
}

function canBeSent(headers: globalThis.RequestInit['headers']): boolean {
  try {
    return new Headers(headers) instanceof Headers;
  } catch {
    // The error quotes the header, which can be the one with the credentials.
    return false;
  }
}

/** What went wrong in the first place, such as a name that was not found: `fetch` itself only says that it failed. */
function firstCause(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return firstCause(error.errors[0]);
  }
  return error instanceof Error && error.cause
    ? firstCause(error.cause)
    : error;
}

async function readBody(
  response: Awaited<ReturnType<typeof undiciFetch>>,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (!response.body || response.status === 204 || response.status === 304) {
    return null;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.byteLength;
    if (length > maxBytes) {
      throw new AnswerTooLargeError(maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
