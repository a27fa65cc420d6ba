import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type express from 'express';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * The query of a request as the contract gives it: what it does not allow was refused before, numbers are numbers, and what has a
 * default is there.
 */
export function queryOf<T>(
  request: express.Request,
): T extends { limit?: number } ? T & { limit: number } : T {
  return request.query as never;
}

/** Query parameters that are entity refs. */
const ENTITY_REFS = ['entityRef', 'owner', 'system'] as const;

/**
 * Puts the entity refs of a query, or of the input of an action, into the one form in which they are compared.
 *
 * @throws InputError that names the parameter that is not an entity ref
 */
export function readEntityRefs<
  T extends Partial<Record<(typeof ENTITY_REFS)[number], string>>,
>(query: T): T {
  const refs = ENTITY_REFS.flatMap(name => {
    const value = query[name];
    if (value === undefined) {
      return [];
    }
    try {
      const context =
        name === 'entityRef'
          ? undefined
          : { defaultKind: name === 'owner' ? 'group' : 'system' };
      return [[name, stringifyEntityRef(parseEntityRef(value, context))]];
    } catch (error) {
      throw new InputError(
        `The parameter '${name}' is not an entity reference: ${
          (error as Error).message
        }`,
      );
    }
  });
  return { ...query, ...Object.fromEntries(refs) };
}

/**
 * Reads a SpecRef of a path.
 *
 * @throws InputError that says what is wrong with it
 */
export function readSpecRef(ref: string): string {
  parseSpecRef(ref);
  return ref.trim();
}
