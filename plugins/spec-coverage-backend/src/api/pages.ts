import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Cursor } from '../database';

/** Makes the cursor of the page after a row. It is opaque to callers. */
export function encodeCursor(cursor: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Part of a cursor: a moment in ms. */
export const cursorMoment = z.number().int().min(0).max(8_640_000_000_000_000);

/** Part of a cursor: a reference, an id, a key. */
export const cursorText = z
  .string()
  .max(500)
  // PostgreSQL knows no such text.
  .refine(text => !text.includes('\0'));

/** Cursors of lists that are ordered by a moment and an id. */
export const momentCursor: z.ZodType<Cursor> = z.tuple([
  cursorMoment,
  cursorText,
]);

/**
 * Reads a cursor that {@link encodeCursor} made.
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
 * Cuts a page out of rows of which one more was read than the page holds.
 *
 * @param toCursor - where the page ends if the given row is its last
 */
export function toPage<TRow, TItem>(
  rows: readonly TRow[],
  limit: number,
  toItem: (row: TRow) => TItem,
  toCursor: (row: TRow) => readonly unknown[],
): { items: TItem[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return {
    items: shown.map(toItem),
    ...(hasMore && { nextCursor: encodeCursor(toCursor(shown[limit - 1])) }),
  };
}
