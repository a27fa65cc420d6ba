import { ClaimError } from '../ClaimError';
import {
  Atom,
  headOf,
  isList,
  isSymbol,
  List,
  mentions,
  print,
  SExpression,
} from '../smtlib';
import { atLargeBound, Measure, numberOf, PARAMETER_ALIAS } from './measures';
import { inCase, namesOf, Scope, without } from './scope';
import type { Constructor, RecursiveFunction, RecursiveGroup } from './types';

/**
 * What a proof of termination needs to know of the claim around a recursive definition.
 */
export interface TerminationContext {
  constructors: ReadonlyMap<string, Constructor>;
}

/** Whether any function of a group calls itself or another one of the group. */
export function isRecursive(group: RecursiveGroup): boolean {
  const names = new Set(group.functions.map(({ name }) => name));
  return group.functions.some(({ body }) => mentions(body, names));
}

class CallReader {
  readonly #functions: ReadonlyMap<
    string,
    { definition: RecursiveFunction; measure: Measure }
  >;
  readonly #context: TerminationContext;
  readonly #constructorOfSelector: ReadonlyMap<string, string>;
  #measure: Measure;

  constructor(
    group: RecursiveGroup,
    measures: readonly Measure[],
    context: TerminationContext,
  ) {
    this.#functions = new Map(
      group.functions.map(
        (definition, index) =>
          [definition.name, { definition, measure: measures[index] }] as const,
      ),
    );
    this.#context = context;
    this.#constructorOfSelector = new Map(
      [...context.constructors.values()].flatMap(({ name, selectors }) =>
        selectors.map(selector => [selector, name] as const),
      ),
    );
    this.#measure = measures[0];
  }

  read(definition: RecursiveFunction, measure: Measure): string | undefined {
    this.#measure = measure;
    const { parameters, body } = definition;
    const formula = this.#term(body, {
      parameters: new Map(parameters.map(({ name }, index) => [name, index])),
      parts: new Map(),
    });
    if (formula === undefined || parameters.length === 0) {
      return formula;
    }
    const bound = parameters
      .map(({ name, sort }) => `(${print(symbol(name))} ${print(sort)})`)
      .join(' ');
    // Names within the body may hide the parameters, so the measure speaks of them by names of its own.
    const aliases = parameters
      .map(({ name }, i) => `(${PARAMETER_ALIAS}${i} ${print(symbol(name))})`)
      .join(' ');
    return `(forall (${bound}) (let (${aliases}) ${formula}))`;
  }

  #term(term: SExpression, scope: Scope): string | undefined {
    if (!isList(term)) {
      if (isSymbol(term) && this.#functions.has(term.text)) {
        throw notACall(term.text, term.line);
      }
      return undefined;
    }
    const head = headOf(term);
    const rest = term.items.slice(1);
    switch (head) {
      case 'ite':
        return this.#choice(rest, scope);
      case 'and':
      case '=>':
        return this.#sequence(rest, scope, condition => condition);
      case 'or':
        return this.#sequence(rest, scope, condition => `(not ${condition})`);
      case 'let':
        return this.#let(term, scope);
      case 'forall':
      case 'exists':
        return this.#quantifier(term, scope);
      case 'lambda':
        this.#refuseCalls(term);
        return undefined;
      case 'match':
        return this.#match(term, scope);
      default: {
        const called =
          head === undefined ? undefined : this.#functions.get(head);
        if (!called) {
          return conjunction(term.items.map(item => this.#term(item, scope)));
        }
        return conjunction([
          ...rest.map(item => this.#term(item, scope)),
          this.#smaller(term, called.definition, called.measure, scope),
        ]);
      }
    }
  }

  #choice(parts: SExpression[], scope: Scope): string | undefined {
    if (parts.length !== 3) {
      return conjunction(parts.map(part => this.#term(part, scope)));
    }
    const condition = print(parts[0]);
    const [before, then, otherwise] = parts.map(part =>
      this.#term(part, scope),
    );
    return conjunction([
      before,
      then && `(=> ${condition} ${then})`,
      otherwise && `(=> (not ${condition}) ${otherwise})`,
    ]);
  }

  #sequence(
    parts: SExpression[],
    scope: Scope,
    goesOn: (condition: string) => string,
  ): string | undefined {
    let formula: string | undefined;
    for (const part of [...parts].reverse()) {
      formula = conjunction([
        this.#term(part, scope),
        formula && `(=> ${goesOn(print(part))} ${formula})`,
      ]);
    }
    return formula;
  }

  #let(term: List, scope: Scope): string | undefined {
    const [, bindings, body] = term.items;
    const pairs = isList(bindings) ? bindings.items : [];
    const values = pairs.map(pair =>
      isList(pair) && pair.items[1]
        ? this.#term(pair.items[1], scope)
        : undefined,
    );
    const inner = body && this.#term(body, without(scope, namesOf(pairs)));
    return conjunction([
      ...values,
      inner && `(let ${print(bindings)} ${inner})`,
    ]);
  }

  #quantifier(term: List, scope: Scope): string | undefined {
    const [, variables, body] = term.items;
    const pairs = isList(variables) ? variables.items : [];
    const inner = body && this.#term(body, without(scope, namesOf(pairs)));
    return inner && `(forall ${print(variables)} ${inner})`;
  }

  #match(term: List, scope: Scope): string | undefined {
    const [, matched, cases] = term.items;
    if (!matched || !isList(cases)) {
      this.#refuseCalls(term);
      return undefined;
    }
    const root = isSymbol(matched)
      ? scope.parameters.get(matched.text) ?? scope.parts.get(matched.text)
      : undefined;
    const formulas = cases.items.map(item => {
      const [pattern, body] = isList(item) ? item.items : [];
      return pattern && body
        ? {
            pattern,
            formula: this.#term(
              body,
              inCase(scope, pattern, root, this.#context.constructors),
            ),
          }
        : undefined;
    });
    if (!formulas.some(found => found?.formula)) {
      return this.#term(matched, scope);
    }
    const printed = formulas.flatMap(found =>
      found ? [`(${print(found.pattern)} ${found.formula ?? 'true'})`] : [],
    );
    return conjunction([
      this.#term(matched, scope),
      `(match ${print(matched)} (${printed.join(' ')}))`,
    ]);
  }

  #smaller(
    call: List,
    called: RecursiveFunction,
    measure: Measure,
    scope: Scope,
  ): string {
    const given = call.items.slice(1);
    if (given.length !== called.parameters.length || given.length === 0) {
      throw notACall(called.name, call.line);
    }
    const own = this.#measure;
    if (own.type === 'number' && measure.type === 'number') {
      const before = numberOf(own, index => `${PARAMETER_ALIAS}${index}`);
      const after = numberOf(measure, index => print(given[index]));
      return `(and (< ${after} ${before}) ${atLargeBound(before)})`;
    }
    if (own.type === 'part' && measure.type === 'part') {
      const conditions = this.#partOf(
        given[measure.parameter],
        own.parameter,
        scope,
      );
      return conditions ? `(and true ${conditions.join(' ')})` : 'false';
    }
    return 'false';
  }

  /** The conditions under which a term is a proper part of a parameter; `undefined` where that cannot be seen. */
  #partOf(
    term: SExpression,
    parameter: number,
    scope: Scope,
  ): string[] | undefined {
    if (isSymbol(term)) {
      return scope.parts.get(term.text) === parameter ? [] : undefined;
    }
    const constructor = this.#constructorOfSelector.get(headOf(term) ?? '');
    if (constructor === undefined || !isList(term) || term.items.length !== 2) {
      return undefined;
    }
    const whole = term.items[1];
    const isParameter =
      isSymbol(whole) && scope.parameters.get(whole.text) === parameter;
    const conditions = isParameter ? [] : this.#partOf(whole, parameter, scope);
    return (
      conditions && [
        ...conditions,
        `((_ is ${print(symbol(constructor))}) ${print(whole)})`,
      ]
    );
  }

  #refuseCalls(term: List) {
    if (mentions(term, this.#functions)) {
      throw notACall([...this.#functions.keys()].join(', '), term.line);
    }
  }
}

function notACall(name: string, line: number): ClaimError {
  return new ClaimError(
    `The recursive function '${name}' is used other than in a plain call with all its arguments, so its recursion cannot be shown to end`,
    line,
  );
}

function conjunction(
  formulas: ReadonlyArray<string | undefined>,
): string | undefined {
  const needed = formulas.filter(
    (formula): formula is string => formula !== undefined,
  );
  return needed.length < 2 ? needed[0] : `(and ${needed.join(' ')})`;
}

function symbol(text: string): Atom {
  return { type: 'symbol', text, line: 1 };
}

/**
 * States, as a formula without free variables, that each call within a group of definitions makes a measure smaller
 * that cannot get smaller for ever. Where the formula holds, exactly one family of functions meets the definitions, so
 * they cannot contradict anything.
 *
 * That matters because a solver takes a definition such as `f(x) = f(x) + 1` on trust, and looks at it only where `f`
 * is called: the assumptions are found to be satisfiable, and any claim that calls `f` follows.
 *
 * The functions themselves are left open in the formula, so it may speak of values of calls without assuming anything
 * of them. `ite`, `and`, `or` and `=>` are read from left to right: what stands behind a condition is called only where
 * the condition allows it.
 *
 * @param group - the functions that are defined together
 * @param measures - one for each function of the group
 * @throws ClaimError when a function is mentioned in a way that is no plain call
 * @internal
 */
export function terminationFormula(
  group: RecursiveGroup,
  measures: readonly Measure[],
  context: TerminationContext,
): string {
  const reader = new CallReader(group, measures, context);
  const formulas = group.functions.map((definition, index) =>
    reader.read(definition, measures[index]),
  );
  return conjunction(formulas) ?? 'true';
}
