import type {
  InvariantToProve,
  ProofRequest,
  ProverVerdict,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { Z3Prover } from '../Z3Prover';

/** A prover with limits that tests can live with, unless they say otherwise. */
export function testProver(
  options: Partial<{
    timeoutMs: number;
    memoryLimitMb: number;
    workers: number;
    idleMs: number;
    onStart: (z3Version: string) => void;
  }> = {},
): Z3Prover {
  const { idleMs, onStart, ...config } = options;
  return new Z3Prover(
    { timeoutMs: 120_000, memoryLimitMb: 512, workers: 1, ...config },
    { idleMs, onStart },
  );
}

/** Claims `C-1`, `C-2`… of the given bodies; each begins on line 11 of its document. */
export function requestOf(...bodies: string[]): ProofRequest {
  return {
    proofJobId: 'job',
    specRef: 'files:specs/test.md',
    contentHash: '0'.repeat(64),
    invariants: bodies.map(
      (body, index): InvariantToProve => ({
        key: `C-${index + 1}`,
        text: 'a claim',
        language: 'smt2',
        body,
        line: 11,
      }),
    ),
  };
}

/** Settles claims and gives their verdicts in the order of the bodies. */
export async function settle(
  prover: Z3Prover,
  ...bodies: string[]
): Promise<ProverVerdict[]> {
  const request = requestOf(...bodies);
  const verdicts = new Map<string, ProverVerdict>();
  for await (const verdict of prover.prove(
    request,
    new AbortController().signal,
  )) {
    verdicts.set(verdict.invariantKey, verdict);
  }
  return request.invariants.map(({ key }) => {
    const verdict = verdicts.get(key);
    if (!verdict) {
      throw new Error(`${key} was not settled`);
    }
    return verdict;
  });
}

/** A claim about two whole numbers that holds. */
export const PROVEN = `(declare-const balance Int) (declare-const amount Int)
(assert (>= balance 0)) (assert (<= 0 amount balance))
(define-fun invariant () Bool (>= (- balance amount) 0))`;

/** A claim that does not hold: amount may be larger than balance. */
export const FAILED = `(declare-const balance Int) (declare-const amount Int)
(assert (>= balance 0)) (assert (<= 0 amount))
(define-fun invariant () Bool (>= (- balance amount) 0))`;

/** Fermat's last theorem for cubes: true, and far beyond the solver. */
export const ENDLESS = `(declare-const x Int) (declare-const y Int) (declare-const z Int)
(assert (> x 0)) (assert (> y 0)) (assert (> z 0))
(define-fun invariant () Bool (distinct (+ (* x x x) (* y y y)) (* z z z)))`;

/** Multiplication of wide bit-vectors: needs gigabytes as soon as it is looked at. */
export const HUGE = `(declare-const a (_ BitVec 3000)) (declare-const b (_ BitVec 3000))
(assert (bvugt a (_ bv3 3000))) (assert (bvugt b (_ bv3 3000)))
(define-fun invariant () Bool (distinct (bvmul a b) #b${'01'.repeat(1500)}))`;
