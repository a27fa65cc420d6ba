import { describeProver } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { ENDLESS, FAILED, PROVEN, testProver } from './__testUtils__/settle';
import type { Z3Prover } from './Z3Prover';

describeProver({
  name: 'Z3',
  create: () => testProver({ workers: 2 }),
  destroy: prover => (prover as Z3Prover).close(),
  samples: {
    proven: { body: PROVEN },
    failed: { body: FAILED, language: 'smtlib' },
    vacuous: {
      body: '(assert false) (define-fun invariant () Bool true)',
    },
    broken: { body: '(define-fun invariant () Bool (> 1' },
    slow: { body: ENDLESS },
  },
});
