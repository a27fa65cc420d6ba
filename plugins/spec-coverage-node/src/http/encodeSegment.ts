import { InputError } from '@backstage/errors';

/**
 * Encodes a segment of a path such that it stays one segment: `a/b`, `?` and `%2F` lead nowhere else.
 *
 * @throws InputError for an empty segment, `.` and `..`, which no encoding protects: `URL` resolves `%2e%2e` too
 * @public
 */
export function encodeSegment(segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new InputError(`'${segment}' cannot be a part of an address`);
  }
  try {
    return encodeURIComponent(segment);
  } catch {
    throw new InputError('Half of a surrogate pair cannot be in an address');
  }
}
