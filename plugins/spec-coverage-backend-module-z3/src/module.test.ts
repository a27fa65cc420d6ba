import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Prover,
  proversExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import specCoverageModuleZ3 from '.';
import { PROVEN, requestOf } from './__testUtils__/settle';

async function start(data: object) {
  const provers: Prover[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        proversExtensionPoint,
        { addProver: (prover: Prover) => void provers.push(prover) },
      ],
    ],
    features: [specCoverageModuleZ3, mockServices.rootConfig.factory({ data })],
  });
  return { backend, provers };
}

describe('specCoverageModuleZ3', () => {
  jest.setTimeout(120_000);

  it('adds a prover that works without configuration, and ends its workers with the backend', async () => {
    const { backend, provers } = await start({});
    expect(provers.map(({ id }) => id)).toEqual(['z3']);
    const [prover] = provers;
    expect(prover.languages).toEqual(['smt2', 'smtlib', 'smt-lib', 'smtlib2']);

    const signal = new AbortController().signal;
    const outcomes: string[] = [];
    for await (const { outcome } of prover.prove(requestOf(PROVEN), signal)) {
      outcomes.push(outcome);
    }
    expect(outcomes).toEqual(['proven']);

    await backend.stop();
    await expect(
      prover.prove(requestOf(PROVEN), signal)[Symbol.asyncIterator]().next(),
    ).rejects.toThrow('Z3 is shutting down');
  });

  it('takes its limits from the configuration', async () => {
    const { backend, provers } = await start({
      specCoverage: { provers: { z3: { timeout: '3s', memoryLimitMb: 128 } } },
    });
    expect(provers[0].version).toMatch(/\/3000ms\/128MB$/);
    await backend.stop();
  });

  it('refuses a bad configuration with its key', async () => {
    await expect(
      start({ specCoverage: { provers: { z3: { workers: 0 } } } }),
    ).rejects.toThrow(/specCoverage\.provers\.z3\.workers/);
  });
});
