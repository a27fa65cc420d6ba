import { settle, testProver } from '../__testUtils__/settle';

const LIST = '(declare-datatype L ((nil) (cons (head Int) (tail L))))';
const TREE =
  '(declare-datatype T ((leaf) (node (left T) (value Int) (right T))))';

describe('recursive definitions', () => {
  jest.setTimeout(240_000);

  const prover = testProver();
  afterAll(() => prover.close());

  async function one(definition: string, claim: string) {
    const [verdict] = await settle(
      prover,
      `${definition}\n(define-fun invariant () Bool ${claim})`,
    );
    return verdict;
  }

  it.each([
    [
      'counting down',
      '(define-fun-rec sum ((n Int)) Int (ite (<= n 0) 0 (+ n (sum (- n 1)))))',
      '(= (sum 3) 6)',
    ],
    [
      'counting up to a parameter',
      '(define-fun-rec sum ((i Int) (n Int)) Int (ite (>= i n) 0 (+ i (sum (+ i 1) n))))',
      '(= (sum 0 4) 6)',
    ],
    [
      'counting up to a constant of the claim',
      '(declare-const n Int)(assert (= n 4))(define-fun-rec sum ((i Int)) Int (ite (< i n) (+ i (sum (+ i 1))) 0))',
      '(= (sum 0) 6)',
    ],
    [
      'counting up to a number',
      '(define-fun-rec f ((i Int)) Int (ite (> i 9) 0 (+ 1 (f (+ i 2)))))',
      '(= (f 0) 5)',
    ],
    [
      'halving',
      '(define-fun-rec log ((n Int)) Int (ite (<= n 1) 0 (+ 1 (log (div n 2)))))',
      '(= (log 8) 3)',
    ],
    [
      'a sort that is another name for Int',
      '(define-sort Cents () Int)(define-fun-rec f ((n Cents)) Int (ite (<= n 0) 0 (f (- n 1))))',
      '(= (f 3) 0)',
    ],
    [
      'conditions of and',
      '(define-fun-rec f ((n Int)) Bool (ite (and (> n 0) (< n 10)) (f (- n 1)) (= n 0)))',
      '(f 5)',
    ],
    [
      'a let that hides the parameter',
      '(define-fun-rec f ((n Int)) Int (ite (<= n 0) 0 (let ((m (- n 1))) (let ((n m)) (f n)))))',
      '(= (f 3) 0)',
    ],
    [
      'nested calls',
      '(define-fun-rec f ((n Int)) Int (ite (<= n 0) 0 (+ (f (- n 1)) (f (- n 2)) 1)))',
      '(= (f 2) 2)',
    ],
    [
      'a list, by its selectors',
      `${LIST}(define-fun-rec len ((l L)) Int (ite ((_ is nil) l) 0 (+ 1 (len (tail l)))))`,
      '(= (len (cons 1 (cons 2 nil))) 2)',
    ],
    [
      'a list, by match',
      `${LIST}(define-fun-rec len ((l L)) Int (match l ((nil 0) ((cons h t) (+ 1 (len t))))))`,
      '(= (len (cons 1 (cons 2 nil))) 2)',
    ],
    [
      'a tree',
      `${TREE}(define-fun-rec size ((t T)) Int (match t ((leaf 0) ((node l v r) (+ 1 (size l) (size r))))))`,
      '(= (size (node leaf 1 (node leaf 2 leaf))) 2)',
    ],
    [
      'two steps of a list',
      `${LIST}(define-fun-rec even ((l L)) Bool (match l ((nil true) ((cons h t) (match t ((nil false) ((cons i u) (even u))))))))`,
      '(even (cons 1 (cons 2 nil)))',
    ],
    [
      'functions that call each other',
      '(define-funs-rec ((even ((n Int)) Bool) (odd ((n Int)) Bool)) ((ite (<= n 0) true (odd (- n 1))) (ite (<= n 0) false (even (- n 1)))))',
      '(even 10)',
    ],
    [
      'no recursion at all',
      '(define-fun-rec f ((n Int)) Int (+ n 1))',
      '(= (f 1) 2)',
    ],
  ])('are proven about: %s', async (_, definition, claim) => {
    const { outcome, message } = await one(definition, claim);
    expect(message ?? outcome).toBe('proven');
  });

  it('are refuted with values', async () => {
    const { outcome, counterexample } = await one(
      '(define-fun-rec sum ((n Int)) Int (ite (<= n 0) 0 (+ n (sum (- n 1)))))(declare-const n Int)(assert (= n 8))(define-fun total () Int (sum n))',
      '(<= total 30)',
    );
    expect(outcome).toBe('failed');
    expect(counterexample).toEqual([
      { name: 'n', sort: 'Int', value: '8' },
      { name: 'total', sort: 'Int', value: '36' },
    ]);
  });

  // Z3 takes each of these on trust, finds that the assumptions can hold, and then proves whatever is claimed.
  it.each([
    [
      'a number that is larger than itself',
      '(define-fun-rec f ((x Int)) Int (+ 1 (f x)))(declare-const x Int)',
      '(or (> x 0) (= (f x) 5))',
    ],
    [
      'a truth that is false',
      '(define-fun-rec f ((x Int)) Bool (not (f x)))(declare-const x Int)',
      '(or (> x 0) (f x))',
    ],
    [
      'a bound that is passed',
      '(define-fun-rec f ((n Int)) Int (ite (= n 0) 0 (+ 1 (f (- n 1)))))',
      '(= (f 3) 3)',
    ],
    [
      'a call outside of its condition',
      '(define-fun-rec f ((n Int)) Int (+ (f (- n 1)) (ite (<= n 0) 0 1)))',
      '(= (f 3) 3)',
    ],
    [
      'a condition that stands behind the call',
      '(define-fun-rec f ((n Int)) Bool (and (f (- n 1)) (> n 0)))',
      '(f 3)',
    ],
    [
      'real numbers, which can be halved for ever',
      '(define-fun-rec f ((x Real)) Real (ite (<= x 0.0) 0.0 (+ 1.0 (f (/ x 2.0)))))',
      '(= (f 1.0) 5.0)',
    ],
    [
      'a half that Z3 rounds away',
      '(define-fun-rec f ((x Int)) Int (ite (>= x 10) 0 (+ 1 (f (+ x (^ 0.25 0.5))))))',
      '(= (f 1) 5)',
    ],
    [
      'the tail of a list that may be empty',
      `${LIST}(define-fun-rec len ((l L)) Int (+ 1 (len (tail l))))`,
      '(= (len nil) 1)',
    ],
    [
      'a match that gives the whole again',
      `${LIST}(define-fun-rec f ((l L)) Int (match l ((nil 0) ((cons h t) (+ 1 (f l))))))`,
      '(= (f (cons 1 nil)) 1)',
    ],
    [
      'a list that is put together again',
      `${LIST}(define-fun-rec f ((l L)) Int (match l ((nil 0) ((cons h t) (+ 1 (f (cons h t)))))))`,
      '(= (f (cons 1 nil)) 1)',
    ],
    [
      'a name that hides a part',
      `${LIST}(define-fun-rec f ((l L)) Int (match l ((nil 0) ((cons h t) (let ((t l)) (+ 1 (f t)))))))`,
      '(= (f (cons 1 nil)) 1)',
    ],
    [
      'a name that hides the parameter',
      '(define-fun-rec f ((n Int) (m Int)) Int (let ((n (+ n 5))) (ite (<= n 0) 0 (+ 1 (f (- n 1) m)))))',
      '(= (f 1 1) 1)',
    ],
    [
      'a variable of a pattern that has the name of the parameter',
      `${LIST}(define-fun-rec f ((nil L) (o L)) Int (match o (((cons h nil) (ite ((_ is cons) nil) (+ 1 (f (tail nil) o)) 0)) (x 0))))`,
      '(= (f (as nil L) (cons 1 (cons 2 (as nil L)))) 1)',
    ],
    [
      'functions that call each other in a circle',
      '(define-funs-rec ((f ((n Int)) Int) (g ((n Int)) Int)) ((+ 1 (g n)) (f n)))',
      '(= (f 1) 1)',
    ],
    [
      'a constant that is larger than itself',
      '(define-fun-rec c () Int (+ 1 c))',
      '(= c 1)',
    ],
    [
      'a function that is passed on as a value',
      '(define-fun-rec f ((n Int)) Int (+ 1 (select (_ as-array f) n)))',
      '(= (f 1) 1)',
    ],
    [
      'a call within lambda',
      '(define-fun-rec f ((n Int)) Int (+ 1 (select (lambda ((i Int)) (f i)) n)))',
      '(= (f 1) 1)',
    ],
  ])(
    'are refused when they may never end: %s',
    async (_, definition, claim) => {
      const { outcome, message } = await one(definition, claim);
      expect(message).toMatch(
        /^Line 11: .*could not be shown to end|cannot be shown to end/,
      );
      expect(outcome).toBe('unknown');
    },
  );

  it('are refused when their conditions are so large that nobody could check them', async () => {
    let condition = `(> n ${'1'.repeat(20_000)})`;
    for (let depth = 0; depth < 100; depth++) {
      condition = `(ite ${condition} (f (- n 1)) true)`;
    }
    const { outcome, message } = await one(
      `(define-fun-rec f ((n Int)) Bool ${condition})`,
      'true',
    );
    expect(outcome).toBe('unknown');
    expect(message).toMatch(/^Line 11: .* too large to show/);
  });

  it('are reported by the line when a name within is not known', async () => {
    const { message } = await one(
      '\n(define-fun-rec f ((n Int)) Int\n(ite (<= n 0) 0 (f (- k 1))))',
      'true',
    );
    expect(message).toBe('Line 13: unknown constant k');
  });
});
