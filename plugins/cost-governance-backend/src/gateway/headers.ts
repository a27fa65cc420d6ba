import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { UpstreamConfig } from './config';
import type { VendorId } from './endpoints';

/** What of a request goes to the vendor. All else stays: credentials, cookies, and where the request came from. */
const REQUEST_HEADERS = [
  'content-type',
  'accept',
  'user-agent',
  'anthropic-version',
  'anthropic-beta',
  'openai-beta',
  'idempotency-key',
];
const REQUEST_PREFIX = 'x-stainless-';

/** What of an answer does not go to the caller: what is of the connection alone, RFC 9110 section 7.6.1, and credentials. */
const KEPT_BACK = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'authorization',
  'x-api-key',
  'www-authenticate',
];

/** The headers that a request is passed on with. */
export function toUpstreamHeaders(
  vendor: VendorId,
  { apiKey }: UpstreamConfig,
  headers: IncomingHttpHeaders,
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (
      typeof value === 'string' &&
      (REQUEST_HEADERS.includes(name) || name.startsWith(REQUEST_PREFIX))
    ) {
      passed[name] = value;
    }
  }
  return {
    ...passed,
    // What was used is read from the answer.
    'accept-encoding': 'identity',
    ...(vendor === 'openai'
      ? { authorization: `Bearer ${apiKey}` }
      : { 'x-api-key': apiKey }),
  };
}

/**
 * The headers that an answer is passed on with.
 *
 * @param isChanged - whether the body is not of the length that the vendor said
 */
export function toCallerHeaders(
  { apiKey }: UpstreamConfig,
  headers: IncomingHttpHeaders,
  isChanged: boolean,
): OutgoingHttpHeaders {
  const listed = String(headers.connection ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        value !== undefined &&
        !KEPT_BACK.includes(name) &&
        !listed.includes(name) &&
        !(isChanged && name === 'content-length') &&
        ![value].flat().some(each => each.includes(apiKey)),
    ),
  );
}
