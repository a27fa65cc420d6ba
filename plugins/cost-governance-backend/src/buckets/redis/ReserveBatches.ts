import type { BucketCharge, ReserveRequest } from '../TokenBuckets';
import { bucketField, bucketsKey, reservationKey } from './keys';

/** Redis does nothing else while it deals with a batch, about 4 µs for each request in it. */
const LARGEST = 100;

/** Requests that are charged to the same buckets. */
interface Batch {
  /** The buckets of the tenant, and then the reservation of each request. */
  keys: string[];
  /** The buckets, and then tokens and time of each request. */
  args: Array<string | number>;
  results: Promise<number[][]>;
  send: () => void;
}

/**
 * Sends requests that come in the same turn of the event loop to Redis together, where they are charged to the same buckets. None
 * waits for another: a batch leaves when the turn is over. Each is granted or refused by itself, in the order in which they came.
 */
export class ReserveBatches {
  readonly #waiting = new Map<string, Batch>();
  readonly #send: (
    keys: string[],
    args: Array<string | number>,
  ) => Promise<number[][]>;

  /** @param send - runs the script `RESERVE` */
  constructor(
    send: (keys: string[], args: Array<string | number>) => Promise<number[][]>,
  ) {
    this.#send = send;
  }

  /** What the script returns for the request. */
  async add(request: ReserveRequest): Promise<number[]> {
    const { tenant, requestId, tokens, expiresInMs } = request;
    const key = bucketsKey(tenant);
    const reservation = reservationKey(tenant, requestId);
    const buckets = toArguments(request.charges);
    // No part has a space in it.
    const id = `${key} ${buckets.join(' ')}`;
    const batch = this.#waiting.get(id) ?? this.#begin(id, key, buckets);
    const index = batch.keys.push(reservation) - 2;
    batch.args.push(tokens, expiresInMs);
    if (index + 1 >= LARGEST) {
      batch.send();
    }
    return (await batch.results)[index];
  }

  #begin(id: string, key: string, buckets: string[]): Batch {
    const batch: Batch = {
      keys: [key],
      args: [buckets.length / 3, ...buckets],
      results: Promise.resolve([]),
      send: () => {},
    };
    batch.results = new Promise(resolve => {
      batch.send = () => {
        if (this.#waiting.get(id) === batch) {
          this.#waiting.delete(id);
          resolve(this.#send(batch.keys, batch.args));
        }
      };
    });
    this.#waiting.set(id, batch);
    // After all that is ready to run now, and before anything else.
    process.nextTick(batch.send);
    return batch;
  }
}

/** The fields of buckets, then capacity and refill per minute of each, as the scripts take them. */
export function toArguments(charges: readonly BucketCharge[]): string[] {
  return [
    ...charges.map(bucketField),
    ...charges.flatMap(({ limit }) => [
      String(limit.capacity),
      String(limit.refillPerMinute),
    ]),
  ];
}
