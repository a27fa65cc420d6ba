import type { LiveState } from './LiveState';
import { PAUSE_BETWEEN_REQUESTS_MS, REQUEST_TIMEOUT_MS } from './pace';

/**
 * How a {@link LiveQuery} gets its answers and when it asks again.
 *
 * @internal
 */
export interface LiveQueryOptions<T> {
  /** Asks once. `previous` is the last answer, for a source that is read in parts. */
  fetch(signal: AbortSignal, previous: T | undefined): Promise<T>;
  /** Time in ms until the next question that nobody asked for; `undefined` for none. */
  pollInterval(state: LiveState<T>): number | undefined;
  /** Called while somebody looks on. Calls `hint` when the answer may have changed; returns how to stop. */
  listen?(hint: () => void, data: () => T | undefined): () => void;
}

/**
 * An answer of the backend that is kept fresh as long as somebody looks at it.
 *
 * - The last answer stays until there is a newer one, so that nothing flickers.
 * - There is one request at a time, so that answers cannot overtake each other. Hints that come during a request lead
 *   to one more after it, as the answer under way may be older than the hint.
 * - A page that is hidden asks for nothing; it catches up when it is shown.
 * - When nobody looks on any more, the request under way is aborted.
 *
 * @internal
 */
export class LiveQuery<T> {
  readonly #options: LiveQueryOptions<T>;
  readonly #listeners = new Set<() => void>();
  #state: LiveState<T> = { failures: 0 };
  #fingerprint: string | undefined;
  #request: AbortController | undefined;
  #startedAt = -Infinity;
  #tookMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueAt = Infinity;
  #askedAgain = false;
  #stopListening: (() => void) | undefined;

  constructor(options: LiveQueryOptions<T>) {
    this.#options = options;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  readonly getState = (): LiveState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#start();
    }
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) {
        this.#stop();
      }
    };
  };

  /** Asks again: at once, or as soon as the request under way has ended and the backend had a moment of rest. */
  readonly refresh = (): void => {
    if (!this.isWatched) {
      return;
    }
    if (this.#request) {
      this.#askedAgain = true;
      return;
    }
    this.#schedule(this.#restMs());
  };

  #start() {
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.#stopListening = this.#options.listen?.(
      this.refresh,
      () => this.#state.data,
    );
    this.#schedule(0);
  }

  #stop() {
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#clearTimer();
    this.#request?.abort();
    this.#request = undefined;
    this.#askedAgain = false;
  }

  #onVisibilityChange = () => {
    if (!document.hidden && this.#dueAt <= Date.now()) {
      this.#run();
    }
  };

  /** A slow answer is a busy backend or a large spec: the pause grows with it. */
  #restMs(): number {
    const pause = Math.max(PAUSE_BETWEEN_REQUESTS_MS, this.#tookMs);
    return Math.max(0, this.#startedAt + this.#tookMs + pause - Date.now());
  }

  #schedule(delayMs: number) {
    const dueAt = Date.now() + delayMs;
    if (this.#dueAt <= dueAt) {
      return;
    }
    this.#clearTimer();
    this.#dueAt = dueAt;
    if (delayMs <= 0) {
      this.#run();
    } else {
      this.#timer = setTimeout(() => this.#run(), delayMs);
    }
  }

  #clearTimer() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dueAt = Infinity;
  }

  async #run() {
    // A page that was opened in the background loads once, so that it is there when somebody looks.
    if (document.hidden && this.#state.data !== undefined) {
      return;
    }
    this.#clearTimer();
    this.#askedAgain = false;
    const request = new AbortController();
    this.#request = request;
    this.#startedAt = Date.now();
    const timeout = setTimeout(
      () =>
        request.abort(
          new Error(`No answer within ${REQUEST_TIMEOUT_MS / 1000} seconds`),
        ),
      REQUEST_TIMEOUT_MS,
    );
    let outcome: { answer: T } | { error: Error };
    try {
      outcome = {
        answer: await this.#options.fetch(request.signal, this.#state.data),
      };
    } catch (error) {
      outcome = { error: error as Error };
    } finally {
      clearTimeout(timeout);
    }
    // Nobody looked on any more, and perhaps somebody does again with a request of their own.
    if (this.#request !== request) {
      return;
    }
    this.#request = undefined;
    this.#tookMs = Date.now() - this.#startedAt;
    this.#publish(outcome);
    this.#scheduleNext();
  }

  #scheduleNext() {
    if (!this.isWatched || this.#request) {
      return;
    }
    if (this.#askedAgain) {
      this.#askedAgain = false;
      this.#schedule(this.#restMs());
      return;
    }
    const interval = this.#options.pollInterval(this.#state);
    if (interval !== undefined) {
      this.#schedule(Math.max(interval, this.#restMs()));
    }
  }

  #publish(outcome: { answer: T } | { error: Error }) {
    const { data, error, failures } = this.#state;
    if ('error' in outcome) {
      this.#state = { data, error: outcome.error, failures: failures + 1 };
    } else {
      const next = this.#keepIfSame(outcome.answer);
      if (next === data && error === undefined) {
        return;
      }
      this.#state = { data: next, failures: 0 };
    }
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  /** The same answer again is the same object again: nothing on the screen needs to be rendered anew. */
  #keepIfSame(answer: T): T {
    const fingerprint = JSON.stringify(answer);
    if (this.#state.data !== undefined && fingerprint === this.#fingerprint) {
      return this.#state.data;
    }
    this.#fingerprint = fingerprint;
    return answer;
  }
}
