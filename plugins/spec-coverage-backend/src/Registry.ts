/** What modules add through an extension point, by id. */
export class Registry<T extends { readonly id: string }> {
  readonly #what: string;
  readonly #items = new Map<string, T>();

  /** @param what - names the kind of thing in errors */
  constructor(what: string) {
    this.#what = what;
  }

  /** @throws Error when something of the same id was added before */
  add(item: T): void {
    if (this.#items.has(item.id)) {
      throw new Error(
        `A ${this.#what} with the id '${
          item.id
        }' is already there: two modules add the same one`,
      );
    }
    this.#items.set(item.id, item);
  }

  get byId(): ReadonlyMap<string, T> {
    return this.#items;
  }

  all(): T[] {
    return [...this.#items.values()];
  }
}
