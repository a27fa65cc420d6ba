import type { ListedInvariant } from '@proofline/backstage-plugin-spec-coverage-common';

/** How many invariants are looked at to find those of the wanted specs: a page of the API. */
const LOOK_AHEAD = 200;

/**
 * Hands out the invariants of the portal, spec after spec, beside a list of the specs that stands in the same order.
 *
 * The lists are read page by page, and the portal does not stand still meanwhile: there may be invariants of a spec that
 * came or went after its place in the list was passed. So a page more than is needed is read ahead, and whatever stands
 * before an invariant of a wanted spec is handed out with it. No more than that page and the invariants of the wanted
 * specs are in memory.
 *
 * @internal
 */
export class InvariantsAhead {
  readonly #pages: AsyncIterator<ListedInvariant[]>;
  #ahead: ListedInvariant[] = [];
  #isRead = false;

  constructor(pages: AsyncIterable<ListedInvariant[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The invariants of some specs, which are the next ones in the order of the lists. */
  async takeOf(specRefs: ReadonlySet<string>): Promise<ListedInvariant[]> {
    const taken: ListedInvariant[] = [];
    for (;;) {
      await this.#readAhead();
      const last = this.#ahead.findLastIndex(({ specRef }) =>
        specRefs.has(specRef),
      );
      if (last < 0) {
        return taken;
      }
      taken.push(...this.#ahead.splice(0, last + 1));
    }
  }

  /** What is left when all specs are done: invariants of specs that came meanwhile. */
  async *rest(): AsyncGenerator<ListedInvariant[]> {
    for (;;) {
      await this.#readAhead();
      if (this.#ahead.length === 0) {
        return;
      }
      yield this.#ahead.splice(0);
    }
  }

  async #readAhead(): Promise<void> {
    while (!this.#isRead && this.#ahead.length < LOOK_AHEAD) {
      const { done, value } = await this.#pages.next();
      if (done) {
        this.#isRead = true;
      } else {
        this.#ahead.push(...value);
      }
    }
  }
}
