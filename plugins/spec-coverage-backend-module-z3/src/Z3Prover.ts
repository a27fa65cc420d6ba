import { setImmediate } from 'node:timers/promises';
import type {
  InvariantToProve,
  ProofRequest,
  Prover,
  ProverVerdict,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { version as z3SolverVersion } from 'z3-solver/package.json';
import { ClaimError } from './ClaimError';
import { Claim, readClaim } from './claim';
import type { Z3Config } from './config';
import { settleClaim, Settlement } from './settle/settleClaim';
import { Vocabulary } from './settle/Vocabulary';
import { Z3Pool } from './worker/Z3Pool';

interface Settled {
  verdict: ProverVerdict;
  settled: Promise<Settled>;
}

/** Raised whenever a claim could be settled differently than before, so that all claims are settled again. */
const SEMANTICS_VERSION = 1;

/**
 * Settles claims in SMT-LIB with Z3, in worker threads.
 *
 * @internal
 */
export class Z3Prover implements Prover {
  readonly id = 'z3';
  readonly languages: readonly string[] = [
    'smt2',
    'smtlib',
    'smt-lib',
    'smtlib2',
  ];
  /** The limits are part of it: with more time or memory, a claim that was `unknown` may be settled. */
  readonly version: string;

  readonly #pool: Z3Pool;
  readonly #vocabulary = new Vocabulary();
  readonly #workers: number;

  constructor(
    config: Z3Config,
    options: { onStart?: (z3Version: string) => void; idleMs?: number } = {},
  ) {
    const { timeoutMs, memoryLimitMb, workers } = config;
    this.version = `z3-${z3SolverVersion}/${SEMANTICS_VERSION}/${timeoutMs}ms/${memoryLimitMb}MB`;
    this.#workers = workers;
    this.#pool = new Z3Pool({ ...config, ...options });
  }

  async *prove(
    request: ProofRequest,
    signal: AbortSignal,
  ): AsyncIterable<ProverVerdict> {
    signal.throwIfAborted();
    const waiting = request.invariants.values();
    const running = new Set<Promise<Settled>>();
    // Ends what still runs when one claim throws, or when nobody takes the next verdict.
    const leave = new AbortController();
    const stopped = AbortSignal.any([signal, leave.signal]);
    const startNext = () => {
      const { value: invariant } = waiting.next();
      if (invariant) {
        const settled: Promise<Settled> = this.#settle(invariant, stopped).then(
          verdict => ({ verdict, settled }),
        );
        running.add(settled);
      }
    };
    try {
      for (let worker = 0; worker < this.#workers; worker++) {
        startNext();
      }
      while (running.size > 0) {
        const { verdict, settled } = await Promise.race(running);
        signal.throwIfAborted();
        running.delete(settled);
        startNext();
        yield verdict;
        signal.throwIfAborted();
      }
    } finally {
      leave.abort();
      await Promise.allSettled(running);
    }
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #settle(
    invariant: InvariantToProve,
    signal: AbortSignal,
  ): Promise<ProverVerdict> {
    // Claims that cannot be read need no worker; a thousand of them must not keep the backend from its other work.
    await setImmediate();
    const read = readOrExplain(invariant);
    if ('settlement' in read) {
      return {
        invariantKey: invariant.key,
        durationMs: read.durationMs,
        ...read.settlement,
      };
    }
    return this.#pool.use(async session => {
      const start = performance.now();
      const settlement = await settleClaim(read.claim, {
        session,
        vocabulary: this.#vocabulary,
        firstLine: invariant.line,
      });
      return {
        invariantKey: invariant.key,
        durationMs: read.durationMs + since(start),
        ...settlement,
      };
    }, signal);
  }
}

function readOrExplain(
  invariant: InvariantToProve,
):
  | { claim: Claim; durationMs: number }
  | { settlement: Settlement; durationMs: number } {
  const start = performance.now();
  try {
    return { claim: readClaim(invariant.body), durationMs: since(start) };
  } catch (error) {
    if (error instanceof ClaimError) {
      return {
        settlement: {
          outcome: 'unknown',
          message: error.describe(invariant.line),
        },
        durationMs: since(start),
      };
    }
    throw error;
  }
}

function since(start: number): number {
  return Math.round(performance.now() - start);
}
