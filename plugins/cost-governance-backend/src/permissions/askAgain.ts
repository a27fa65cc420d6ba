import { hasErrorCode } from '../hasErrorCode';

/** Connections that were there before, and that the other side closed in the moment in which they were used again. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** How often is asked at most: each connection that waits to be used again may have been closed. */
const ATTEMPTS = 3;

/**
 * Asks another plugin of Backstage something that changes nothing, and asks again where the connection broke. Backstage asks its plugins
 * by HTTP, over connections that are kept, and the side that is asked closes them after some seconds without a request. A busy process
 * notices that late, and sends its question into a closed connection (RFC 9112, section 9.3.1).
 *
 * @throws what the last attempt threw
 */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt >= ATTEMPTS || !hasErrorCode(error, BROKEN)) {
        throw error;
      }
    }
  }
}
