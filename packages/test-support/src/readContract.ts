import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** The methods that contracts have. */
export type Method = 'get' | 'post' | 'put' | 'delete';

interface Answer {
  content?: { 'application/json'?: { schema: object } };
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
}

interface Operation {
  parameters?: Parameter[];
  responses: Record<string, Answer & { $ref?: string }>;
}

/** An operation of a contract. */
export interface DocumentedRoute {
  method: Method;
  /** With names in braces: `/specs/{ref}`. */
  path: string;
  /** Names of its query parameters. */
  query: string[];
  responses: Record<string, Answer>;
}

/** A contract, to compare answers with. */
export interface DocumentedContract {
  /** All operations. */
  documentedRoutes: readonly DocumentedRoute[];
  /**
   * Compares an answer with the contract: it documents the status, and the body is as it says.
   *
   * @param url - path and query below the path of the plugin
   * @throws Error that says what is not as documented
   */
  assertDocumented(
    method: Method,
    url: string,
    answer: { status: number; body: unknown; type?: string },
  ): void;
}

/** Reads an OpenAPI 3.1 document whose references are all into itself. */
export function readContract(contract: { paths: object }): DocumentedContract {
  const documentedRoutes = readRoutes(contract);
  const validatorOf = makeValidators(contract);
  return {
    documentedRoutes,
    assertDocumented: (method, url, answer) => {
      const path = url.split('?', 1)[0];
      const route = findRoute(documentedRoutes, method, path);
      if (!route) {
        if (path === '/openapi.json' || answer.status === 404) {
          return;
        }
        throw new Error(
          `${method} ${path} answers, and is not in the contract`,
        );
      }
      const documented = route.responses[answer.status];
      const told = `${method} ${url} answered ${
        answer.status
      } with ${JSON.stringify(answer.body)}`;
      if (!documented) {
        throw new Error(
          `${told}, and the contract has no ${answer.status} for ${route.path}`,
        );
      }
      const schema = documented.content?.['application/json']?.schema;
      if (!schema) {
        if (Object.keys((answer.body ?? {}) as object).length > 0) {
          throw new Error(
            `${told}, and the contract says that there is no body`,
          );
        }
        return;
      }
      const validate = validatorOf(schema);
      if (!validate(answer.body)) {
        throw new Error(
          `${told}, and the contract says otherwise: ${(validate.errors ?? [])
            .map(({ instancePath, message }) => `${instancePath} ${message}`)
            .join(', ')}`,
        );
      }
    },
  };
}

function readRoutes(contract: { paths: object }): DocumentedRoute[] {
  const resolve = <T extends object>(part: T & { $ref?: string }): T =>
    part.$ref === undefined
      ? part
      : (part.$ref
          .slice('#/'.length)
          .split('/')
          .reduce<unknown>(
            (at, key) => (at as Record<string, unknown>)[key],
            contract,
          ) as T);
  return Object.entries(
    contract.paths as Record<string, Record<Method, Operation>>,
  ).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, responses }]) => ({
      method: method as Method,
      path,
      query: (parameters ?? [])
        .map(parameter => resolve<Parameter>(parameter))
        .filter(parameter => parameter.in === 'query')
        .map(({ name }) => name),
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, answer]) => [
          status,
          resolve<Answer>(answer),
        ]),
      ),
    })),
  );
}

/** Makes the validator of each schema once. */
function makeValidators(
  contract: object,
): (schema: object) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'openapi', ...contract });
  const validators = new Map<object, ValidateFunction>();
  return schema => {
    let validator = validators.get(schema);
    if (!validator) {
      validator = ajv.compile(
        JSON.parse(JSON.stringify(schema).replace(/"#\//g, '"openapi#/')),
      );
      validators.set(schema, validator);
    }
    return validator;
  };
}

/** The operation that a path without its query belongs to; one without parameters goes before one with. */
function findRoute(
  routes: readonly DocumentedRoute[],
  method: Method,
  path: string,
): DocumentedRoute | undefined {
  const isMeant = (route: DocumentedRoute) =>
    route.method === method &&
    new RegExp(
      `^${route.path.replace(/\{\w+\}/g, '[^/]+').replace(/\./g, '\\.')}$`,
    ).test(path);
  const found = routes.filter(isMeant);
  return found.find(route => route.path === path) ?? found[0];
}
