import { createParser, type EventSourceParser } from 'eventsource-parser';
import { toObject } from './use/json';
import type { UseMeter } from './use/UseMeter';

/** The most that one event may have, in characters. The last event of a response of OpenAI has the whole answer in it. */
const MAX_EVENT_LENGTH = 64 * 1024 * 1024;

/** Reads a stream of events as it passes, and takes from it what the caller did not ask for. */
export class EventStream {
  readonly #meter: UseMeter;
  readonly #isUseHidden: boolean;
  readonly #decoder = new TextDecoder();
  readonly #parser: EventSourceParser;
  #passed: string[] = [];
  #problem: Error | undefined;

  /** @param isUseHidden - whether the gateway asked for use, and the caller shall see the stream as if it had not */
  constructor(meter: UseMeter, isUseHidden: boolean) {
    this.#meter = meter;
    this.#isUseHidden = isUseHidden;
    this.#parser = createParser({
      maxBufferSize: MAX_EVENT_LENGTH,
      onEvent: ({ data, event, id }) => {
        meter.read(data);
        if (isUseHidden) {
          const seen = withoutUse(data);
          if (seen !== undefined) {
            this.#passed.push(toText(seen, event, id));
          }
        }
      },
      onComment: comment => this.#passOn(`: ${comment}\n`),
      onRetry: ms => this.#passOn(`retry: ${ms}\n`),
      onError: error => {
        if (error.type === 'max-buffer-size-exceeded') {
          this.#problem = error;
        }
      },
    });
  }

  /**
   * Takes what came from the vendor.
   *
   * @returns what is sent to the caller
   * @throws Error when the stream has to be changed, and cannot be read
   */
  take(chunk: Buffer): Buffer | string {
    this.#feed(this.#decoder.decode(chunk, { stream: true }));
    return this.#isUseHidden ? this.#taken() : chunk;
  }

  /** What is left to send when the vendor has sent all. */
  end(): string {
    if (!this.#isUseHidden) {
      return '';
    }
    // The last event may lack the empty line.
    this.#feed(`${this.#decoder.decode()}\n\n`);
    return this.#taken();
  }

  #feed(text: string): void {
    if (!this.#problem) {
      this.#parser.feed(text);
    }
    if (this.#problem) {
      this.#meter.giveUp();
      if (this.#isUseHidden) {
        throw this.#problem;
      }
    }
  }

  #passOn(line: string): void {
    if (this.#isUseHidden) {
      this.#passed.push(line);
    }
  }

  #taken(): string {
    const text = this.#passed.join('');
    this.#passed = [];
    return text;
  }
}

/** A chunk as it would be had nobody asked for use; undefined for the one that is there for it alone. */
function withoutUse(data: string): string | undefined {
  if (!data.includes('"usage"')) {
    return data;
  }
  let chunk: unknown;
  try {
    chunk = JSON.parse(data);
  } catch {
    return data;
  }
  const { usage, ...rest } = toObject(chunk);
  if (usage === null) {
    return JSON.stringify(rest);
  }
  const isUseAlone =
    usage !== undefined &&
    Array.isArray(rest.choices) &&
    rest.choices.length === 0;
  return isUseAlone ? undefined : data;
}

function toText(
  data: string,
  event: string | undefined,
  id: string | undefined,
): string {
  return [
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...data.split('\n').map(line => `data: ${line}`),
    '\n',
  ].join('\n');
}
