import { InputError } from '@backstage/errors';
import type express from 'express';

/**
 * Refuses a NUL character, wherever a request has one: no reference, name or text has any, and PostgreSQL stores none.
 *
 * @throws InputError that names where it is
 */
export const refuseNul: express.RequestHandler = (request, _, next) => {
  const { body, query } = request;
  const found =
    nameOfNul(query as Record<string, unknown>) ??
    nameOfNul((body ?? {}) as Record<string, unknown>) ??
    (/%00/.test(request.path) ? 'path' : undefined);
  if (found !== undefined) {
    throw new InputError(`'${found}' has a control character in it, NUL`);
  }
  next();
};

function nameOfNul(values: Record<string, unknown>): string | undefined {
  return Object.keys(values).find(name =>
    [values[name]]
      .flat()
      .some(value => typeof value === 'string' && value.includes('\0')),
  );
}
