import limitConcurrency from 'p-limit';

/** What one caller of a {@link Batcher} waits for. */
interface Waiting<TItem, TResult> {
  item: TItem;
  resolve(result: TResult): void;
  reject(error: unknown): void;
}

/** How many items of a batch that failed are tried alone at once. */
const ALONE_AT_ONCE = 4;

/**
 * Does for many callers at once what costs as much for one as for many: a transaction, a statement. Nobody waits for others to come:
 * a batch is what came while the batches before it ran. When one fails, each of its items is tried alone, so that none fails because
 * of another.
 *
 * @public
 */
export class Batcher<TItem, TResult> {
  readonly #run: (items: readonly TItem[]) => Promise<readonly TResult[]>;
  readonly #maxItems: number;
  readonly #maxBatches: number;
  readonly #waiting: Waiting<TItem, TResult>[] = [];
  #running = 0;

  /**
   * @param options - `run`: does the work for some items, wholly or not at all, and returns a result for each in their order.
   * `maxItems`: the size of the largest batch. `maxBatches`: how many batches run at once, 1 without it
   */
  constructor(options: {
    run(items: readonly TItem[]): Promise<readonly TResult[]>;
    maxItems: number;
    maxBatches?: number;
  }) {
    this.#run = options.run;
    this.#maxItems = options.maxItems;
    this.#maxBatches = options.maxBatches ?? 1;
  }

  /** Resolves when a batch with this item has been done. */
  async add(item: TItem): Promise<TResult> {
    return new Promise<TResult>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    if (this.#running >= this.#maxBatches || this.#waiting.length === 0) {
      return;
    }
    this.#running += 1;
    // After what runs now, in which others may come.
    process.nextTick(async () => {
      await this.#runBatch(this.#waiting.splice(0, this.#maxItems));
      this.#running -= 1;
      this.#start();
    });
  }

  async #runBatch(batch: readonly Waiting<TItem, TResult>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      if (batch.length === 1) {
        batch[0].reject(error);
        return;
      }
      const alone = limitConcurrency(ALONE_AT_ONCE);
      await Promise.all(
        batch.map(one => alone(async () => this.#runBatch([one]))),
      );
    }
  }
}
