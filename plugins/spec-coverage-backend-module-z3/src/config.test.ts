import { mockServices } from '@backstage/backend-test-utils';
import { readZ3Config } from './config';

const read = (z3?: object) =>
  readZ3Config(
    mockServices.rootConfig({
      data: z3 ? { specCoverage: { provers: { z3 } } } : {},
    }),
  );

describe('readZ3Config', () => {
  it('has defaults', () => {
    const defaults = { timeoutMs: 10_000, memoryLimitMb: 512, workers: 1 };
    expect(read()).toEqual(defaults);
    expect(read({})).toEqual(defaults);
  });

  it.each([
    ['30s', 30_000],
    ['PT2M', 120_000],
    [{ minutes: 1, seconds: 30 }, 90_000],
  ])('reads the duration %j', (timeout, timeoutMs) => {
    expect(read({ timeout }).timeoutMs).toBe(timeoutMs);
  });

  it('reads limits and workers', () => {
    expect(read({ memoryLimitMb: 1024, workers: 3 })).toEqual({
      timeoutMs: 10_000,
      memoryLimitMb: 1024,
      workers: 3,
    });
  });

  it.each([
    ['timeout', 'soon'],
    ['timeout', '10'],
    ['timeout', 10],
    ['timeout', '1ms'],
    ['timeout', { days: 2 }],
    ['timeout', { fortnights: 1 }],
    ['memoryLimitMb', 63],
    ['memoryLimitMb', 1801],
    ['memoryLimitMb', 100.5],
    ['memoryLimitMb', 'much'],
    ['workers', 0],
    ['workers', -1],
    ['workers', 65],
    ['workers', 1.5],
  ])('refuses %s: %j by its key', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(
      `specCoverage.provers.z3.${key}`,
    );
  });
});
