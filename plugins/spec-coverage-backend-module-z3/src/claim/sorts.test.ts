import { settle, testProver } from '../__testUtils__/settle';

const DECLARATIONS = `(declare-const x Int)(declare-const r Real)(declare-const b Bool)
(define-sort Cents () Int)(declare-const cents Cents)
(declare-fun f (Int) Int)(declare-fun g (Real) Real)(define-fun h ((y Cents)) Int y)
(declare-const a (Array Int Real))(declare-const whole (Array Int Int))
(declare-datatype T ((c (n Int)) (d (m Real))))(declare-const t T)
(declare-datatype P (par (X) ((p (q X)))))`;

describe('sorts that Z3 would make fit', () => {
  jest.setTimeout(120_000);

  const prover = testProver();
  afterAll(() => prover.close());

  const settleTerms = (terms: string[]) =>
    settle(
      prover,
      ...terms.map(
        term =>
          `${DECLARATIONS}\n(assert\n${term})(define-fun invariant () Bool true)`,
      ),
    );

  it('are refused where they change a value, or mix truth and numbers', async () => {
    const terms = [
      '(= (f r) x)',
      '(= (f 1.5) x)',
      '(= (h (* 2 r)) x)',
      '(= (f (ite b 1 r)) x)',
      '(= (f (let ((z r)) z)) x)',
      '(let ((z 1.5)) (= (c z) t))',
      '(forall ((z Real)) (= (f z) x))',
      '(= (f (g x)) x)',
      '(= (f (m t)) x)',
      '(= (f (select a x)) x)',
      '(= (f (match t (((c k) 1.0) ((d k) k)))) x)',
      '(= (f (/ x 2)) x)',
      '(= (f (to_real x)) x)',
      '(= (c 1.5) t)',
      '(= (div r 2) 1)',
      '(= (mod 7 r) 1)',
      '(= (select a r) 1.0)',
      '(= (store a 1.5 2.0) a)',
      '(= (store whole 1 2.5) whole)',
      '(= ((_ int2bv 8) r) #x01)',
      '(= x true)',
      '(= b 1)',
      '(distinct x b)',
      '(>= b 1)',
      '(= (+ x b) 1)',
      '(= (- b) 0)',
      '(= (abs b) 0)',
      '(= (/ b 2) 0.5)',
      '(= (to_int b) 1)',
      '(= (ite b true 1) 1)',
      '(= (f b) 1)',
      '(let ((z b)) (= z 1))',
      '(= (n t) (> x 1))',
    ];
    const verdicts = await settleTerms(terms);
    expect(
      verdicts.map(({ outcome, message }, index) => [
        terms[index],
        outcome,
        /^Line 18: Wrong sort: /.test(message ?? ''),
      ]),
    ).toEqual(terms.map(term => [term, 'unknown', true]));
  });

  it('are let through where nothing is lost, or it is asked for', async () => {
    const terms = [
      '(> r 1)',
      '(> r x)',
      '(= r 1)',
      '(= (g 1) r)',
      '(= (* 3 r) 2)',
      '(= (/ 1 3) r)',
      '(= (/ x 3) r)',
      '(= (ite b 1 2.0) r)',
      '(= (f (to_int r)) x)',
      '(= (h cents) (+ x cents))',
      '(= (select a x) 1)',
      '(= (store a x 1) a)',
      '(= (m t) 1)',
      '(= (match t (((c k) k) ((d k) (to_int k)))) (- x))',
      '(is_int r)',
      '(=> b (= b true))',
      '(= (let ((x r)) x) 1.5)',
      '(forall ((x Real)) (= (g x) (g x)))',
      '(= (q (p 1.5)) r)',
      '(= (select ((as const (Array Int Int)) 0) 1) (f 1))',
      '((_ is c) t)',
    ];
    const verdicts = await settleTerms(terms);
    expect(
      verdicts.map(({ message }, index) => [
        terms[index],
        /sort|^Line/i.test(message ?? ''),
      ]),
    ).toEqual(terms.map(term => [term, false]));
  });
});
