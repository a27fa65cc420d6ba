import type { UsedTokens } from '../../llm/pricing';
import type { EndpointKind } from '../endpoints';
import { readAnthropicUse } from './anthropic';
import { readOpenAiUse } from './openai';
import type { ReadUse } from './ReadUse';
import { TextMeasure } from '../TextMeasure';

const READERS: Record<
  Exclude<EndpointKind, 'free'>,
  (
    kind: EndpointKind,
    data: unknown,
    isStream: boolean,
    known: ReadUse['input'],
  ) => ReadUse
> = {
  chat: readOpenAiUse,
  completions: readOpenAiUse,
  responses: readOpenAiUse,
  embeddings: readOpenAiUse,
  messages: readAnthropicUse,
};

/** Reads from an answer, as it passes, what it used. What it keeps does not grow with the answer. */
export class UseMeter {
  readonly #kind: Exclude<EndpointKind, 'free'>;
  readonly #isStream: boolean;
  readonly #output = new TextMeasure();
  #model: unknown;
  #input: ReadUse['input'];
  #total: UsedTokens | undefined;
  #isUnreadable = false;

  constructor(kind: Exclude<EndpointKind, 'free'>, isStream: boolean) {
    this.#kind = kind;
    this.#isStream = isStream;
  }

  /** Takes the whole answer, or the data of one event of a stream. */
  read(data: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch {
      // Such as `[DONE]`; a whole answer that is no JSON is one that nothing is known of.
      this.#isUnreadable ||= !this.#isStream;
      return;
    }
    const { input, model, output, total } = READERS[this.#kind](
      this.#kind,
      parsed,
      this.#isStream,
      this.#input,
    );
    this.#model = model ?? this.#model;
    this.#input = input ?? this.#input;
    this.#total = total ?? this.#total;
    output.forEach(text => this.#output.add(text));
  }

  /** To be called where the answer is there and cannot be read. */
  giveUp(): void {
    this.#isUnreadable = true;
  }

  /** The model that answered, as the vendor names it. */
  get model(): unknown {
    return this.#model;
  }

  /** What the vendor reported, of the whole answer. */
  get total(): UsedTokens | undefined {
    return this.#total;
  }

  /**
   * What was used as far as it can be told, where the vendor did not report it: input as reported or as estimated, output by what was
   * passed on. Of an answer that could not be read, all output that was asked for.
   */
  estimate(estimated: {
    inputTokens: number;
    maxOutputTokens: number;
  }): UsedTokens {
    return {
      ...(this.#input ?? {
        inputTokens: estimated.inputTokens,
        cachedInputTokens: 0,
        cacheWriteInputTokens: 0,
        longCacheWriteInputTokens: 0,
      }),
      outputTokens: this.#isUnreadable
        ? estimated.maxOutputTokens
        : this.#output.tokens(),
    };
  }
}
