/*
 * A process that reserves, started by `ReservingProcess.ts`: connects, says that it is ready, and reserves one token in each of
 * its requests, many at once, as soon as it is told to. A request that got no answer is asked again with the same id, as a caller
 * would. In the end it tells how many were granted.
 */
import { connectRedis } from '../redis/connectRedis';
import { RedisTokenBuckets } from '../redis/RedisTokenBuckets';
import { TokenBucketsUnavailableError } from '../TokenBucketsUnavailableError';
import type {
  ReservingMessage,
  ReservingOptions,
  ReservingResult,
} from './ReservingProcess';

const options: ReservingOptions = JSON.parse(process.env.RESERVING!);
const { requests, concurrency, charges, name, tenant } = options;

function tell(message: ReservingMessage): void {
  process.send!(message);
}

async function main(): Promise<void> {
  let waiting: Array<() => void> = [];
  const buckets = new RedisTokenBuckets(
    await connectRedis({
      address: options.address,
      commandTimeoutMs: 30_000,
      onLost: () => {},
      onReady: () => {
        waiting.forEach(goOn => goOn());
        waiting = [];
      },
    }),
  );
  const result: ReservingResult = { granted: 0, refused: 0, unanswered: 0 };

  /** Taken before each attempt: the connection may be back before the attempt is known to have failed. */
  function nextReady(): Promise<void> {
    return new Promise(resolve => {
      waiting.push(resolve);
    });
  }

  async function reserve(requestId: string): Promise<void> {
    for (;;) {
      const ready = nextReady();
      try {
        const { outcome } = await buckets.reserve({
          tenant,
          requestId,
          tokens: 1,
          charges,
          expiresInMs: 3_600_000,
        });
        result[outcome === 'reserved' ? 'granted' : 'refused'] += 1;
        tell({ reserving: 'answered' });
        return;
      } catch (error) {
        if (!(error instanceof TokenBucketsUnavailableError)) {
          throw error;
        }
        result.unanswered += 1;
        await ready;
      }
    }
  }

  tell({ reserving: 'ready' });
  await new Promise(resolve => process.once('message', resolve));
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < requests) {
        next += 1;
        await reserve(`${name} ${next}`);
      }
    }),
  );
  tell({ reserving: 'done', result });
  await buckets.close();
  // The other side hangs up when it has the result.
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
