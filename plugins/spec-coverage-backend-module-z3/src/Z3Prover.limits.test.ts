import { setImmediate } from 'node:timers/promises';
import type { ProverVerdict } from '@proofline/backstage-plugin-spec-coverage-node';
import {
  ENDLESS,
  FAILED,
  HUGE,
  PROVEN,
  requestOf,
  settle,
  testProver,
} from './__testUtils__/settle';
import type { Z3Prover } from './Z3Prover';

describe('Z3Prover and claims that ask too much', () => {
  jest.setTimeout(600_000);

  let prover: Z3Prover | undefined;
  const proverWith = (options: Parameters<typeof testProver>[0]) => {
    prover = testProver(options);
    return prover;
  };
  afterEach(async () => {
    jest.useRealTimers();
    await prover?.close();
    prover = undefined;
  });

  it('ends a claim that goes on for ever, and settles the next one', async () => {
    const [endless, next] = await settle(
      proverWith({ timeoutMs: 8_000 }),
      ENDLESS,
      PROVEN,
    );
    expect(endless).toMatchObject({
      outcome: 'unknown',
      message:
        'Z3 was stopped after 8 seconds while it looked for values that refute the claim',
    });
    expect(endless.durationMs).toBeGreaterThanOrEqual(7_900);
    expect(next.outcome).toBe('proven');
  });

  it.each([
    ['step by step', HUGE],
    [
      'all at once',
      `(define-fun invariant () Bool (= ((_ repeat 100000000) #xab) ((_ repeat 100000000) #xac)))`,
    ],
    [
      'for definitions that double',
      `(declare-const a Int)(define-fun f0 ((x Int)) Int x)
${Array.from(
  { length: 40 },
  (_, i) =>
    `(define-fun f${
      i + 1
    } ((x Int)) Int (+ (f${i} (+ x 1)) (f${i} (* x ${i}))))`,
).join('\n')}
(assert (> (f40 a) 0))(define-fun invariant () Bool (= (f40 a) 5))`,
    ],
  ])(
    'ends a claim that asks for too much memory, %s, and settles the next one',
    async (_, body) => {
      const [greedy, next] = await settle(
        proverWith({ memoryLimitMb: 128 }),
        body,
        PROVEN,
      );
      expect(greedy.outcome).toBe('unknown');
      expect(greedy.message).toMatch(/^Z3 ran out of memory while it/);
      expect(next.outcome).toBe('proven');
    },
  );

  it('settles two thousand claims in one request, each once and on its own', async () => {
    const bodies = Array.from({ length: 2_000 }, (_, index) =>
      index % 2 === 0
        ? `(declare-const x Int)(assert (= x ${index}))(define-fun invariant () Bool (< x ${
            index + 1
          }))`
        : `(declare-const x Bool)(define-fun invariant () Bool x)`,
    );
    const verdicts: ProverVerdict[] = [];
    const request = requestOf(...bodies);
    for await (const verdict of proverWith({ workers: 2 }).prove(
      request,
      new AbortController().signal,
    )) {
      verdicts.push(verdict);
    }
    const outcomes = new Map(
      verdicts.map(({ invariantKey, outcome }) => [invariantKey, outcome]),
    );
    expect(verdicts).toHaveLength(2_000);
    expect(request.invariants.map(({ key }) => outcomes.get(key))).toEqual(
      bodies.map((_, index) => (index % 2 === 0 ? 'proven' : 'failed')),
    );
  });

  it('lets others be aborted while they wait for a worker', async () => {
    const busy = proverWith({ workers: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const running = busy
      .prove(requestOf(PROVEN, ENDLESS), first.signal)
      [Symbol.asyncIterator]();
    await running.next();
    const endless = running.next();

    const waiting = busy
      .prove(requestOf(FAILED), second.signal)
      [Symbol.asyncIterator]()
      .next();
    const reason = new Error('not needed');
    second.abort(reason);
    await expect(waiting).rejects.toBe(reason);

    const end = new Error('stop');
    first.abort(end);
    await expect(endless).rejects.toBe(end);
    const [after] = await settle(busy, FAILED);
    expect(after.outcome).toBe('failed');
  });

  it('ends what runs when it is closed', async () => {
    const closing = proverWith({ workers: 1 });
    const running = closing
      .prove(requestOf(PROVEN, ENDLESS), new AbortController().signal)
      [Symbol.asyncIterator]();
    await running.next();
    const endless = running.next();
    // By then the worker has got the claim.
    await setImmediate();
    await setImmediate();
    await Promise.all([
      closing.close(),
      expect(endless).rejects.toMatchObject({
        name: 'SolverStopped',
        message: 'Z3 is shutting down',
      }),
    ]);
  });

  it('keeps a worker for the next claims, and ends it when it was idle for a minute', async () => {
    jest.useFakeTimers({ advanceTimers: false });
    const onStart = jest.fn();
    const idle = proverWith({ onStart });
    await settle(idle, PROVEN, FAILED);
    await settle(idle, PROVEN);
    await jest.advanceTimersByTimeAsync(59_000);
    await settle(idle, PROVEN);
    expect(onStart).toHaveBeenCalledTimes(1);

    await jest.advanceTimersByTimeAsync(60_000);
    await settle(idle, PROVEN);
    expect(onStart).toHaveBeenCalledTimes(2);
    expect(onStart).toHaveBeenCalledWith(expect.stringMatching(/^Z3 \d+\./));
  });
});
