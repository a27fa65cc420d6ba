import { settle, testProver } from '../__testUtils__/settle';

const CLAIM = '(define-fun invariant () Bool true)';

describe('names that mean something to Z3', () => {
  jest.setTimeout(120_000);

  const prover = testProver();
  afterAll(() => prover.close());

  const BUILT_IN = [
    ...['true', 'false', 'not', 'and', 'or', 'xor', '=>', '=', 'distinct'],
    ...['ite', 'if', 'iff', 'implies', '+', '-', '*', '/', 'div', 'mod', 'rem'],
    ...['abs', '<', '<=', '>', '>=', '^', 'to_real', 'to_int', 'is_int'],
    ...['/0', 'div0', 'mod0', 'select', 'store', 'const', 'map', 'as-array'],
    ...['bvadd', 'bvult', 'concat', 'extract', 'bv2nat', 'int2bv', 'repeat'],
    ...['str.len', 'str.++', 'seq.empty', 'seq.unit', 're.all', 'str.<'],
    ...['fp.add', 'fp', 'RNE', 'roundTowardZero', '+oo', 'NaN', 'to_fp'],
    ...['at-most', 'pbeq', 'is', 'partial-order', 'union', 'subset'],
    ...['Int', 'Bool', 'Real', 'Array', 'BitVec', 'String', 'Seq', 'List'],
    ...['Float32', 'RoundingMode', 'Set', '|and|', 'bvudiv_i'],
  ];
  const uses = (name: string) => [
    `(declare-fun ${name} (Int) Bool)`,
    `(define-fun ${name} ((a Real) (b Int)) Bool true)`,
    `(declare-datatype T ((${name})))`,
    `(declare-datatype T ((c (${name} Int))))`,
    `(define-fun f ((${name} Int)) Int 1)`,
    `(assert (let ((${name} true)) true))`,
    `(assert (forall ((${name} Int)) true))`,
    `(assert (exists ((x Int) (${name} Int)) true))`,
    `(assert (= ((as const (Array Int Int)) 0) (lambda ((${name} Int)) 0)))`,
    `(declare-datatype T ((c (s Int))))(declare-const t T)(assert (match t (((c ${name}) true))))`,
    `(declare-sort ${name} 0)`,
    `(define-sort S (${name}) Int)`,
  ];

  it.each(BUILT_IN)(
    'does not let a claim give %s another meaning',
    async name => {
      const verdicts = await settle(
        prover,
        ...uses(name).map(command => `${command}\n${CLAIM}`),
      );
      for (const { outcome, message } of verdicts) {
        expect(outcome).toBe('unknown');
        expect(message).toContain(
          `'${name.replaceAll('|', '')}' has a meaning in SMT-LIB or Z3`,
        );
      }
    },
  );

  it('lets a claim use all other names in all these ways', async () => {
    for (const name of ['amount', '|and so on|', 'Not', 'x!0', 'größe']) {
      const quoted = name === 'größe' ? `|${name}|` : name;
      const verdicts = await settle(
        prover,
        ...uses(quoted).map(command => `${command}\n${CLAIM}`),
      );
      expect(
        verdicts.map(({ outcome, message }) => message ?? outcome),
      ).toEqual(verdicts.map(() => 'proven'));
    }
  });

  it('knows the functions that Z3 makes with its own sort List', async () => {
    const own =
      '(declare-datatype L ((nil) (insert (head Int) (tail L))))(declare-const l L)';
    const [without, within, plain] = await settle(
      prover,
      `${own}${CLAIM}`,
      `${own}(declare-const z (List Int))${CLAIM}`,
      `(define-fun invariant () Bool (= (head (insert 1 (as nil (List Int)))) 1))`,
    );
    expect(without.outcome).toBe('proven');
    expect(within.message).toContain(`'nil' has a meaning`);
    expect(plain.outcome).toBe('proven');
  });

  it('does not let variables turn a falsehood into a proof', async () => {
    const verdicts = await settle(
      prover,
      '(define-fun invariant () Bool (let ((false true)) false))',
      '(define-fun invariant () Bool (forall ((false Bool)) (or false (not false))))',
      '(define-fun >= ((a Int) (b Int)) Bool true)(define-fun invariant () Bool (>= 1 2))',
      '(define-fun not ((a Bool)) Bool a)(define-fun invariant () Bool (not true))',
    );
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(
      verdicts.map(() => 'unknown'),
    );
  });
});
