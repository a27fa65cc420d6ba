import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { vendorAnswer } from './vendorAnswers';

/** What the vendor got. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  text: string;
}

/** So many bytes are sent at once, so that what belongs together comes apart, characters too. */
const PIECE = 50;

/** Plays the APIs of both vendors over HTTP. */
export class VendorServer {
  readonly received: Received[] = [];
  /** Answers in its place while it is there. */
  handler:
    | ((request: IncomingMessage, response: ServerResponse) => unknown)
    | undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async start(): Promise<VendorServer> {
    const vendor = new VendorServer();
    vendor.#server.listen(0, '127.0.0.1');
    await once(vendor.#server, 'listening');
    return vendor;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { headers, method = '', url = '' } = request;
    const text = Buffer.concat(chunks).toString();
    this.received.push({ method, url, headers, text });
    if (this.handler) {
      this.handler(request, response);
      return;
    }
    const answer = vendorAnswer(
      method,
      url.split('?')[0],
      text ? JSON.parse(text) : {},
    );
    response.setHeader('set-cookie', 'session=of-the-vendor');
    response.setHeader('x-request-id', 'req_1');
    response.setHeader(
      'x-echoed',
      String(headers.authorization ?? headers['x-api-key']),
    );
    if (answer?.events) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const bytes = Buffer.from(answer.events.join(''));
      for (let at = 0; at < bytes.length; at += PIECE) {
        response.write(bytes.subarray(at, at + PIECE));
      }
      response.end();
    } else {
      response.writeHead(answer ? 200 : 404, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(answer?.json ?? { error: 'unknown' }));
    }
  }
}
