import { headOf, isList, isSymbol, List, SExpression } from '../smtlib';
import {
  arrayParts,
  BOOL,
  expectAlike,
  expectFits,
  expectNumbers,
  INT,
  joined,
  REAL,
  Sort,
} from './sortRules';
import type { ClaimCommand } from './types';

type Variables = ReadonlyMap<string, Sort>;

interface Signature {
  argumentSorts: Sort[];
  sort: Sort;
}

/** Functions that give back what they are given: whole numbers, unless one argument is a Real. */
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', 'abs']);
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const EQUATIONS: ReadonlySet<string> = new Set(['=', 'distinct']);
const WHOLE_DIVISIONS: ReadonlySet<string> = new Set(['div', 'mod', 'rem']);
const LOGIC: ReadonlySet<string> = new Set(['and', 'or', 'not', 'xor', '=>']);

class SortReader {
  readonly #signatures = new Map<string, Signature>();
  /** Other names of sorts, by `define-sort`; `undefined` for those with parameters. */
  readonly #aliases = new Map<string, Sort>();

  read({ name, list, introduction }: ClaimCommand) {
    const { declared, defined, recursive = [], constructors } = introduction;
    if (name === 'define-sort' && isSymbol(list.items[1])) {
      const parameters = list.items[2];
      this.#aliases.set(
        list.items[1].text,
        isList(parameters) && parameters.items.length === 0
          ? this.#resolve(list.items[3])
          : undefined,
      );
    }
    for (const known of [declared, defined]) {
      if (known) {
        this.#add(known.name, known.argumentSorts, known.sort);
      }
    }
    for (const { name: function_, parameters, sort } of recursive) {
      this.#add(
        function_,
        parameters.map(parameter => parameter.sort),
        sort,
      );
    }
    for (const constructor of constructors) {
      this.#add(constructor.name, constructor.sorts, undefined);
      constructor.selectors.forEach((selector, index) =>
        this.#add(selector, [undefined], constructor.sorts[index]),
      );
    }
    for (const { parameters, term } of introduction.bodies) {
      this.#sortOf(
        term,
        new Map(
          parameters.map(parameter => [
            parameter.name,
            this.#resolve(parameter.sort),
          ]),
        ),
      );
    }
  }

  #add(name: string, argumentSorts: Sort[], sort: Sort) {
    this.#signatures.set(name, {
      argumentSorts: argumentSorts.map(argument => this.#resolve(argument)),
      sort: this.#resolve(sort),
    });
  }

  #resolve(sort: Sort): Sort {
    return isSymbol(sort) && this.#aliases.has(sort.text)
      ? this.#aliases.get(sort.text)
      : sort;
  }

  #sortOf(term: SExpression, variables: Variables): Sort {
    switch (term.type) {
      case 'numeral':
        return INT;
      case 'decimal':
        return REAL;
      case 'symbol':
        return this.#sortOfSymbol(term.text, variables);
      case 'list':
        return this.#sortOfList(term, variables);
      default:
        return undefined;
    }
  }

  #sortOfSymbol(name: string, variables: Variables): Sort {
    if (variables.has(name)) {
      return variables.get(name);
    }
    if (name === 'true' || name === 'false') {
      return BOOL;
    }
    const signature = this.#signatures.get(name);
    return signature?.argumentSorts.length === 0 ? signature.sort : undefined;
  }

  #sortOfList(term: List, variables: Variables): Sort {
    const head = headOf(term);
    switch (head) {
      case 'let':
        return this.#sortOfLet(term, variables);
      case 'forall':
      case 'exists':
      case 'lambda':
        this.#sortOfBound(term, variables);
        return head === 'lambda' ? undefined : BOOL;
      case 'match':
        return this.#sortOfMatch(term, variables);
      case '!':
        return term.items[1] && this.#sortOf(term.items[1], variables);
      case '_':
      case 'as':
        return undefined;
      default: {
        const given = term.items.slice(1);
        const sorts = given.map(item => this.#sortOf(item, variables));
        return head === undefined
          ? this.#sortOfSpecial(term, sorts)
          : this.#sortOfCall(head, term, sorts);
      }
    }
  }

  #sortOfCall(name: string, term: List, sorts: Sort[]): Sort {
    const signature = this.#signatures.get(name);
    if (signature) {
      sorts.forEach((sort, index) =>
        expectFits(name, sort, signature.argumentSorts[index], term, index),
      );
      return signature.sort;
    }
    if (LOGIC.has(name)) {
      return BOOL;
    }
    if (ARITHMETIC.has(name) || COMPARISONS.has(name) || name === '^') {
      expectNumbers(name, sorts, term);
      if (COMPARISONS.has(name)) {
        return BOOL;
      }
      return name === '^' ? undefined : joined(sorts);
    }
    if (EQUATIONS.has(name)) {
      expectAlike(name, sorts, term);
      return BOOL;
    }
    if (WHOLE_DIVISIONS.has(name)) {
      sorts.forEach((sort, index) => expectFits(name, sort, INT, term, index));
      return INT;
    }
    switch (name) {
      case 'ite':
        expectAlike(name, sorts.slice(1), term);
        return joined(sorts.slice(1));
      case '/':
        expectNumbers(name, sorts, term);
        return REAL;
      case 'to_real':
        expectNumbers(name, sorts, term);
        return REAL;
      case 'to_int':
        expectNumbers(name, sorts, term);
        return INT;
      case 'is_int':
        return BOOL;
      case 'select':
        return arrayParts(name, sorts, term)?.at(-1);
      case 'store':
        arrayParts(name, sorts, term);
        return sorts[0];
      default:
        return undefined;
    }
  }

  /** A call whose head is not a plain name: `((_ is cons) x)`, `((as const (Array Int Int)) 0)`. */
  #sortOfSpecial(term: List, sorts: Sort[]): Sort {
    const head = term.items[0];
    if (!isList(head)) {
      return undefined;
    }
    if (isSymbol(head.items[0], 'as') && isSymbol(head.items[1], 'const')) {
      return this.#resolve(head.items[2]);
    }
    if (isSymbol(head.items[0], '_') && isSymbol(head.items[1])) {
      const name = head.items[1].text;
      if (name === 'int2bv' || name === 'int_to_bv') {
        expectFits(name, sorts[0], INT, term, 0);
      }
      return name === 'is' ? BOOL : undefined;
    }
    return undefined;
  }

  #sortOfLet(term: List, variables: Variables): Sort {
    const [, bindings, body] = term.items;
    const inner = new Map(variables);
    for (const binding of isList(bindings) ? bindings.items : []) {
      if (isList(binding) && isSymbol(binding.items[0]) && binding.items[1]) {
        inner.set(
          binding.items[0].text,
          this.#sortOf(binding.items[1], variables),
        );
      }
    }
    return body && this.#sortOf(body, inner);
  }

  #sortOfBound(term: List, variables: Variables): Sort {
    const [, bound, body] = term.items;
    const inner = new Map(variables);
    for (const pair of isList(bound) ? bound.items : []) {
      if (isList(pair) && isSymbol(pair.items[0])) {
        inner.set(pair.items[0].text, this.#resolve(pair.items[1]));
      }
    }
    return body && this.#sortOf(body, inner);
  }

  #sortOfMatch(term: List, variables: Variables): Sort {
    const [, matched, cases] = term.items;
    if (matched) {
      this.#sortOf(matched, variables);
    }
    const sorts: Sort[] = [];
    for (const item of isList(cases) ? cases.items : []) {
      const [pattern, body] = isList(item) ? item.items : [];
      if (pattern && body) {
        sorts.push(this.#sortOf(body, this.#inPattern(pattern, variables)));
      }
    }
    return joined(sorts);
  }

  #inPattern(pattern: SExpression, variables: Variables): Variables {
    const inner = new Map(variables);
    if (!isList(pattern)) {
      if (isSymbol(pattern)) {
        inner.set(pattern.text, undefined);
      }
      return inner;
    }
    const constructor = this.#signatures.get(headOf(pattern) ?? '');
    pattern.items.slice(1).forEach((variable, index) => {
      if (isSymbol(variable)) {
        inner.set(variable.text, constructor?.argumentSorts[index]);
      }
    });
    return inner;
  }
}

/**
 * Refuses the sorts that Z3 would make fit without a word, and that SMT-LIB calls wrong: a Real where an Int is
 * expected is rounded down, so that fractions of a cent disappear, and a Bool where a number is expected counts as 0 or
 * 1. An Int where a Real is expected loses nothing, is common, and is let through.
 *
 * What is not known here is left to Z3, which reports all other sorts that are wrong.
 *
 * @throws ClaimError with the line
 */
export function checkSorts(commands: readonly ClaimCommand[]) {
  const reader = new SortReader();
  for (const command of commands) {
    reader.read(command);
  }
}
