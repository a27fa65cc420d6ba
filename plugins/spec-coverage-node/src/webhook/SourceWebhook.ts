import type { SpecHints } from '../source';

/**
 * A request that somebody sent to the webhook of a source.
 *
 * @public
 */
export interface WebhookRequest {
  /** By name in lower case. A header that was sent more than once has its values joined by `, `. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The body, byte for byte as it was sent. */
  rawBody: Uint8Array;
}

/**
 * How a vendor tells of changes over HTTP. Called in the order of its members; the rest only after `verify` said yes.
 *
 * @public
 */
export interface SourceWebhook {
  /** The largest body that is read, in bytes; larger ones are refused before anything looks at them. */
  readonly maxBodyBytes: number;
  /**
   * Whether the request was made by somebody who knows the secret. Compares in constant time and does not parse the body.
   *
   * @throws when that cannot be said at the moment: the vendor is answered with 503
   */
  verify(request: WebhookRequest): Promise<boolean>;
  /**
   * The id of the delivery: the same when the vendor sends it again, another for each other delivery.
   *
   * @throws InputError when the request has none that can be read
   */
  deliveryId(request: WebhookRequest): string;
  /**
   * What the request says may have changed. No specs for pings, tests, and events that are of no concern.
   *
   * @throws InputError with a sentence that has no content of the body in it, when the body cannot be read
   */
  hints(request: WebhookRequest): SpecHints;
}
