import { mockServices } from '@backstage/backend-test-utils';
import { Repeated } from './Repeated';

describe('Repeated', () => {
  const setUp = (recordFailure = jest.fn(async () => {})) => {
    const logger = mockServices.logger.mock();
    const run = jest.fn(async () => {});
    const repeated = new Repeated({
      task: 'roll-ups',
      everyMs: 1_000,
      run,
      runs: { recordFailure },
      logger,
    });
    return { logger, recordFailure, repeated, run };
  };

  it('records the first of failures in a row, and says when it is over', async () => {
    const { logger, recordFailure, repeated, run } = setUp();
    const error = new Error('The disk is full');
    run.mockRejectedValueOnce(error).mockRejectedValueOnce(error);
    await repeated.runOnce();
    await repeated.runOnce();
    expect(recordFailure.mock.calls).toEqual([
      ['roll-ups', expect.any(Date), error],
    ]);
    expect(logger.error).toHaveBeenCalledTimes(1);
    await repeated.runOnce();
    expect(logger.info).toHaveBeenCalledTimes(1);

    run.mockRejectedValueOnce(error);
    await repeated.runOnce();
    expect(recordFailure).toHaveBeenCalledTimes(2);
  });

  it('goes on when not even the failure can be recorded', async () => {
    const { logger, repeated, run } = setUp(
      jest.fn(async () => {
        throw new Error('The database is away');
      }),
    );
    run.mockRejectedValueOnce(new Error('The database is away'));
    await repeated.runOnce();
    expect(logger.error).toHaveBeenCalledTimes(2);
    await repeated.runOnce();
    expect(run).toHaveBeenCalledTimes(2);
  });
});
