import type { UsedTokens } from '../../llm/pricing';
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

/** The events of a stream of OpenAI's Responses API that end it, and have the whole response in them. */
const LAST_EVENTS = [
  'response.completed',
  'response.incomplete',
  'response.failed',
];

/**
 * Reads an answer of OpenAI, or an event of its stream: of chats and completions a chunk with `usage`, of responses the last event
 * (https://platform.openai.com/docs/api-reference).
 */
export function readOpenAiUse(
  kind: EndpointKind,
  data: unknown,
  isStream: boolean,
): ReadUse {
  const body = toObject(data);
  if (kind === 'responses') {
    return isStream ? readResponseEvent(body) : readResponse(body);
  }
  return {
    model: body.model,
    total: readTotal(body.usage),
    output: toObjects(body.choices).flatMap(readChoice),
  };
}

function readResponseEvent(event: Json): ReadUse {
  const { delta, response, type } = event;
  if (typeof type === 'string' && LAST_EVENTS.includes(type)) {
    // The text was in the events before.
    return { ...readResponse(toObject(response)), output: [] };
  }
  return {
    model: toObject(response).model,
    output:
      typeof type === 'string' && type.endsWith('.delta') ? toTexts(delta) : [],
  };
}

function readResponse(response: Json): ReadUse {
  return {
    model: response.model,
    total: readTotal(response.usage),
    output: toObjects(response.output).flatMap(item => [
      ...toTexts(item.name, item.arguments, item.input),
      ...[item.content, item.summary].flatMap(parts =>
        toObjects(parts).flatMap(({ refusal, text }) => toTexts(text, refusal)),
      ),
    ]),
  };
}

/** The use in the words of chats, `prompt_tokens`, or of responses, `input_tokens`. Embeddings have no output. */
function readTotal(value: unknown): UsedTokens | undefined {
  const usage = toObject(value);
  const inputTokens = toCount(usage.prompt_tokens ?? usage.input_tokens);
  if (inputTokens === undefined) {
    return undefined;
  }
  const details = toObject(
    usage.prompt_tokens_details ?? usage.input_tokens_details,
  );
  const longWritten =
    toCount(toObject(details.cache_write_tokens_details).ttl_12h_tokens) ?? 0;
  return {
    ...toInput(inputTokens, {
      cached: toCount(details.cached_tokens),
      longWritten,
      written: Math.max(
        0,
        (toCount(details.cache_write_tokens) ?? 0) - longWritten,
      ),
    }),
    outputTokens: toCount(usage.completion_tokens ?? usage.output_tokens) ?? 0,
  };
}

/** What the model wrote, of a chunk or of a whole answer. */
function readChoice(choice: Json): string[] {
  const message = toObject(choice.delta ?? choice.message);
  return [
    ...toTexts(
      choice.text,
      message.content,
      message.refusal,
      message.reasoning,
      message.reasoning_content,
      toObject(message.audio).transcript,
    ),
    ...toObjects(message.tool_calls).flatMap(call =>
      [toObject(call.function), toObject(call.custom)].flatMap(
        ({ arguments: args, input, name }) => toTexts(name, args, input),
      ),
    ),
  ];
}
