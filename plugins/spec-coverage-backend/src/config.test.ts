import { mockServices } from '@backstage/backend-test-utils';
import { readSpecCoverageConfig } from './config';

function read(specCoverage?: object) {
  return readSpecCoverageConfig(
    mockServices.rootConfig({ data: specCoverage ? { specCoverage } : {} }),
  );
}

describe('readSpecCoverageConfig', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      reconcile: { frequency: { hours: 1 }, timeout: { minutes: 15 } },
      catalogSync: { frequency: { seconds: 30 }, timeout: { minutes: 5 } },
      checkConcurrency: 8,
      fetchTimeoutMs: 30_000,
      listTimeoutMs: 900_000,
      proofConcurrency: 1,
      leaseMs: 15_000,
      historyDays: 732,
    });
  });

  it('takes what is configured', () => {
    expect(
      read({
        reconcile: { frequency: { minutes: 5 }, timeout: { minutes: 1 } },
        checks: { concurrency: 8, fetchTimeout: { seconds: 5 } },
        proofs: { concurrency: 2 },
        lease: '1m',
        history: { retention: { days: 100 } },
      }),
    ).toMatchObject({
      reconcile: { frequency: { minutes: 5 } },
      checkConcurrency: 8,
      fetchTimeoutMs: 5_000,
      proofConcurrency: 2,
      leaseMs: 60_000,
      historyDays: 100,
    });
  });

  it.each([
    [{ checks: { concurrency: 0 } }, 'specCoverage.checks.concurrency'],
    [{ proofs: { concurrency: 1.5 } }, 'specCoverage.proofs.concurrency'],
    [{ lease: '10ms' }, 'specCoverage.lease'],
    [{ lease: 'soon' }, 'lease'],
    [{ history: { retention: '29d' } }, 'specCoverage.history.retention'],
    [{ history: { retention: 'long' } }, 'retention'],
  ])('refuses %j and names the key', (config, key) => {
    expect(() => read(config)).toThrow(key);
  });
});
