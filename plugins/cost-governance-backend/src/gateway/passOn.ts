import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { EventStream } from './EventStream';
import type { UseMeter } from './use/UseMeter';

/** Up to here an answer that is no stream is kept, to read from it what was used; in bytes. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

interface Passing {
  body: Readable;
  response: ServerResponse;
  meter: UseMeter;
  /** Ends the passing, with a reason that is thrown. */
  signal: AbortSignal;
}

/**
 * Passes a stream of events on, no faster than the caller takes it, so that it takes the same memory however long it is.
 *
 * @throws what ended it before the vendor did; nothing says then to the caller that it is complete
 */
export async function passStreamOn(
  passing: Passing & { isUseHidden: boolean },
): Promise<void> {
  const { body, isUseHidden, meter, response, signal } = passing;
  const events = new EventStream(meter, isUseHidden);
  response.flushHeaders();
  for await (const chunk of body) {
    await write(response, events.take(chunk), signal);
  }
  signal.throwIfAborted();
  response.end(events.end());
}

/**
 * Passes an answer on that is no stream.
 *
 * @throws as {@link passStreamOn}
 */
export async function passAnswerOn({
  body,
  meter,
  response,
  signal,
}: Passing): Promise<void> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size <= MAX_KEPT_BYTES) {
      kept.push(chunk);
    } else {
      kept.length = 0;
    }
    await write(response, chunk, signal);
  }
  signal.throwIfAborted();
  response.end();
  if (size > MAX_KEPT_BYTES) {
    meter.giveUp();
  } else {
    meter.read(Buffer.concat(kept).toString('utf8'));
  }
}

async function write(
  response: ServerResponse,
  data: Buffer | string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (data.length > 0 && !response.write(data)) {
    await once(response, 'drain', { signal });
  }
}
