import { LiveQuery, LiveQueryOptions } from './LiveQuery';

/** How many answers that nobody looks at are kept, to show at once when somebody comes back to them. */
const MAX_IDLE = 30;

/**
 * The live queries of an app, by name: whoever asks the same question shares one request and one answer.
 *
 * @internal
 */
export class LiveQueries {
  // A Map keeps the order of insertion, which makes its first idle entry the one that was longest unused.
  readonly #queries = new Map<string, LiveQuery<unknown>>();

  get<T>(name: string, options: LiveQueryOptions<T>): LiveQuery<T> {
    // The name says what kind of answer is behind it; nothing else puts entries into this map.
    const query = (this.#queries.get(name) ??
      new LiveQuery(options)) as LiveQuery<T>;
    this.#queries.delete(name);
    this.#queries.set(name, query as LiveQuery<unknown>);
    this.#forgetOldest();
    return query;
  }

  /** Asks again whatever somebody looks at. */
  refreshAll(): void {
    this.#queries.forEach(query => query.refresh());
  }

  #forgetOldest() {
    const idle = [...this.#queries].filter(([, query]) => !query.isWatched);
    for (const [name] of idle.slice(0, Math.max(0, idle.length - MAX_IDLE))) {
      this.#queries.delete(name);
    }
  }
}
