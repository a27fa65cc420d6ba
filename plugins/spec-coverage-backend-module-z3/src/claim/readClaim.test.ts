import { ClaimError } from '../ClaimError';
import { ALLOWED_COMMANDS, readClaim } from '.';

const INVARIANT = '(define-fun invariant () Bool true)';

function errorOf(body: string): ClaimError {
  try {
    readClaim(body);
  } catch (error) {
    expect(error).toBeInstanceOf(ClaimError);
    return error as ClaimError;
  }
  throw new Error(`${body} was read`);
}

describe('readClaim', () => {
  it('reads what a claim declares, defines and assumes', () => {
    const claim = readClaim(`
      (set-logic ALL) (set-info :source "a book")
      (declare-sort Account 0) (define-sort Cents () Int)
      (declare-datatypes ((Tree 1)) ((par (T) ((leaf) (node (left (Tree T)) (value T))))))
      (declare-const balance Cents) (declare-fun owner (Account) Int)
      (declare-fun rate () Real)
      (define-const fee Int 3) (define-fun double ((x Int)) Int (* 2 x))
      (define-fun-rec f ((n Int)) Int (ite (<= n 0) 0 (f (- n 1))))
      (assert (forall ((y Int)) (let ((z y)) (= z y))))
      ${INVARIANT}`);
    expect(claim.declared.map(({ name }) => name)).toEqual([
      'balance',
      'owner',
      'rate',
    ]);
    expect(
      claim.declared.map(({ argumentSorts }) => argumentSorts.length),
    ).toEqual([0, 1, 0]);
    expect(claim.definedConstants.map(({ name }) => name)).toEqual(['fee']);
    expect(claim.constructors.get('node')?.selectors).toEqual([
      'left',
      'value',
    ]);
    expect(claim.recursion).toHaveLength(1);
    expect(claim.logics.map(({ text }) => text)).toEqual(['ALL']);
    expect(claim.commands.map(({ name }) => name)).not.toContain('set-logic');
    expect(claim.commands.map(({ name }) => name)).not.toContain('set-info');
    expect(new Set(claim.names.map(({ name }) => name))).toEqual(
      new Set(
        ['Account', 'Cents', 'Tree', 'T', 'leaf', 'node', 'left', 'value']
          .concat(['is-leaf', 'is-node', 'balance', 'owner', 'rate', 'fee'])
          .concat(['double', 'x', 'f', 'n', 'y', 'z', 'invariant']),
      ),
    );
  });

  it('finds the names that match binds, and no constructors', () => {
    const claim = readClaim(`
      (declare-datatype L ((nil) (cons (hd Int) (tl L))))
      (declare-const l L)
      (assert (match l ((nil true) ((cons h t) (> h 0)))))
      (assert (match l (((cons a b) true) (other false))))
      ${INVARIANT}`);
    const names = claim.names.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['h', 't', 'a', 'b', 'other']),
    );
    expect(names.filter(name => name === 'nil')).toHaveLength(1);
  });

  const refused = [
    ['(exit)', 'exit'],
    ['(echo "unsat")', 'echo'],
    ['(set-option :regular-output-channel "/tmp/proofline-x")', 'set-option'],
    ['(reset)', 'reset'],
    ['(reset-assertions)', 'reset-assertions'],
    ['(push 1)', 'push'],
    ['(pop 1)', 'pop'],
    ['(check-sat)', 'check-sat'],
    ['(check-sat-assuming (a))', 'check-sat-assuming'],
    ['(check-sat-using smt)', 'check-sat-using'],
    ['(get-model)', 'get-model'],
    ['(get-value (x))', 'get-value'],
    ['(get-info :version)', 'get-info'],
    ['(eval x)', 'eval'],
    ['(simplify x)', 'simplify'],
    ['(include "/etc/passwd")', 'include'],
    ['(apply skip)', 'apply'],
    ['(declare-rel R (Int))', 'declare-rel'],
    ['(declare-codatatypes () ())', 'declare-codatatypes'],
    ['(define-funs () ())', 'define-funs'],
    ['(assert-soft true)', 'assert-soft'],
    ['(minimize x)', 'minimize'],
    ['(|exit|)', 'exit'],
    ['(EXIT)', 'EXIT'],
    ['(invariant)', 'invariant'],
  ];
  it.each(refused)('refuses %s by name and line', (command, name) => {
    const error = errorOf(`${INVARIANT}\n${command}`);
    expect(error.message).toContain(`The command '${name}' is not allowed`);
    expect(error.line).toBe(2);
  });

  it('lets through what the design names, and nothing else', () => {
    for (const name of ALLOWED_COMMANDS) {
      expect(name).toMatch(
        /^(declare-.+|define-.+|assert|set-logic|set-info)$/,
      );
    }
  });

  it.each([
    ['exit', /Expected a command in parentheses, found 'exit'/],
    ['()', /Expected a command in parentheses/],
    ['(("assert") true)', /name of a command/],
    ['(assert)', /Expected \(assert <term>\)/],
    ['(assert true false)', /Expected \(assert <term>\)/],
    ['(declare-const x)', /Expected \(declare-const/],
    ['(declare-const "x" Int)', /Expected a name/],
    ['(declare-fun f Int Int)', /sorts of arguments in parentheses/],
    ['(define-fun f (x) Int 1)', /a parameter and its sort/],
    ['(define-fun f ((x Int Int)) Int 1)', /a parameter and its sort/],
    ['(declare-datatype T ())', /at least one constructor/],
    ['(declare-datatype T ((c (s))))', /a selector and its sort/],
    ['(declare-datatype T (()))', /constructor needs a name/],
    ['(declare-datatypes ((T 0)) ())', /constructors of each/],
    ['(declare-datatypes (T) (((c))))', /number of parameters/],
    ['(define-funs-rec ((f () Int)) ())', /one term for each/],
    ['(define-funs-rec (f) (1))', /<parameters>/],
    ['(set-logic)', /Expected \(set-logic/],
    ['(set-logic "ALL")', /name of a logic/],
    ['(set-info status unsat)', /Expected \(set-info/],
  ])('refuses %s, which is not made as it must be', (command, message) => {
    const error = errorOf(`${INVARIANT}\n${command}`);
    expect(error.message).toMatch(message);
    expect(error.line).toBe(2);
  });

  it.each([
    ['', /not defined: expected \(define-fun invariant/],
    ['(define-fun Invariant () Bool true)', /not defined/],
    ['(declare-const invariant Bool)', /must be defined as/],
    ['(define-const invariant Bool true)', /must be defined as/],
    ['(define-fun-rec invariant () Bool true)', /must be defined as/],
    ['(define-fun invariant ((x Int)) Bool true)', /must be defined as/],
    ['(define-fun invariant () Int 1)', /must be defined as/],
    ['(declare-datatype T ((invariant)))', /must be defined as/],
    ['(define-fun invariant () Bool (not invariant))', /mentions 'invariant'/],
  ])('refuses the definition %j', (body, message) => {
    expect(errorOf(body).message).toMatch(message);
  });

  it.each([
    ['(define-fun invariant () Bool false)', /second time/],
    ['(define-fun |invariant| () Bool false)', /second time/],
    ['(declare-fun invariant (Int) Bool)', /second time/],
    ['(declare-datatype T ((c (invariant Int))))', /second time/],
    ['(assert invariant)', /An assertion mentions 'invariant'/],
    ['(assert |invariant|)', /An assertion mentions 'invariant'/],
    ['(assert (=> true (and true invariant)))', /An assertion mentions/],
    ['(assert (let ((invariant true)) invariant))', /An assertion mentions/],
    [
      '(define-fun same () Bool invariant)\n(assert same)',
      /'define-fun' mentions/,
    ],
    ['(define-fun f ((invariant Bool)) Bool true)', /'define-fun' mentions/],
    ['(define-fun-rec f ((x Int)) Bool |invariant|)', /mentions 'invariant'/],
  ])('refuses %j beside the definition', (command, message) => {
    for (const body of [
      `${INVARIANT}\n${command}`,
      `(assert true)\n${command}\n${INVARIANT}`,
    ]) {
      const error = errorOf(body);
      expect(error.message).toMatch(message);
      expect(error.line).toBeGreaterThanOrEqual(2);
    }
  });

  it.each([
    ['(declare-const x Int)\n(declare-const x Int)', 'x', 2],
    ['(declare-const x Int)\n(declare-fun x (Int) Int)', 'x', 2],
    ['(declare-const x Int)\n(define-fun |x| () Int 1)', 'x', 2],
    ['(declare-fun f (Int) Int)\n(declare-fun f (Bool) Int)', 'f', 2],
    ['(declare-sort S 0)\n(define-sort S () Int)', 'S', 2],
    ['(declare-datatype T ((c)))\n(declare-const c Int)', 'c', 2],
    ['(declare-datatype T ((c (s Int))\n (d (s Int))))', 's', 2],
    ['(declare-datatype T ((c)))\n(declare-fun is-c (T) Bool)', 'is-c', 2],
  ])('refuses %j, which gives two things one name', (commands, name, line) => {
    const error = errorOf(`${commands}\n${INVARIANT}`);
    expect(error.message).toContain(
      `'${name}' is declared or defined a second time`,
    );
    expect(error.line).toBe(line);
  });

  it.each(['let', '|let|', '_', 'as', '!', 'forall', 'lambda', 'par', 'match'])(
    'refuses the word %s as a name, also of a variable',
    word => {
      for (const command of [
        `(declare-const ${word} Int)`,
        `(define-fun f ((${word} Int)) Int 1)`,
        `(assert (let ((${word} true)) true))`,
        `(assert (exists ((${word} Int)) true))`,
      ]) {
        expect(errorOf(`${INVARIANT}${command}`).message).toMatch(
          /is a word of SMT-LIB/,
        );
      }
    },
  );

  it.each(['.assumption-0', '@x'])('refuses the name %s', name => {
    expect(errorOf(`(declare-const ${name} Int)${INVARIANT}`).message).toMatch(
      /kept for solvers/,
    );
  });

  it.each(['choice', '|choice|', 'root-obj'])(
    'refuses %s, which is not SMT-LIB',
    word => {
      const error = errorOf(
        `${INVARIANT}\n(assert (${word} ((x Int)) (> x 0)))`,
      );
      expect(error.message).toMatch(/is not allowed in a claim/);
      expect(error.line).toBe(2);
    },
  );

  it.each([
    '(define-fun f ((x Int) (x Bool)) Int 1)',
    '(define-fun-rec f ((x Int) (x Bool)) Int 1)',
    '(assert (forall ((x Int) (x Bool)) x))',
    '(assert (let ((x 1) (|x| true)) x))',
  ])('refuses two variables of one name: %s', command => {
    const error = errorOf(`${INVARIANT}\n${command}`);
    expect(error.message).toBe(`The variable 'x' is there twice`);
    expect(error.line).toBe(2);
  });

  it('refuses attributes that are not patterns', () => {
    const error = errorOf(`(assert\n(! true :named a))${INVARIANT}`);
    expect(error.message).toContain(`':named' is not allowed`);
    expect(error.line).toBe(2);
    expect(() =>
      readClaim(
        `(declare-fun f (Int) Int)
         (assert (forall ((x Int)) (! (= (f x) x) :pattern ((f x)))))${INVARIANT}`,
      ),
    ).not.toThrow();
  });
});
