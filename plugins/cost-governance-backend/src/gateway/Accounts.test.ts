import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { Accounts } from './Accounts';

const USE = {
  model: 'gpt-4o',
  inputTokens: 1,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  longCacheWriteInputTokens: 0,
  outputTokens: 2,
  isEstimated: false,
};

/** A governor whose settles fail as they are told to, one after the other. */
function start(failures: Error[]) {
  const logger = mockServices.logger.mock();
  const settled: unknown[] = [];
  const waits: number[] = [];
  const accounts = new Accounts({
    logger,
    governor: {
      settle: async (...settle) => {
        const failure = failures.shift();
        if (failure) {
          throw failure;
        }
        settled.push(settle);
        return {} as never;
      },
      release: async () => {},
    },
    wait: async ms => waits.push(ms),
  });
  return { accounts, logger, settled, waits };
}

describe('Accounts', () => {
  it('settles again until the database and the buckets are back', async () => {
    const { accounts, logger, settled, waits } = start([
      new Error('no connection'),
      new Error('Redis is away'),
    ]);
    accounts.settle('an-id', 'gateway:key:1', USE);
    await accounts.idle();
    expect(settled).toEqual([['an-id', 'gateway:key:1', USE]]);
    expect(waits).toEqual([200, 1_000]);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('says which reservation could not be settled', async () => {
    const { accounts, logger, settled } = start(
      Array(10).fill(new Error('no connection')),
    );
    accounts.settle('an-id', 'gateway:key:1', USE);
    await accounts.idle();
    expect(settled).toEqual([]);
    expect(logger.error.mock.calls).toEqual([
      [expect.stringMatching(/an-id.*no connection/)],
    ]);
  });

  it('does not settle again what can never be settled', async () => {
    const { accounts, logger, waits } = start([
      new ConflictError('it was released'),
    ]);
    accounts.settle('an-id', 'gateway:key:1', USE);
    await accounts.idle();
    expect(waits).toEqual([]);
    expect(logger.error).toHaveBeenCalledTimes(1);
  });
});
