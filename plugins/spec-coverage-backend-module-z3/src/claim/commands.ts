import { ClaimError } from '../ClaimError';
import { isList, List, SExpression } from '../smtlib';
import { readDatatype } from './datatypes';
import { argumentsOf, listOf, parametersOf, symbolOf } from './shape';
import { refuseTwice } from './terms';
import type { Introduction, Parameter, RecursiveFunction } from './types';

type ReadCommand = (list: List, into: Introduction) => void;

/**
 * The commands that a claim may use and that are passed on to the solver. All others are refused: they could write
 * files, end the solver, change how it works or print an answer of their own.
 */
const COMMANDS: ReadonlyMap<string, ReadCommand> = new Map<string, ReadCommand>(
  [
    [
      'declare-const',
      (list, into) => {
        const [name, sort] = argumentsOf(
          list,
          2,
          '(declare-const <name> <sort>)',
        );
        declare(name, [], sort, into);
      },
    ],
    [
      'declare-fun',
      (list, into) => {
        const [name, sorts, sort] = argumentsOf(
          list,
          3,
          '(declare-fun <name> (<sorts>) <sort>)',
        );
        declare(
          name,
          listOf(sorts, 'the sorts of arguments').items,
          sort,
          into,
        );
      },
    ],
    [
      'declare-sort',
      (list, into) => {
        const [name] = argumentsOf(
          list,
          1,
          '(declare-sort <name> <number of parameters>)',
          2,
        );
        addSort(name, into);
      },
    ],
    [
      'define-sort',
      (list, into) => {
        const [name, parameters] = argumentsOf(
          list,
          3,
          '(define-sort <name> (<parameters>) <sort>)',
        );
        addSort(name, into);
        for (const item of listOf(parameters, 'sort parameters').items) {
          const parameter = symbolOf(item, 'the name of a sort parameter');
          into.bound.push({ name: parameter.text, line: parameter.line });
        }
      },
    ],
    [
      'declare-datatype',
      (list, into) => {
        const [name, constructors] = argumentsOf(
          list,
          2,
          '(declare-datatype <name> (<constructors>))',
        );
        addSort(name, into);
        readDatatype(constructors, into);
      },
    ],
    ['declare-datatypes', readDatatypes],
    [
      'define-const',
      (list, into) => {
        const [name, sort, term] = argumentsOf(
          list,
          3,
          '(define-const <name> <sort> <term>)',
        );
        define(name, [], sort, into);
        into.bodies.push({ parameters: [], term });
      },
    ],
    [
      'define-fun',
      (list, into) => {
        const [name, parameters, sort, term] = argumentsOf(
          list,
          4,
          '(define-fun <name> (<parameters>) <sort> <term>)',
        );
        const bound = bind(parameters, into);
        define(name, sortsOf(bound), sort, into);
        into.bodies.push({ parameters: bound, term });
      },
    ],
    [
      'define-fun-rec',
      (list, into) => {
        const [name, parameters, sort, term] = argumentsOf(
          list,
          4,
          '(define-fun-rec <name> (<parameters>) <sort> <term>)',
        );
        defineRecursive([name, parameters, sort], term, into);
      },
    ],
    ['define-funs-rec', readRecursiveFunctions],
    [
      'assert',
      (list, into) => {
        const [term] = argumentsOf(list, 1, '(assert <term>)');
        into.bodies.push({ parameters: [], term });
      },
    ],
  ],
);

/** The commands that are read, and have no effect on how a claim is settled. */
const REMARKS: readonly string[] = ['set-logic', 'set-info'];

/** Names of all commands that a claim may use. */
export const ALLOWED_COMMANDS: readonly string[] = [
  ...COMMANDS.keys(),
  ...REMARKS,
];

/**
 * Reads a command that is passed on to the solver.
 *
 * @returns what it introduces; `undefined` for `set-logic` and `set-info`
 * @throws ClaimError when the command is not allowed, or is not made as it must be
 */
export function readCommand(
  name: string,
  list: List,
): Introduction | undefined {
  const read = COMMANDS.get(name);
  if (!read) {
    if (REMARKS.includes(name)) {
      return undefined;
    }
    throw new ClaimError(
      `The command '${name}' is not allowed in a claim; these are: ${ALLOWED_COMMANDS.join(
        ', ',
      )}`,
      list.line,
    );
  }
  const introduction: Introduction = {
    functions: [],
    sorts: [],
    bound: [],
    constructors: [],
    bodies: [],
  };
  read(list, introduction);
  return introduction;
}

function declare(
  name: SExpression,
  argumentSorts: SExpression[],
  sort: SExpression,
  into: Introduction,
) {
  into.declared = addFunction(name, argumentSorts, sort, into);
}

function define(
  name: SExpression,
  argumentSorts: SExpression[],
  sort: SExpression,
  into: Introduction,
) {
  into.defined = addFunction(name, argumentSorts, sort, into);
}

function addFunction(
  expression: SExpression,
  argumentSorts: SExpression[],
  sort: SExpression,
  into: Introduction,
) {
  const { text, line } = symbolOf(expression, 'a name');
  into.functions.push({ name: text, line });
  return { name: text, argumentSorts, sort, line };
}

function addSort(expression: SExpression, into: Introduction) {
  const name = symbolOf(expression, 'the name of a sort');
  into.sorts.push({ name: name.text, line: name.line });
}

function bind(expression: SExpression, into: Introduction): Parameter[] {
  const parameters = parametersOf(expression);
  refuseTwice(parameters);
  into.bound.push(...parameters);
  return parameters;
}

function sortsOf(parameters: readonly Parameter[]): SExpression[] {
  return parameters.map(parameter => parameter.sort);
}

function readDatatypes(list: List, into: Introduction) {
  const [names, declarations] = argumentsOf(
    list,
    2,
    '(declare-datatypes ((<name> <number of parameters>)…) ((<constructors>)…))',
  ).map(part => listOf(part, 'datatypes'));
  if (
    names.items.length === 0 ||
    names.items.length !== declarations.items.length
  ) {
    throw new ClaimError(
      'Expected the constructors of each of the datatypes',
      list.line,
    );
  }
  for (const item of names.items) {
    if (!isList(item) || item.items.length !== 2) {
      throw new ClaimError(
        'Expected (<name> <number of parameters>)',
        item.line,
      );
    }
    addSort(item.items[0], into);
  }
  for (const declaration of declarations.items) {
    readDatatype(declaration, into);
  }
}

function readRecursiveFunctions(list: List, into: Introduction) {
  const [heads, bodies] = argumentsOf(
    list,
    2,
    '(define-funs-rec ((<name> (<parameters>) <sort>)…) (<term>…))',
  ).map(part => listOf(part, 'functions'));
  if (heads.items.length === 0 || heads.items.length !== bodies.items.length) {
    throw new ClaimError(
      'Expected one term for each of the functions',
      list.line,
    );
  }
  heads.items.forEach((head, index) => {
    if (!isList(head) || head.items.length !== 3) {
      throw new ClaimError(
        'Expected (<name> (<parameters>) <sort>)',
        head.line,
      );
    }
    defineRecursive(head.items, bodies.items[index], into);
  });
}

function defineRecursive(
  [name, parameters, sort]: SExpression[],
  body: SExpression,
  into: Introduction,
) {
  const bound = bind(parameters, into);
  const added = addFunction(name, sortsOf(bound), sort, into);
  const definition: RecursiveFunction = {
    name: added.name,
    parameters: bound,
    sort,
    body,
    line: added.line,
  };
  into.recursive = [...(into.recursive ?? []), definition];
  into.bodies.push({ parameters: bound, term: body });
}
