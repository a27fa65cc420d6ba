import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebhookRequest } from '../../webhook';
import type { SampleSpec } from './SampleSpec';

/**
 * A request that a vendor's server got.
 *
 * @public
 */
export interface VendorRequest {
  method: string;
  /** Path, still encoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/**
 * What a vendor's server answers. An object in `json` is sent as JSON.
 *
 * @public
 */
export interface VendorAnswer {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  body?: string | Uint8Array;
}

/**
 * Trouble that a vendor's server makes.
 *
 * @public
 */
export interface VendorTrouble {
  /** How long each answer takes, in ms. */
  latencyMs?: number;
  /**
   * Called for each request before it is answered: what is returned is the answer in place of the right one, `hang` leaves
   * the request without one, and `reset` breaks the connection.
   */
  interfere?(
    request: VendorRequest,
  ): VendorAnswer | 'hang' | 'reset' | undefined;
}

/**
 * A local HTTP server that speaks the part of a vendor's API that a source uses, with documents in it that tests can edit.
 * It keeps its own copy of the documents, checks credentials, and signs what it sends.
 *
 * @public
 */
export abstract class VendorServer {
  /** Trouble that the server makes from now on; set it to an empty object for none. */
  trouble: VendorTrouble = {};
  /** What was asked, the newest last. */
  readonly requests: VendorRequest[] = [];
  #server: Server | undefined;

  /** Address of the server, such as `http://127.0.0.1:41234`. */
  get url(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) {
      throw new Error('The server is not running: call start()');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  /** Begins to listen, on a free port unless one is given. */
  async start(port = 0): Promise<this> {
    const server = createServer((request, response) => {
      this.#serve(request).then(
        answer => {
          if (answer === 'hang') {
            return;
          }
          if (answer === 'reset') {
            request.socket.destroy();
            return;
          }
          const { status, headers, json, body } = answer;
          response.writeHead(status, {
            ...(json !== undefined && {
              'content-type': 'application/json; charset=utf-8',
            }),
            ...headers,
          });
          response.end(json === undefined ? body : JSON.stringify(json));
        },
        error => response.writeHead(500).end(String(error)),
      );
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    return this;
  }

  /** Ends all connections and stops listening. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }

  /** Makes or edits a document. */
  abstract write(
    document: string,
    spec: SampleSpec,
    options?: { by?: string },
  ): void;
  /** Deletes a document for good. */
  abstract remove(document: string): void;
  /** Takes the right to read a document from the portal's account. */
  abstract forbid(document: string): void;
  /**
   * What the vendor sends about the last change of a document, with a right signature and a new delivery id. Send it with
   * {@link sendWebhook}, as often as you like.
   */
  abstract deliveryOf(document: string): WebhookRequest;

  /** Answers a request as the vendor would. */
  protected abstract answer(
    request: VendorRequest,
  ): VendorAnswer | Promise<VendorAnswer>;

  async #serve(
    incoming: IncomingMessage,
  ): Promise<VendorAnswer | 'hang' | 'reset'> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const request: VendorRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: toHeaders(incoming),
      body: Buffer.concat(chunks),
    };
    this.requests.push(request);
    const { interfere, latencyMs = 0 } = this.trouble;
    if (latencyMs > 0) {
      await wait(latencyMs);
    }
    return interfere?.(request) ?? this.answer(request);
  }
}

/**
 * Sends what a vendor's server made with `deliveryOf` to the portal.
 *
 * @param baseUrl - of the backend, such as `http://127.0.0.1:7007`
 * @param sourceId - id of the source
 * @public
 */
export async function sendWebhook(
  baseUrl: string,
  sourceId: string,
  delivery: WebhookRequest,
): Promise<Response> {
  return fetch(`${baseUrl}/api/spec-coverage/webhooks/${sourceId}`, {
    method: 'POST',
    headers: delivery.headers as Record<string, string>,
    body: Buffer.from(delivery.rawBody),
  });
}

function toHeaders(
  incoming: IncomingMessage,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
