/**
 * Asks once what many ask at the same time. Nothing is remembered: who asks when the answer is there has it asked anew, so that no answer
 * is of a question that was asked longer ago than asking takes.
 */
export class InFlight<T> {
  readonly #asked = new Map<string, Promise<T>>();

  /**
   * @param key - the same for what has the same answer
   * @throws what asking throws, to all who wait for it
   */
  ask(key: string, ask: () => Promise<T>): Promise<T> {
    let answer = this.#asked.get(key);
    if (!answer) {
      answer = ask().finally(() => this.#asked.delete(key));
      this.#asked.set(key, answer);
    }
    return answer;
  }
}
