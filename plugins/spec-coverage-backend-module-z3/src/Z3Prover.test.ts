import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAILED, PROVEN, settle, testProver } from './__testUtils__/settle';

describe('Z3Prover', () => {
  jest.setTimeout(120_000);

  const prover = testProver({ workers: 2 });
  afterAll(() => prover.close());

  async function one(body: string) {
    const [{ durationMs, invariantKey, ...verdict }] = await settle(
      prover,
      body,
    );
    return verdict;
  }

  const unknown = (message: RegExp) => ({
    outcome: 'unknown',
    message: expect.stringMatching(message),
  });

  it('proves a claim that follows from its assumptions', async () => {
    expect(await one(PROVEN)).toEqual({ outcome: 'proven' });
  });

  it('proves a claim without assumptions', async () => {
    expect(await one('(define-fun invariant () Bool (or true false))')).toEqual(
      { outcome: 'proven' },
    );
  });

  it('refutes a claim, with the values in the order of their declaration', async () => {
    const verdict = await one(`
      (declare-const balance Int) (declare-const amount Int)
      (assert (= balance 3)) (assert (= amount 5))
      (define-fun after () Int (- balance amount))
      (define-fun invariant () Bool (>= after 0))`);
    expect(verdict).toEqual({
      outcome: 'failed',
      counterexample: [
        { name: 'balance', sort: 'Int', value: '3' },
        { name: 'amount', sort: 'Int', value: '5' },
        { name: 'after', sort: 'Int', value: '-2' },
      ],
    });
  });

  it('writes values of all kinds for people', async () => {
    const { outcome, counterexample } = await one(`
      (declare-sort Account 0)
      (declare-datatype State ((open) (closed (at Int) (reason String))))
      (declare-const |the ratio| Real) (declare-const root Real)
      (declare-const flags (_ BitVec 8)) (declare-const entries (Array Int Int))
      (declare-fun balance (Int) Int) (declare-const state State)
      (declare-const a Account) (declare-const b Account)
      (assert (= (* 3.0 |the ratio|) (- 1))) (assert (> root 0.0)) (assert (= (* root root) 2.0))
      (assert (= flags #xff))
      (assert (= entries (store ((as const (Array Int Int)) 6) 1 5)))
      (assert (forall ((i Int)) (= (balance i) (ite (= i 0) 5 3))))
      (assert (= state (closed (- 7) "fraud"))) (assert (distinct a b))
      (define-fun invariant () Bool (= root 0.0))`);
    expect(outcome).toBe('failed');
    expect(counterexample).toEqual([
      { name: 'the ratio', sort: 'Real', value: '-1/3' },
      { name: 'root', sort: 'Real', value: '≈1.4142135623' },
      { name: 'flags', sort: '(_ BitVec 8)', value: '#xff (255)' },
      {
        name: 'entries',
        sort: '(Array Int Int)',
        value: '[1] = 5, otherwise 6',
      },
      {
        name: 'balance',
        sort: '(Int) -> Int',
        value: 'balance(0) = 5, otherwise 3',
      },
      {
        name: 'state',
        sort: 'State',
        value: 'closed(at = -7, reason = "fraud")',
      },
      {
        name: 'a',
        sort: 'Account',
        value: expect.stringMatching(/^Account#\d$/),
      },
      {
        name: 'b',
        sort: 'Account',
        value: expect.stringMatching(/^Account#\d$/),
      },
    ]);
  });

  it('cuts a value that nobody would read', async () => {
    const { counterexample } = await one(`
      (declare-const x Int) (assert (> x 1${'0'.repeat(2000)}))
      (define-fun invariant () Bool (< x 5))`);
    expect(counterexample?.[0].value).toMatch(/^\d{500}… \(2001 characters\)$/);
  });

  it.each([
    [
      `(declare-const x Int)
(assert (> x 1))
(assert (> x 0))
(assert (< x 1))
(define-fun invariant () Bool (= x 7))`,
      'The assumptions on lines 12 and 14 contradict each other, so whatever is claimed follows from them',
    ],
    [
      `(define-fun invariant () Bool true)
(assert false)`,
      'What line 12 assumes can never hold, so whatever is claimed follows from it',
    ],
  ])(
    'finds assumptions that contradict each other: %s',
    async (body, message) => {
      expect(await one(body)).toEqual({ outcome: 'vacuous', message });
    },
  );

  it('does not call a claim proven whose assumptions it cannot decide', async () => {
    // The claim is one of the assumptions, so it follows; whether all of them can hold is too hard for Z3.
    expect(
      await one(`(declare-const x Real) (declare-const a Int)
       (assert (= (^ 2.0 x) 5.0)) (assert (> a 5))
       (define-fun invariant () Bool (> a 4))`),
    ).toEqual(unknown(/^The assumptions could not be shown satisfiable: \S/));
  });

  it('says why it could neither prove nor refute a claim', async () => {
    expect(
      await one(`(declare-const x Real)
       (define-fun invariant () Bool (> (^ 2.0 x) 0.0))`),
    ).toEqual(unknown(/^Z3 could neither prove nor refute the claim: \S/));
  });

  it.each([
    [
      'a syntax error',
      '(assert (> 1 0)\n(define-fun invariant () Bool true)',
      /^Line 11: '\(' is never closed$/,
    ],
    [
      'an undeclared name',
      '(declare-const x Int)\n(assert\n (> x\n\n y))\n(define-fun invariant () Bool true)',
      /^Line 15: unknown constant y$/,
    ],
    [
      'an undeclared name behind a comment and set-info',
      '; first\n(set-info :source "a\nb")\n(declare-const x Int)\n(define-fun invariant () Bool (> x z))',
      /^Line 15: unknown constant z$/,
    ],
    [
      'a wrong sort',
      '(declare-const x Bool)\n(assert (>= x 1))\n(define-fun invariant () Bool true)',
      /^Line 12: .*[Ss]ort/,
    ],
    [
      'a claim that is no Bool',
      '\n(define-fun invariant () Bool 1)',
      /^Line 12: .*[Ss]ort/,
    ],
    [
      'an unknown sort',
      '(declare-const x Money)\n(define-fun invariant () Bool true)',
      /^Line 11: .*unknown sort 'Money'/,
    ],
    [
      'a datatype without values',
      '(declare-datatype T ((c (next T))))\n(define-fun invariant () Bool true)',
      /^Line 11: datatype is not well-founded/,
    ],
    [
      'an unknown logic',
      '\n(set-logic FOO)(define-fun invariant () Bool true)',
      /^Line 12: Z3 does not know the logic 'FOO'/,
    ],
    [
      'a second invariant',
      '(define-fun invariant () Bool true)\n(define-fun invariant () Bool true)',
      /^Line 12: .*second time/,
    ],
    [
      'an assertion of the claim',
      '(define-fun invariant () Bool false)\n(assert |invariant|)',
      /^Line 12: An assertion mentions 'invariant'/,
    ],
    [
      'an assertion of the claim by another name',
      '(define-fun invariant () Bool false)\n(define-fun p () Bool invariant)(assert p)',
      /^Line 12: 'define-fun' mentions 'invariant'/,
    ],
    [
      'a NUL byte',
      '(define-fun invariant () Bool\n\0true)',
      /^Line 12: The control character U\+0000/,
    ],
    [
      'a body that is too long',
      `(define-fun invariant () Bool true);${'x'.repeat(70_000)}`,
      /^The formal body is 70036 characters long/,
    ],
    [
      'deep nesting',
      `(assert ${'('.repeat(5_000)}`,
      /^Line 11: Parentheses nest deeper/,
    ],
    [
      'a hundred thousand parentheses',
      '('.repeat(100_000),
      /100000 characters long/,
    ],
  ])(
    'leaves a claim with %s unknown, and says so',
    async (_, body, message) => {
      expect(await one(body)).toEqual(unknown(message));
    },
  );

  it('settles the others when some claims cannot be read', async () => {
    const verdicts = await settle(
      prover,
      PROVEN,
      `${PROVEN}\n(assert (`,
      FAILED,
      `${PROVEN}(exit)`,
      '(assert (> amount 0)) (define-fun invariant () Bool true)',
      PROVEN,
    );
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      'proven',
      'unknown',
      'failed',
      'unknown',
      'unknown',
      'proven',
    ]);
    // Neither this claim nor any other sees what the claims before it declared.
    expect(verdicts[4].message).toBe('Line 11: unknown constant amount');
  });

  it('writes no files for a document', async () => {
    const path = join(tmpdir(), `proofline-z3-${process.pid}`);
    expect(
      await one(
        `(set-option :regular-output-channel "${path}")(define-fun invariant () Bool true)`,
      ),
    ).toEqual(unknown(/'set-option' is not allowed/));
    expect(existsSync(path)).toBe(false);
  });

  it('takes no answer from a document for the answer of the solver', async () => {
    expect(
      await one('(define-fun invariant () Bool false)(echo "unsat")'),
    ).toEqual(unknown(/'echo' is not allowed/));
    expect(
      await one(
        '(declare-const |unsat\u00a0| Int)(assert |sat|)(define-fun invariant () Bool false)',
      ),
    ).toEqual(unknown(/unknown constant sat/));
  });

  it.each([
    '(set-logic QF_UF)',
    '(set-logic HORN)',
    '(set-logic QF_FD)',
    '(set-info :status unsat)',
    '(set-info :status sat)',
  ])('settles a claim as it would without %s', async remark => {
    // With some of these Z3 gives up, or leaves out the theory of whole numbers.
    const verdicts = await settle(
      prover,
      `${remark}${PROVEN}`,
      `${remark}${FAILED}`,
      `${remark}(declare-const x Int)(assert (< x 1 x))(define-fun invariant () Bool true)`,
    );
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      'proven',
      'failed',
      'vacuous',
    ]);
  });

  it('keeps whole numbers beyond 64 bits exact', async () => {
    expect(
      await one(
        `(define-fun invariant () Bool (= (+ 9007199254740993 1) 9007199254740994))`,
      ),
    ).toEqual({ outcome: 'proven' });
  });
});

describe('the version', () => {
  it('changes with all that can change a verdict, and with nothing else', async () => {
    const base = { timeoutMs: 10_000, memoryLimitMb: 512, workers: 1 };
    const version = (options: Partial<typeof base>) =>
      testProver({ ...base, ...options }).version;
    expect(version({})).toMatch(/^z3-\d+\.\d+\.\d+\/\d+\/10000ms\/512MB$/);
    expect(version({ workers: 4 })).toBe(version({}));
    expect(version({ timeoutMs: 20_000 })).not.toBe(version({}));
    expect(version({ memoryLimitMb: 1024 })).not.toBe(version({}));
  });
});
