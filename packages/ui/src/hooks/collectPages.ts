/**
 * A page of a list. `nextCursor` is absent on the last page.
 *
 * @public
 */
export interface CollectedPage<T> {
  items: T[];
  nextCursor?: string;
}

/** The largest page that the backend gives. */
const MAX_LIMIT = 200;

/**
 * Reads a list from its beginning, as many pages as it takes. What is on the screen is one answer then, and is brought up to date as a
 * whole: nothing is there twice or missing where pages meet.
 *
 * @param read - reads one page
 * @param wanted - how many items are to be there, if there are so many
 * @public
 */
export async function collectPages<T>(
  read: (request: {
    limit: number;
    cursor?: string;
  }) => Promise<CollectedPage<T>>,
  wanted: number,
): Promise<CollectedPage<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({
      limit: Math.min(wanted - items.length, MAX_LIMIT),
      cursor,
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && items.length < wanted);
  return { items, nextCursor: cursor };
}
