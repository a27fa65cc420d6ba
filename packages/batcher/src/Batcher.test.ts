import { Batcher } from './Batcher';

describe('Batcher', () => {
  it('does at once what came while the batch before it ran', async () => {
    const batches: number[][] = [];
    const goOn: Array<() => void> = [];
    const batcher = new Batcher<number, string>({
      maxItems: 3,
      run: async items => {
        batches.push([...items]);
        await new Promise<void>(resolve => {
          goOn.push(resolve);
        });
        return items.map(String);
      },
    });
    const results = [batcher.add(1)];
    await new Promise(setImmediate);
    results.push(...[2, 3, 4, 5].map(item => batcher.add(item)));
    for (const expected of [[1], [2, 3, 4], [5]]) {
      while (goOn.length === 0) {
        await new Promise(setImmediate);
      }
      expect(batches.at(-1)).toEqual(expected);
      goOn.shift()!();
    }
    expect(await Promise.all(results)).toEqual(['1', '2', '3', '4', '5']);
    expect(batches).toHaveLength(3);
  });

  it('lets none fail because of another', async () => {
    const batcher = new Batcher<number, number>({
      maxItems: 10,
      run: async items => {
        if (items.includes(2)) {
          throw new Error('two');
        }
        return items.map(item => item * 10);
      },
    });
    const results = await Promise.allSettled(
      [1, 2, 3].map(item => batcher.add(item)),
    );
    expect(results).toEqual([
      { status: 'fulfilled', value: 10 },
      { status: 'rejected', reason: new Error('two') },
      { status: 'fulfilled', value: 30 },
    ]);
    expect(await batcher.add(4)).toBe(40);
  });
});
