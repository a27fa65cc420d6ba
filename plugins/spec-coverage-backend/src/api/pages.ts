import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Cursor } from '../database';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Query parameters that every list has. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  cursor: z.string().max(1_000).optional(),
};

/** Makes the cursor of the page after a row. It is opaque to callers. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

const cursorSchema = z.tuple([
  z.number().int().min(0).max(8_640_000_000_000_000),
  z.string().max(500),
]);

/**
 * Reads a cursor that {@link encodeCursor} made.
 *
 * @throws InputError when it is something else
 */
export function decodeCursor(cursor: string): Cursor {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError(
      "The query parameter 'cursor' is not one that this API gave out: take it from 'nextCursor' of the page before",
    );
  }
}

/**
 * Cuts a page out of rows of which one more was read than the page holds.
 *
 * @param toCursor - where the page ends if the given row is its last
 */
export function toPage<TRow, TItem>(
  rows: readonly TRow[],
  limit: number,
  toItem: (row: TRow) => TItem,
  toCursor: (row: TRow) => Cursor,
): { items: TItem[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return {
    items: shown.map(toItem),
    ...(hasMore && { nextCursor: encodeCursor(toCursor(shown[limit - 1])) }),
  };
}

/**
 * Reads parameters of a request.
 *
 * @throws InputError that names each parameter that is wrong or unknown
 */
export function parseQuery<T extends z.ZodRawShape>(
  shape: T,
  query: unknown,
): z.infer<z.ZodObject<T>> {
  const result = z.strictObject(shape).safeParse(query);
  if (!result.success) {
    const problems = result.error.issues.map(issue =>
      issue.code === 'unrecognized_keys'
        ? `unknown query parameter ${issue.keys
            .map(key => `'${key}'`)
            .join(', ')}`
        : `query parameter '${issue.path.join('.')}': ${issue.message}`,
    );
    throw new InputError(`Cannot answer: ${problems.join('; ')}`);
  }
  return result.data as z.infer<z.ZodObject<T>>;
}
