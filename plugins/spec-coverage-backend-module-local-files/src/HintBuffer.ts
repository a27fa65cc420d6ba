/**
 * How long a change rests before it is told, in ms. The watcher leaves out further changes of a file for 50 ms after each
 * one that it reports; told too early, the rest of a file that is written in two steps would never be looked at.
 */
const REST_MS = 100;

/**
 * Gathers the documents that changed and tells of them together, at least {@link REST_MS} and at most three times as
 * long after each change; one batch at a time, and however fast the changes come.
 */
export class HintBuffer {
  readonly #tell: (specRefs: string[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #fresh = new Set<string>();
  #rested = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(
    tell: (specRefs: string[]) => Promise<void>,
    onError: (error: unknown) => void,
  ) {
    this.#tell = tell;
    this.#onError = onError;
  }

  add(specRef: string): void {
    this.#fresh.add(specRef);
    this.#arm();
  }

  /** Tells nothing more, and resolves when what is being told is told. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#fresh.clear();
    this.#rested.clear();
    await this.#telling;
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => this.#tick(), REST_MS);
  }

  #tick(): void {
    const due = [...this.#rested];
    this.#rested = this.#fresh;
    this.#fresh = new Set();
    this.#telling = this.#telling
      .then(() => (due.length > 0 ? this.#tell(due) : undefined))
      .catch(this.#onError);
    // Changes of the meantime gather, and wait while a batch is being told.
    this.#telling.then(() => {
      this.#timer = undefined;
      if (this.#fresh.size > 0 || this.#rested.size > 0) {
        this.#arm();
      }
    });
  }
}
