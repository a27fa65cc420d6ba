import { plainInputTokens, type UsedTokens } from '../../llm/pricing';
import type { EndpointKind } from '../endpoints';
import {
  type Json,
  toCount,
  toInput,
  toObject,
  toObjects,
  toTexts,
} from './json';
import type { ReadUse } from './ReadUse';

/**
 * Reads an answer of Anthropic's Messages API, or an event of its stream: `message_start` has the input, and each `message_delta` what
 * was used up to then (https://docs.anthropic.com/en/docs/build-with-claude/streaming).
 */
export function readAnthropicUse(
  _kind: EndpointKind,
  data: unknown,
  isStream: boolean,
  known?: ReadUse['input'],
): ReadUse {
  const body = toObject(data);
  if (!isStream) {
    const input = readInput(toObject(body.usage));
    const outputTokens = toCount(toObject(body.usage).output_tokens);
    return {
      model: body.model,
      input,
      total:
        input && outputTokens !== undefined
          ? { ...input, outputTokens }
          : undefined,
      output: toObjects(body.content).flatMap(readBlock),
    };
  }
  return readEvent(body, known);
}

function readEvent(event: Json, known: ReadUse['input']): ReadUse {
  switch (event.type) {
    case 'message_start': {
      const message = toObject(event.message);
      return {
        model: message.model,
        input: readInput(toObject(message.usage)),
        output: [],
      };
    }
    case 'content_block_start':
      return { output: readBlock(toObject(event.content_block)) };
    case 'content_block_delta': {
      const { partial_json, text, thinking } = toObject(event.delta);
      return { output: toTexts(text, thinking, partial_json) };
    }
    case 'message_delta':
      return { total: readDelta(known, toObject(event.usage)), output: [] };
    default:
      return { output: [] };
  }
}

/** Counts as input what was read from the cache and written to it, which Anthropic's `input_tokens` does not. */
function readInput(usage: Json): ReadUse['input'] {
  const plain = toCount(usage.input_tokens);
  if (plain === undefined) {
    return undefined;
  }
  const cached = toCount(usage.cache_read_input_tokens) ?? 0;
  const creation = toObject(usage.cache_creation);
  const longWritten = toCount(creation.ephemeral_1h_input_tokens) ?? 0;
  const written = Math.max(
    toCount(usage.cache_creation_input_tokens) ?? 0,
    longWritten + (toCount(creation.ephemeral_5m_input_tokens) ?? 0),
  );
  return toInput(plain + cached + written, {
    cached,
    longWritten,
    written: written - longWritten,
  });
}

function readBlock({ input, name, text, thinking }: Json): string[] {
  return [
    ...toTexts(text, thinking, name),
    // Empty where a stream begins it.
    ...(Object.keys(toObject(input)).length > 0 ? [JSON.stringify(input)] : []),
  ];
}

/** What was used in all by a `message_delta`: its numbers are of the whole message up to then, and some may be left out. */
function readDelta(
  known: ReadUse['input'],
  usage: Json,
): UsedTokens | undefined {
  const outputTokens = toCount(usage.output_tokens);
  const told = Object.fromEntries(
    Object.entries(usage).filter(([, value]) => value !== null),
  );
  const input = readInput({ ...(known && toUsage(known)), ...told });
  return input && outputTokens !== undefined
    ? { ...input, outputTokens }
    : undefined;
}

/** Input in the words of Anthropic. */
function toUsage(input: NonNullable<ReadUse['input']>): Json {
  return {
    input_tokens: plainInputTokens({ ...input, outputTokens: 0 }),
    cache_read_input_tokens: input.cachedInputTokens,
    cache_creation_input_tokens:
      input.cacheWriteInputTokens + input.longCacheWriteInputTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: input.cacheWriteInputTokens,
      ephemeral_1h_input_tokens: input.longCacheWriteInputTokens,
    },
  };
}
