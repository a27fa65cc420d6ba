import { collectPages } from './collectPages';

describe('collectPages', () => {
  /** A list of so many numbers, which notes how it is read. */
  const listOf = (count: number) => {
    const limits: number[] = [];
    const read = async (request: { limit: number; cursor?: string }) => {
      limits.push(request.limit);
      const start = Number(request.cursor ?? 0);
      const end = Math.min(count, start + request.limit);
      return {
        items: Array.from({ length: end - start }, (_, i) => start + i),
        nextCursor: end < count ? String(end) : undefined,
      };
    };
    return { limits, read };
  };

  it('reads as many pages as it takes, none larger than the backend gives', async () => {
    const { limits, read } = listOf(1000);
    const { items, nextCursor } = await collectPages(read, 450);
    expect(items).toEqual(Array.from({ length: 450 }, (_, i) => i));
    expect(nextCursor).toBe('450');
    expect(limits).toEqual([200, 200, 50]);
  });

  it('ends with the list', async () => {
    const { limits, read } = listOf(3);
    expect(await collectPages(read, 10)).toEqual({
      items: [0, 1, 2],
      nextCursor: undefined,
    });
    expect(limits).toEqual([10]);
  });

  it('reads on where a page has less than was asked for', async () => {
    const pages = [
      { items: [1], nextCursor: 'a' },
      { items: [], nextCursor: 'b' },
      { items: [2, 3], nextCursor: 'c' },
    ];
    let read = 0;
    expect(
      await collectPages(async () => {
        read += 1;
        return pages[read - 1];
      }, 3),
    ).toEqual({ items: [1, 2, 3], nextCursor: 'c' });
  });
});
