import { ANSWER_LIMITS, parse, SExpression } from '../smtlib';
import { readModel } from './functions';
import { expandLets } from './lets';
import { formatFunction, formatWhole, ValueContext } from './values';

const read = (text: string): SExpression =>
  parse(text, { limits: ANSWER_LIMITS, lenient: true })[0];

const context: ValueContext = {
  constructors: new Map([
    ['nil', { name: 'nil', selectors: [], sorts: [] }],
    ['cons', { name: 'cons', selectors: ['head', 'tail'], sorts: [] }],
  ]),
  functions: new Map(),
};

describe('formatWhole', () => {
  it.each([
    ['5', '5'],
    ['(- 5)', '-5'],
    ['2.0', '2'],
    ['(- 10.0)', '-10'],
    ['(/ 1.0 3.0)', '1/3'],
    ['(- (/ 1.0 3.0))', '-1/3'],
    ['(/ (- 1.0) 3.0)', '-1/3'],
    ['(/ 5.0 2.0)', '2.5'],
    ['(- (/ 1.0 100.0))', '-0.01'],
    ['(/ 7.0 1024.0)', '7/1024'],
    ['(/ 1.0 0.0)', '1/0'],
    ['1.4142135623?', '≈1.4142135623'],
    ['(- 1.4142135623?)', '≈-1.4142135623'],
    ['#xff', '#xff (255)'],
    ['#b101', '#b101 (5)'],
    ['(_ bv7 8)', '7'],
    ['true', 'true'],
    ['"a ""b"""', '"a ""b"""'],
    ['Account!val!3', 'Account#3'],
    ['(fp #b0 #x81 #b10100000000000000000001)', '6.500000476837158'],
    ['(fp #b1 #b01111111111 #x0000000000000)', '-1'],
    ['(fp #b0 #x00 #b00000000000000000000001)', '1.401298464324817e-45'],
    ['(_ +zero 8 24)', '0'],
    ['(_ -zero 8 24)', '-0'],
    ['(_ -oo 8 24)', '-oo'],
    ['(_ NaN 8 24)', 'NaN'],
    ['nil', 'nil'],
    ['(as nil (L Int))', 'nil'],
    [
      '(cons 1 (cons (- 2) nil))',
      'cons(head = 1, tail = cons(head = -2, tail = nil))',
    ],
    ['((as cons (L Int)) 1 nil)', 'cons(head = 1, tail = nil)'],
    ['(as seq.empty (Seq Int))', '[]'],
    ['(seq.unit (- 1))', '[-1]'],
    ['(seq.++ (seq.unit 1) (seq.++ (seq.unit 2) (seq.unit 3)))', '[1, 2, 3]'],
    ['((as const (Array Int Int)) 0)', 'always 0'],
    ['(store ((as const (Array Int Int)) 3) 0 5)', '[0] = 5, otherwise 3'],
    [
      '(store (store (store ((as const (Array Int Int)) 0) 1 1) 2 2) 1 (- 9))',
      '[2] = 2, [1] = -9, otherwise 0',
    ],
    [
      '(store ((as const (Array Int Int Int)) 0) 1 2 3)',
      '[1, 2] = 3, otherwise 0',
    ],
    [
      '(store ((as const (Array Int (Array Int Bool))) ((as const (Array Int Bool)) true)) 7 (store ((as const (Array Int Bool)) true) 3 false))',
      '[7] = {[3] = false, otherwise true}, otherwise {always true}',
    ],
    ['(lambda ((x Int)) (ite (= x 1) 2 3))', '[1] = 2, otherwise 3'],
    ['(something new)', '(something new)'],
  ])('writes %s as %s', (text, expected) => {
    expect(formatWhole(read(text), context)).toBe(expected);
  });
});

describe('formatFunction', () => {
  const format = (model: string, name = 'f') => {
    const functions = readModel(read(model));
    const definition = functions.get(name);
    return (
      definition && formatFunction(name, definition, { ...context, functions })
    );
  };

  it.each([
    [
      '((define-fun f ((x!0 Int)) Int (ite (= x!0 0) 5 3)))',
      'f(0) = 5, otherwise 3',
    ],
    [
      '((define-fun f ((x!0 Int)) Int (ite (= 1 x!0) 5 (ite (= x!0 2) 6 (- 3)))))',
      'f(1) = 5, f(2) = 6, otherwise -3',
    ],
    [
      '((define-fun f ((x!0 Int) (x!1 Bool)) Int (ite (and (= x!0 2) (= x!1 true)) 1 0)))',
      'f(2, true) = 1, otherwise 0',
    ],
    [
      '((define-fun f ((x!0 Int) (x!1 Int)) Int (ite (= x!1 2) 1 0)))',
      'f(any, 2) = 1, otherwise 0',
    ],
    ['((define-fun f ((x!0 Int)) Int 0))', 'always 0'],
    [
      '((define-fun f ((x!0 Int)) Int (ite (= x!0 3) 10 x!0)))',
      'f(x!0) = (ite (= x!0 3) 10 x!0)',
    ],
    [
      '((define-fun f ((x!0 Int)) Int (ite (> x!0 3) 10 0)))',
      'f(x!0) = (ite (> x!0 3) 10 0)',
    ],
    [
      ';; universe\n((declare-fun U!val!0 () U) (forall ((x U)) (= x U!val!0)) (define-fun f ((x!0 U)) Int (ite (= x!0 U!val!0) 1 2)))',
      'f(U#0) = 1, otherwise 2',
    ],
  ])('writes %s as %s', (model, expected) => {
    expect(format(model)).toBe(expected);
  });

  it('looks up arrays that are made of functions of the model', () => {
    const functions = readModel(
      read('((define-fun k!0 ((x!0 Int)) Int (ite (= x!0 1) 2 0)))'),
    );
    expect(
      formatWhole(read('(store (_ as-array k!0) 5 6)'), {
        ...context,
        functions,
      }),
    ).toBe('[5] = 6, otherwise [1] = 2, otherwise 0');
  });
});

describe('expandLets', () => {
  it('writes out what is shared, with the right meaning of hidden names', () => {
    const value = read('(let ((a 1) (b (f a))) (let ((a 2)) (g a b)))');
    expect(formatWhole(expandLets(value) ?? value, context)).toBe(
      '(g 2 (f a))',
    );
  });

  it('gives up on what grows without bounds', () => {
    let text = 'x';
    for (let depth = 0; depth < 60; depth++) {
      text = `(let ((x (f x x))) ${text})`;
    }
    expect(expandLets(read(text))).toBeUndefined();
  });
});
