import type { IncomingMessage } from 'node:http';

/**
 * Reads what is left of a request that is refused, and keeps nothing of it: a client that still sends would not read the answer
 * otherwise. One that sends without end is cut off.
 *
 * @param maxBytes - after how many more
 */
export function discardRest(request: IncomingMessage, maxBytes: number): void {
  if (request.readableEnded || request.destroyed) {
    return;
  }
  let left = maxBytes;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) {
      request.destroy();
    }
  });
  request.resume();
}
