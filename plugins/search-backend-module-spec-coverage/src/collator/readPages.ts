import type { Page } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * Reads a list of the API to its end, one page at a time.
 *
 * @param read - asks for the page that begins at a cursor, or for the first one
 * @throws what `read` throws, and an error when the list does not move on: it would never end
 * @internal
 */
export async function* readPages<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await read(cursor);
    if (nextCursor !== undefined && nextCursor === cursor) {
      throw new Error(
        'The spec-coverage API gave out a page that leads to itself',
      );
    }
    cursor = nextCursor;
    yield items;
  } while (cursor !== undefined);
}
