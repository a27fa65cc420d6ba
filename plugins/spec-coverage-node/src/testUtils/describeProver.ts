import type { VerdictOutcome } from '@proofline/backstage-plugin-spec-coverage-common';
import type {
  InvariantToProve,
  ProofRequest,
  Prover,
  ProverVerdict,
} from '../prover';

/**
 * A formal body that a prover is tried with.
 *
 * @public
 */
export interface ProverSample {
  body: string;
  /** One of the prover's languages; its first one unless it is given. */
  language?: string;
}

/**
 * Formal bodies of each kind.
 *
 * @public
 */
export interface ProverSamples {
  /** A claim that holds. */
  proven: ProverSample;
  /** A claim that does not hold. */
  failed: ProverSample;
  /** A claim whose assumptions contradict each other, where the prover can tell. */
  vacuous?: ProverSample;
  /** Not a claim at all, for example a syntax error. */
  broken: ProverSample;
  /** A claim that the prover works on until it is stopped; without it, stopping is tried with claims that hold. */
  slow?: ProverSample;
}

/**
 * What {@link describeProver} checks.
 *
 * @public
 */
export interface DescribeProverOptions {
  /** Name of the prover, for the names of the tests. */
  name: string;
  /** Makes the prover. Called for each test. */
  create(): Prover | Promise<Prover>;
  /** Frees what a prover made by `create` holds. */
  destroy?(prover: Prover): void | Promise<void>;
  samples: ProverSamples;
  /** How long one test may take, in ms. Defaults to two minutes. */
  timeoutMs?: number;
}

const ID = /^[a-z][a-z0-9-]*$/;
const OUTCOMES: readonly VerdictOutcome[] = [
  'proven',
  'failed',
  'vacuous',
  'unknown',
];

/**
 * Defines the tests that each prover must pass: call it in a test file. It needs Jest's globals.
 *
 * @example
 * ```ts
 * describeProver({
 *   name: 'z3',
 *   create: () => new Z3Prover(config),
 *   samples: {
 *     proven: { body: '(define-fun invariant () Bool true)' },
 *     failed: { body: '(define-fun invariant () Bool false)' },
 *     broken: { body: '(' },
 *   },
 * });
 * ```
 *
 * @public
 */
export function describeProver(options: DescribeProverOptions): void {
  const { samples, timeoutMs = 120_000 } = options;
  // Taken when it is called: this file is imported by tests, and is none itself.
  const { afterEach, beforeEach, describe, it } = globalThis;

  describe(`the prover ${options.name}`, () => {
    let prover: Prover;

    const invariant = (
      key: string,
      { body, language }: ProverSample,
    ): InvariantToProve => ({
      key,
      text: `claim ${key}`,
      language: language ?? prover.languages[0],
      body,
      line: 7,
    });
    const prove = (invariants: InvariantToProve[]) =>
      collect(
        prover.prove(requestOf(invariants), new AbortController().signal),
      );

    beforeEach(async () => {
      prover = await options.create();
    }, timeoutMs);
    afterEach(() => options.destroy?.(prover), timeoutMs);

    it(
      'has an id, a version that stays the same, and languages in lower case',
      async () => {
        expect(prover.id).toMatch(ID);
        expect(prover.version.trim()).not.toBe('');
        expect(prover.languages.length).toBeGreaterThan(0);
        expect(new Set(prover.languages).size).toBe(prover.languages.length);
        for (const language of prover.languages) {
          expect(language).toMatch(/^\S+$/);
          expect(language).toBe(language.toLowerCase());
        }
        const other = await options.create();
        try {
          expect(other.id).toBe(prover.id);
          expect(other.version).toBe(prover.version);
        } finally {
          await options.destroy?.(other);
        }
      },
      timeoutMs,
    );

    it(
      'settles each claim once, with the right outcome, and a broken one as unknown with a message',
      async () => {
        const expected: Array<[VerdictOutcome, ProverSample]> = [
          ['proven', samples.proven],
          ['unknown', samples.broken],
          ['failed', samples.failed],
          ...(samples.vacuous
            ? [['vacuous', samples.vacuous] as [VerdictOutcome, ProverSample]]
            : []),
          ['proven', samples.proven],
        ];
        const verdicts = await prove(
          expected.map(([, sample], index) =>
            invariant(`CLAIM-${index}`, sample),
          ),
        );
        expect(outcomesOf(verdicts)).toEqual(
          expected.map(([outcome], index) => [`CLAIM-${index}`, outcome]),
        );
        verdicts.forEach(expectWellFormed);
        expect(
          verdicts.find(({ outcome }) => outcome === 'unknown')?.message,
        ).toMatch(/\S/);
      },
      timeoutMs,
    );

    it(
      'gives the same outcomes when it is asked again',
      async () => {
        const claims = [
          invariant('B', samples.failed),
          invariant('A', samples.proven),
          invariant('C', samples.broken),
        ];
        const first = await prove(claims);
        const second = await prove(claims);
        expect(outcomesOf(second)).toEqual(outcomesOf(first));
      },
      timeoutMs,
    );

    it(
      'has nothing to say when it is asked nothing',
      async () => {
        expect(await prove([])).toEqual([]);
      },
      timeoutMs,
    );

    it(
      'keeps requests apart that run at the same time',
      async () => {
        const [first, second] = await Promise.all([
          prove([invariant('SAME', samples.proven)]),
          prove([invariant('SAME', samples.failed)]),
        ]);
        expect(outcomesOf(first)).toEqual([['SAME', 'proven']]);
        expect(outcomesOf(second)).toEqual([['SAME', 'failed']]);
      },
      timeoutMs,
    );

    it(
      'says nothing and throws the reason when it is aborted before it begins',
      async () => {
        const reason = new Error('not needed');
        const { verdicts, error } = await collectUntilError(
          prover.prove(
            requestOf([invariant('A', samples.proven)]),
            AbortSignal.abort(reason),
          ),
        );
        expect(verdicts).toEqual([]);
        expect(error).toBe(reason);
      },
      timeoutMs,
    );

    it(
      'stops and throws the reason when it is aborted while it works, and works again after that',
      async () => {
        const reason = new Error('not needed any more');
        const abort = new AbortController();
        const rest = Array.from({ length: 20 }, (_, index) =>
          invariant(`REST-${index}`, samples.slow ?? samples.proven),
        );
        const { verdicts, error } = await collectUntilError(
          prover.prove(
            requestOf([invariant('FIRST', samples.proven), ...rest]),
            abort.signal,
          ),
          () => abort.abort(reason),
        );
        expect(verdicts).toHaveLength(1);
        expect(error).toBe(reason);
        expect(
          outcomesOf(await prove([invariant('AFTER', samples.proven)])),
        ).toEqual([['AFTER', 'proven']]);
      },
      timeoutMs,
    );

    it(
      'works again after somebody stopped to listen',
      async () => {
        const claims = Array.from({ length: 5 }, (_, index) =>
          invariant(`CLAIM-${index}`, samples.proven),
        );
        for await (const verdict of prover.prove(
          requestOf(claims),
          new AbortController().signal,
        )) {
          expect(verdict.outcome).toBe('proven');
          break;
        }
        expect(
          outcomesOf(await prove([invariant('AFTER', samples.failed)])),
        ).toEqual([['AFTER', 'failed']]);
      },
      timeoutMs,
    );
  });
}

function requestOf(invariants: InvariantToProve[]): ProofRequest {
  return {
    proofJobId: 'describe-prover',
    specRef: 'files:specs/describe-prover.md',
    contentHash: 'a'.repeat(64),
    invariants,
  };
}

async function collect(
  verdicts: AsyncIterable<ProverVerdict>,
): Promise<ProverVerdict[]> {
  const all: ProverVerdict[] = [];
  for await (const verdict of verdicts) {
    all.push(verdict);
  }
  return all;
}

async function collectUntilError(
  iterable: AsyncIterable<ProverVerdict>,
  onVerdict: () => void = () => {},
): Promise<{ verdicts: ProverVerdict[]; error: unknown }> {
  const verdicts: ProverVerdict[] = [];
  try {
    for await (const verdict of iterable) {
      verdicts.push(verdict);
      onVerdict();
    }
  } catch (error) {
    return { verdicts, error };
  }
  return { verdicts, error: undefined };
}

// One entry for each verdict, so that a claim that is settled twice shows up twice.
function outcomesOf(
  verdicts: ProverVerdict[],
): Array<[string, VerdictOutcome]> {
  return verdicts
    .map(({ invariantKey, outcome }): [string, VerdictOutcome] => [
      invariantKey,
      outcome,
    ])
    .sort(([a], [b]) => a.localeCompare(b));
}

function expectWellFormed(verdict: ProverVerdict) {
  expect(OUTCOMES).toContain(verdict.outcome);
  expect(Number.isFinite(verdict.durationMs)).toBe(true);
  expect(verdict.durationMs).toBeGreaterThanOrEqual(0);
  if (verdict.outcome !== 'failed') {
    expect(verdict.counterexample ?? []).toEqual([]);
  }
  for (const { name, sort, value } of verdict.counterexample ?? []) {
    expect(name).toMatch(/\S/);
    expect(sort).toMatch(/\S/);
    expect(value).toMatch(/\S/);
  }
}
