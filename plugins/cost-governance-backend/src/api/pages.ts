import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** Makes the cursor of the page after a row. It is opaque to callers. */
function encodeCursor(cursor: unknown): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor that {@link toPage} made.
 *
 * @throws InputError when it is something else
 */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError(
      "The query parameter 'cursor' is not one that this API gave out: take it from 'nextCursor' of the page before",
    );
  }
}

/**
 * Cuts a page out of items of which one more was read than the page holds.
 *
 * @param toCursor - where the page ends if the given item is its last
 */
export function toPage<T>(
  items: readonly T[],
  limit: number,
  toCursor: (item: T) => string | number | readonly (string | number)[],
): { items: T[]; nextCursor?: string } {
  const shown = items.slice(0, limit);
  return {
    items: shown,
    ...(items.length > limit && {
      nextCursor: encodeCursor(toCursor(shown[limit - 1])),
    }),
  };
}
