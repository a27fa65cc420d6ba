import { InputError } from '@backstage/errors';
import { whyForbiddenHost } from './addressGuard';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Reads the address of a vendor's site from the configuration.
 *
 * @param text - such as `https://acme.atlassian.net/wiki`; a slash at the end makes no difference
 * @param key - where it stands in the configuration, for messages
 * @returns the address without a slash at its end
 * @throws InputError that names the key when it is no address, is not encrypted, has credentials, a query or a fragment in
 * it, or is one at which the machine's cloud hands out credentials
 * @public
 */
export function readBaseUrl(text: string, key: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      `${key} is not an address: give one such as https://example.com`,
    );
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))
  ) {
    throw new InputError(
      `${key} must begin with https://, so that nobody on the way reads the credentials`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${key} must have no user, password, query or fragment in it`,
    );
  }
  const reason = whyForbiddenHost(url.hostname);
  if (reason) {
    throw new InputError(`${key}: ${reason}`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
