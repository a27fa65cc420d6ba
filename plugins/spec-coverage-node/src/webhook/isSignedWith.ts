import { createHmac, timingSafeEqual } from 'node:crypto';

const SHA256_SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether a header of the form `sha256=<hexadecimal>` is the HMAC-SHA256 of a body with one of the secrets. GitHub sends it
 * as `X-Hub-Signature-256`, Jira and Confluence as `X-Hub-Signature`, as WebSub defines it.
 *
 * Each secret is tried, whether or not one before it fits, and each comparison takes the same time.
 *
 * @param secrets - one, or two while a secret is being replaced; none of them empty
 * @throws Error when a secret is empty, with which anybody could sign
 * @public
 */
export function isSignedWith(options: {
  secrets: readonly string[];
  rawBody: Uint8Array;
  signature: string | undefined;
}): boolean {
  const { secrets, rawBody, signature } = options;
  const match = SHA256_SIGNATURE.exec(signature ?? '');
  const given = Buffer.from(match ? match[1] : '0'.repeat(64), 'hex');
  let fits = false;
  for (const secret of secrets) {
    if (secret === '') {
      throw new Error('A webhook secret is empty');
    }
    const expected = createHmac('sha256', secret).update(rawBody).digest();
    fits = timingSafeEqual(expected, given) || fits;
  }
  return fits && match !== null;
}

/**
 * Whether a text that somebody sent is one of the secrets, compared in constant time, whatever its length.
 *
 * @throws Error when a secret is empty
 * @public
 */
export function isOneOfSecrets(
  secrets: readonly string[],
  given: string | undefined,
): boolean {
  const digest = (text: string) =>
    createHmac('sha256', 'compare').update(text).digest();
  let fits = false;
  for (const secret of secrets) {
    if (secret === '') {
      throw new Error('A webhook secret is empty');
    }
    fits = timingSafeEqual(digest(secret), digest(given ?? '')) || fits;
  }
  return fits;
}
