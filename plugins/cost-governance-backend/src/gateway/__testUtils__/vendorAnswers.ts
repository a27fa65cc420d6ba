import type { EndpointKind } from '../endpoints';

/** What a vendor answers: JSON, or the events of a stream. */
export interface VendorAnswer {
  json?: object;
  /** The text of each event, with its empty line. */
  events?: string[];
}

/** A request to a vendor as the played one reads it. */
interface Asked {
  model?: string;
  stream?: boolean;
  stream_options?: { include_usage?: boolean } | null;
  tools?: unknown[];
}

const CHAT_USAGE = {
  prompt_tokens: 120,
  completion_tokens: 30,
  total_tokens: 150,
  prompt_tokens_details: { cached_tokens: 100 },
};
const RESPONSE_USAGE = {
  input_tokens: 90,
  output_tokens: 10,
  total_tokens: 100,
  input_tokens_details: { cached_tokens: 40, cache_write_tokens: 8 },
  output_tokens_details: { reasoning_tokens: 4 },
};
const MESSAGE_USAGE = {
  input_tokens: 10,
  cache_creation_input_tokens: 30,
  cache_read_input_tokens: 60,
  cache_creation: {
    ephemeral_5m_input_tokens: 20,
    ephemeral_1h_input_tokens: 10,
  },
  output_tokens: 25,
};

function use(
  model: string,
  input: number,
  cached: number,
  written: number,
  longWritten: number,
  output: number,
) {
  return {
    model,
    input_tokens: input,
    cached_input_tokens: cached,
    cache_write_input_tokens: written,
    long_cache_write_input_tokens: longWritten,
    output_tokens: output,
  };
}

/** What the ledger has to say of the answers below. */
export const USES: Record<
  Exclude<EndpointKind, 'free'>,
  Record<string, number | string>
> = {
  chat: use('gpt-4o-2024-08-06', 120, 100, 0, 0, 30),
  completions: use('gpt-4o-2024-08-06', 120, 100, 0, 0, 30),
  responses: use('gpt-4o-2024-08-06', 90, 40, 8, 0, 10),
  embeddings: use('text-embedding-3-small', 7, 0, 0, 0, 0),
  messages: use('claude-sonnet-4-5-20250929', 100, 60, 20, 10, 25),
};

const data = (value: object) => `data: ${JSON.stringify(value)}\n\n`;

/** An event with a name, as Anthropic and the Responses API send them. */
export const named = (value: { type: string }) =>
  `event: ${value.type}\n${data(value)}`;

/** A chunk of a chat. */
export function chatChunk(delta: object, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, delta, finish_reason: null }],
    ...more,
  };
}

/** The text of a chunk of a chat. */
export const chatEvent = (delta: object) => data(chatChunk(delta));

function chat({ stream, stream_options, tools }: Asked): VendorAnswer {
  const calls = [
    {
      id: 'call_1',
      type: 'function',
      function: { name: 'weather', arguments: '{"city":"Kraków"}' },
    },
  ];
  if (!stream) {
    return {
      json: {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'gpt-4o-2024-08-06',
        choices: [
          {
            index: 0,
            finish_reason: tools ? 'tool_calls' : 'stop',
            message: tools
              ? { role: 'assistant', content: null, tool_calls: calls }
              : { role: 'assistant', content: 'Dzień dobry 👋' },
          },
        ],
        usage: CHAT_USAGE,
      },
    };
  }
  const isUseAsked = stream_options?.include_usage === true;
  const usage = isUseAsked ? { usage: null } : {};
  const deltas = tools
    ? [
        { role: 'assistant', content: null },
        { tool_calls: [{ index: 0, ...calls[0] }] },
      ]
    : [{ role: 'assistant', content: 'Dzień ' }, { content: 'dobry\n👋' }];
  return {
    events: [
      ': a comment that keeps the connection open\n\n',
      ...deltas.map(delta => data(chatChunk(delta, usage))),
      ...(isUseAsked
        ? [data(chatChunk({}, { choices: [], usage: CHAT_USAGE }))]
        : []),
      'data: [DONE]\n\n',
    ],
  };
}

function completion({ stream, stream_options }: Asked): VendorAnswer {
  const base = {
    id: 'cmpl-1',
    object: 'text_completion',
    created: 1,
    model: 'gpt-4o-2024-08-06',
  };
  const choices = [{ index: 0, text: 'tak', finish_reason: 'stop' }];
  if (!stream) {
    return { json: { ...base, choices, usage: CHAT_USAGE } };
  }
  return {
    events: [
      data({ ...base, choices }),
      ...(stream_options?.include_usage
        ? [data({ ...base, choices: [], usage: CHAT_USAGE })]
        : []),
      'data: [DONE]\n\n',
    ],
  };
}

function response({ stream }: Asked): VendorAnswer {
  const whole = {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status: 'completed',
    model: 'gpt-4o-2024-08-06',
    output: [
      {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'tak', annotations: [] }],
      },
    ],
    usage: RESPONSE_USAGE,
  };
  if (!stream) {
    return { json: whole };
  }
  const started = { ...whole, status: 'in_progress', output: [], usage: null };
  return {
    events: [
      named({ type: 'response.created', response: started } as never),
      named({
        type: 'response.output_text.delta',
        item_id: 'msg_1',
        delta: 'tak',
      } as never),
      named({ type: 'response.completed', response: whole } as never),
    ],
  };
}

/** How a stream of Anthropic begins: the input is told. */
export const MESSAGE_START = named({
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5-20250929',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...MESSAGE_USAGE, output_tokens: 1 },
  },
} as never);

/** A piece of text of Anthropic. */
export const messageDelta = (text: string) =>
  named({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text },
  } as never);

function message({ stream, tools }: Asked): VendorAnswer {
  const block = tools
    ? { type: 'tool_use', id: 'toolu_1', name: 'weather', input: {} }
    : { type: 'text', text: '' };
  if (!stream) {
    return {
      json: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-4-5-20250929',
        content: [
          tools
            ? { ...block, input: { city: 'Kraków' } }
            : { type: 'text', text: 'Dzień dobry' },
        ],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: MESSAGE_USAGE,
      },
    };
  }
  const delta = tools
    ? { type: 'input_json_delta', partial_json: '{"city":"Kraków"}' }
    : { type: 'text_delta', text: 'Dzień dobry' };
  return {
    events: [
      MESSAGE_START,
      named({
        type: 'content_block_start',
        index: 0,
        content_block: block,
      } as never),
      named({ type: 'ping' }),
      named({ type: 'content_block_delta', index: 0, delta } as never),
      named({ type: 'content_block_stop', index: 0 } as never),
      named({
        type: 'message_delta',
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: 25 },
      } as never),
      named({ type: 'message_stop' }),
    ],
  };
}

/** The answer of a vendor; undefined where it has no such path. */
export function vendorAnswer(
  method: string,
  path: string,
  asked: Asked,
): VendorAnswer | undefined {
  switch (`${method} ${path}`) {
    case 'POST /v1/chat/completions':
      return chat(asked);
    case 'POST /v1/completions':
      return completion(asked);
    case 'POST /v1/responses':
      return response(asked);
    case 'POST /v1/embeddings':
      return {
        json: {
          object: 'list',
          model: 'text-embedding-3-small',
          data: [{ object: 'embedding', index: 0, embedding: [0.5, -1] }],
          usage: { prompt_tokens: 7, total_tokens: 7 },
        },
      };
    case 'POST /v1/messages':
      return message(asked);
    case 'POST /v1/messages/count_tokens':
      return { json: { input_tokens: 14 } };
    case 'GET /v1/models':
      return { json: { object: 'list', data: [{ id: 'a-model' }] } };
    case 'GET /v1/models/ft:gpt-4o:acme':
    case 'GET /v1/models/claude-x':
      return { json: { id: 'a-model', object: 'model' } };
    default:
      return undefined;
  }
}
