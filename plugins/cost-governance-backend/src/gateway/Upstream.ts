import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { hasErrorCode } from '../hasErrorCode';

/** Models think for minutes before they answer, and between what they write; both SDKs wait for ten minutes. */
const TIMEOUT_MS = 10 * 60_000;

/** Errors of a connection that was never made, so that the vendor cannot have seen the request. */
const NEVER_SENT = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What is sent to a vendor. */
export interface UpstreamRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: Buffer;
  signal: AbortSignal;
}

/** Sends requests to vendors, through the proxy of the environment where there is one. */
export class Upstream {
  readonly #agent: Dispatcher = new EnvHttpProxyAgent({
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });

  /** Sends a request once. A redirect is an answer as any other, and not followed: it would take the key elsewhere. */
  async send({
    url,
    ...options
  }: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    return request(url, { ...options, dispatcher: this.#agent });
  }

  /** Ends connections. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

/** Whether the vendor cannot have seen a request that failed so. */
export function wasNeverSent(error: unknown): boolean {
  return hasErrorCode(error, NEVER_SENT);
}
