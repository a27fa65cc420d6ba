import type { IncomingMessage } from 'node:http';
import { Refusal } from './Refusal';

/**
 * Reads the body of a request.
 *
 * @throws Refusal with 413 when it has more bytes than allowed; no more of it is read then
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer> {
  const refusal = () =>
    new Refusal(
      413,
      `The request has more than ${maxBytes} bytes, which is what costGovernance.llm.gateway.maxRequestBytes of the portal allows`,
    );
  if (Number(request.headers['content-length']) > maxBytes) {
    throw refusal();
  }
  return new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    function onData(chunk: Buffer): void {
      size += chunk.length;
      if (size > maxBytes) {
        stop();
        request.pause();
        reject(refusal());
      } else {
        chunks.push(chunk);
      }
    }
    function onEnd(): void {
      stop();
      resolve(Buffer.concat(chunks));
    }
    function onClose(): void {
      stop();
      reject(new Refusal(400, 'The request broke off'));
    }
    function stop(): void {
      request.off('data', onData);
      request.off('end', onEnd);
      request.off('close', onClose);
      request.off('error', onClose);
    }
    request.on('data', onData);
    request.on('end', onEnd);
    request.on('close', onClose);
    request.on('error', onClose);
  });
}
